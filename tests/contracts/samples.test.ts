// The consumer samples are what the contracts give, and the one in Python reads what Scoreline sends, and refuses what is none of it.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { rawKeys, resultKeys } from "../../functions/aws/keys.ts";
import { publishedContracts } from "../../schemas/catalogue.ts";
import { saysWhatItIs } from "../../scripts/contracts/samples-schema.ts";
import { jsonSchema } from "../../scripts/generate/json-schema.ts";
import { rootType } from "../../scripts/generate/types.ts";
import { startTestStack, type TestStack } from "../end-to-end/test-stack.ts";
import { answers, python, readMessage } from "./samples-python.ts";
import { whole, withNull, withoutOptional, withoutRequired, withUnknown, withWrongTypes } from "./samples-variants.ts";

const root = join(import.meta.dirname, "../..");

test("what is generated of the samples is up to date", async () => {
  await promisify(execFile)(process.execPath, [join(root, "scripts/contracts/samples.ts"), "--check"]);
});

describe("the Python sample, of what the running pipeline sends,", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack();
  });
  afterAll(() => stack.stop());

  /** The very message that a function put into a queue: it lies in the dead-letter queue when its consumer does not find what it announces. */
  async function messageOf(queue: string, announced: string): Promise<{ body: string; id: string }> {
    const failure = { status: 404, code: "NoSuchKey" };
    const remove = stack.emulator.faults.add({
      service: "s3",
      operation: "GetObject",
      match: ({ resource }) => resource.endsWith(announced),
      failure,
    });
    try {
      const { id } = await stack.submit(["Quiz1,85,76,90", "数学 😀,78,88,ABS"]);
      const [message] = await stack.takeDead(queue, 1);
      return { body: message?.Body ?? "", id };
    } finally {
      remove();
    }
  }

  test("reads the message that score lines are stored", async () => {
    const { body, id } = await messageOf("calculation", "scores.csv");
    const { code, stdout } = await readMessage(body);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^RawDataStored\n/);
    expect(stdout).toContain(`\n  time = ${JSON.parse(body).time}\n`);
    expect(stdout).toContain(`\n  data.submission_id = ${id}\n`);
    expect(stdout).toContain(`\n  data.scores.key = ${rawKeys.scores(id)}\n`);
  });

  test("reads the message that statistics are calculated, and the statistics", async () => {
    const { body, id } = await messageOf("notification", "statistics.json");
    const event = await readMessage(body);
    expect(event.code).toBe(0);
    expect(event.stdout).toMatch(/^StatisticsCalculated\n/);
    expect(event.stdout).toContain("\n  data.quiz_count = 2\n  data.score_count = 5\n");

    const document = await readMessage(await stack.text("results", resultKeys.statistics(id)));
    expect(document.code).toBe(0);
    expect(document.stdout).toMatch(/^Statistics\n/);
    expect(document.stdout).toContain("\n  quizzes[1].name = 数学 😀\n");
    // 251 / 3, and nothing where there is no figure.
    expect(document.stdout).toContain("\n  quizzes[0].mean = 83.66666666666667\n");
    expect(document.stdout).not.toContain("quizzes[0].kurtosis");
  });
});

const read = publishedContracts.filter(([, contract]) => saysWhatItIs(contract));

describe.each(read)("the Python sample, of %s,", (name, contract) => {
  const document = jsonSchema(name, contract);
  const type = rootType(document);

  test("reads every valid example", async () => {
    const { valid } = JSON.parse(readFileSync(join(root, `schemas/examples/${name}.json`), "utf8"));
    expect(valid.length).toBeGreaterThan(0);
    const found = await answers(valid.map(({ value }: { value: unknown }) => value));
    expect(found).toEqual(valid.map(() => ({ type })));
  });

  test("reads a message with all fields, without an optional one, with null where it may be, and with fields of a newer version", async () => {
    const variants = [...withoutOptional(document), ...withNull(document), ...withUnknown(document)].map(({ value }) => value);
    expect(await answers([whole(document), ...variants])).toEqual([whole(document), ...variants].map(() => ({ type })));
  });

  test("refuses a message without a required field, whichever it is, and says which", async () => {
    const variants = withoutRequired(document);
    expect(variants.length).toBeGreaterThanOrEqual(Object(document.required).length);
    const found = await answers(variants.map(({ value }) => value));
    const expected = variants.map(({ at }) => ({ pointer: at, reason: "is missing" }));
    expect(found).toEqual(expected);
  });

  test("refuses a value of a wrong type in any field, and says in which", async () => {
    const variants = withWrongTypes(document);
    const found = await answers(variants.map(({ value }) => value));
    const expected = variants.map(({ at }) => ({ pointer: at, reason: expect.stringMatching(/^(must be|is) /) }));
    expect(found).toEqual(expected);
  });

  test("refuses another major version", async () => {
    const next = JSON.stringify(whole(document)).replaceAll(/\.v(\d+)"|\/(\d+)\.\d+\.\d+\.schema\.json"/g, (text) =>
      text.replace(/\d+/, "99"),
    );
    const [answer] = await answers([JSON.parse(next)]);
    expect(answer).toEqual({ pointer: contract.kind === "event" ? "/type" : "/$schema", reason: expect.stringContaining("known are") });
  });
});

describe("the Python sample", () => {
  test("tells what is wrong and where on standard error, with exit code 1", async () => {
    const { code, stdout, stderr } = await readMessage({ specversion: "1.0", type: "dev.scoreline.raw-data-stored.v1" });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: "Refused: /id is missing\n" });
  });

  test.each(["", "{", "[]", '{"specversion": NaN}', '"text"'])("refuses %j, which is no message", async (source) => {
    const { code, stderr } = await readMessage(source);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Refused: the message (is not JSON|must be an object)/);
  });

  test("keeps times exact to the nanosecond, and in their order", async () => {
    const { stdout } = await python(
      [
        "-c",
        "import sys; from reading import instant; print(*[(str(t), t.nanosecond) for t in sorted(map(instant, sys.stdin.read().split()))])",
      ],
      "2026-11-22T23:40:00.123456789Z 2026-11-22T23:40:00.12345679Z 2026-11-22T23:40:00Z 2026-11-22T23:40:00.1Z",
    );
    expect(stdout.trim()).toBe(
      "('2026-11-22T23:40:00Z', 0) ('2026-11-22T23:40:00.1Z', 100000000) ('2026-11-22T23:40:00.123456789Z', 123456789) ('2026-11-22T23:40:00.12345679Z', 123456790)",
    );
  });

  test.each(["2026-02-31T00:00:00Z", "2026-11-22T23:40:00", "2026-11-22T23:40:00.1234567890Z", "2026-11-22"])(
    "refuses %s as a time",
    async (time) => {
      const [answer] = await answers([{ ...Object(whole(jsonSchema(...firstEvent()))), time }]);
      expect(answer).toMatchObject({ pointer: "/time", reason: expect.stringContaining("must be a time") });
    },
  );
});

function firstEvent() {
  const [event] = read.filter(([, { kind }]) => kind === "event");
  if (event === undefined) throw new Error("The catalogue has no event.");
  return event;
}
