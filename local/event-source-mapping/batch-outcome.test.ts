import { describe, expect, test } from "@jest/globals";
import { batchOutcome } from "./batch-outcome.ts";
import { toRecord } from "./sqs-record.ts";

const records = ["a", "b", "c"].map((MessageId) => toRecord({ MessageId }, "arn:aws:sqs:us-east-1:000000000000:queue"));
const failures = (...identifiers: unknown[]) => ({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) });

describe.each<[string, unknown, string]>([
  ["nothing", undefined, "abc"],
  ["null", null, "abc"],
  ["an empty object", {}, "abc"],
  ["an object without batchItemFailures", { statusCode: 500 }, "abc"],
  ["batchItemFailures: null", { batchItemFailures: null }, "abc"],
  ["an empty list", { batchItemFailures: [] }, "abc"],
  ["one known identifier", failures("b"), "ac"],
  ["every identifier", failures("a", "b", "c"), ""],
  ["a known identifier twice", failures("b", "b"), "ac"],
  ["a known identifier with other fields", { batchItemFailures: [{ itemIdentifier: "c", reason: "late" }] }, "ab"],
])("an answer of %s", (_, payload, done) => {
  test(`is a success of ${done === "" ? "none" : done}`, () => {
    const outcome = batchOutcome(records, { ok: true, payload });
    expect(outcome).toEqual({ done: records.filter(({ messageId }) => done.includes(messageId)) });
  });
});

describe.each<[string, unknown]>([
  ["an unknown identifier", failures("b", "z")],
  ["an empty identifier", failures("")],
  ["an identifier of null", failures(null)],
  ["an identifier that is a number", failures(1)],
  ["a known identifier and a malformed copy of it", { batchItemFailures: [{ itemIdentifier: "b" }, "b"] }],
  ["a misnamed identifier", { batchItemFailures: [{ itemidentifier: "b" }] }],
  ["a list of bare identifiers", { batchItemFailures: ["b"] }],
  ["a list with null", { batchItemFailures: [null] }],
  ["batchItemFailures that is no list", { batchItemFailures: "b" }],
  ["a text", "done"],
  ["a number", 200],
  ["a list", []],
  ["true", true],
])("an answer of %s", (_, payload) => {
  test("fails the whole batch", () => {
    expect(batchOutcome(records, { ok: true, payload })).toEqual({ done: [], problem: expect.any(String) });
  });
});

test("a function error fails the whole batch and is the problem", () => {
  const error = { errorType: "Sandbox.Timedout", errorMessage: "Task timed out after 3.00 seconds" };
  expect(batchOutcome(records, { ok: false, error })).toEqual({ done: [], problem: "Sandbox.Timedout: Task timed out after 3.00 seconds" });
});
