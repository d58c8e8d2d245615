import { expect, test } from "@jest/globals";
import { type TObject, Type } from "@sinclair/typebox";
import { type Contract, catalogue } from "../../schemas/catalogue.ts";
import { faultText } from "../contracts/fault.ts";
import { checkSources } from "./check-sources.ts";
import type { Examples } from "./examples.ts";

const text = Type.String({ title: "Text", description: "A text." });

function note(schema: TObject = Type.Object({ text }, { title: "Note", description: "A note." })): [string, Contract] {
  return ["note", { version: "1.0.0", kind: "event", schema, sentBy: ["one"], readBy: ["other"] }];
}

const good: Examples = {
  valid: [{ because: "it has a text", value: { text: "a" } }],
  invalid: [{ because: "it has none", at: "/text", value: {} }],
};

const told = (contracts: [string, Contract][], examples: Examples = good) => checkSources(contracts, () => examples).map(faultText);

test("the contracts of the catalogue are right", () => {
  expect(checkSources(Object.entries(catalogue)).map(faultText)).toEqual([]);
});

test("a contract that is right has no fault", () => {
  expect(told([note()])).toEqual([]);
});

test("a keyword outside the profile is told with its place", () => {
  const schema = Type.Object(
    { text: Type.Not(text, { title: "No text", description: "Anything else." }) },
    { title: "Note", description: "A note." },
  );
  expect(told([note(schema)])).toContainEqual(expect.stringMatching(/^schemas\/events\/note\.ts at \/properties\/text\/not: .*profile/));
});

test("two objects of one title are told", () => {
  const inner = (field: string) => Type.Object({ [field]: text }, { title: "Inner", description: "Inner." });
  const schema = Type.Object({ one: inner("a"), other: inner("b") }, { title: "Note", description: "A note." });
  expect(told([note(schema)])).toEqual([expect.stringContaining('Two different objects bear the title of "Inner"')]);
});

test("an $id that two contracts have is told", () => {
  expect(told([note(), note()])).toEqual([
    expect.stringContaining("Another contract has the $id https://schemas.scoreline.dev/note/1.0.0.schema.json"),
  ]);
});

test.each<[string, Partial<Examples>, string]>([
  [
    "says it is valid and is not",
    { valid: [{ because: "one", value: { text: 1 } }] },
    '/valid/0/value/text: The example "one" says that it is valid',
  ],
  [
    "says it is invalid and is not",
    { invalid: [{ because: "two", at: "/text", value: { text: "a" } }] },
    "/invalid/0: .*the schema accepts it",
  ],
  ["is wrong elsewhere", { invalid: [{ because: "three", at: "/other", value: {} }] }, "/invalid/0: .*what is wrong is at /text"],
])("an example that %s is told", (_case, examples, expected) => {
  expect(told([note()], { ...good, ...examples })).toEqual([expect.stringMatching(`^schemas/examples/note\\.json at ${expected}`)]);
});

test("a contract without examples is told", () => {
  const faults = checkSources([note()], () => {
    throw new Error("no such file");
  });
  expect(faults.map(faultText)).toEqual([expect.stringMatching(/^schemas\/examples\/note\.json: It cannot be read: no such file\. Write/)]);
});
