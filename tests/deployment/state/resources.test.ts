import { expect, test } from "@jest/globals";
import { resourcesIn } from "./resources.ts";
import { shortNameOf } from "./short-names.ts";

const managed = (address: string, values: object) => ({ address, mode: "managed", type: "aws_sqs_queue", values });

test("a state's resources are those of all its modules, without what data sources found", () => {
  const child = { resources: [managed("module.b.aws_sqs_queue.b", { name: "b" })] };
  const data = { address: "data.aws_region.current", mode: "data", type: "aws_region", values: {} };
  const state = { values: { root_module: { resources: [managed("aws_sqs_queue.a", { name: "a" }), data], child_modules: [child] } } };
  expect(resourcesIn(state).map(({ values }) => values.text("name"))).toEqual(["a", "b"]);
});

test.each([[{}], [{ values: {} }], [{ values: { root_module: {} } }], [[]]])("%j is no applied state", (state) => {
  expect(() => resourcesIn(state)).toThrow();
});

test("an attribute that is not there as it is asked for is an error that says where", () => {
  const [queue] = resourcesIn({ values: { root_module: { resources: [managed("aws_sqs_queue.a", { name: 7 })] } } });
  expect(() => queue?.values.text("name")).toThrow("aws_sqs_queue.a has no name.");
});

test.each([
  ["scoreline-calculation-dead-letter", "calculation-dead-letter"],
  ["scoreline-raw-123456789012-us-east-1", "raw"],
  ["scoreline-raw-us-east-1-123456789012", "raw"],
  ["scoreline-raw", "raw"],
  ["other-raw", undefined],
])("the short name of %s is %s", (name, short) => {
  expect(shortNameOf(name, { prefix: "scoreline", account: "123456789012", region: "us-east-1" })).toBe(short);
});
