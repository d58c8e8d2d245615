import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import type { RawDataStored, SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { calculate } from "./calculate.ts";

const submissionId = "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";
const csv = "Quiz1,85,76,90\nQuiz2,NA,,abs\n";

function announced(scores: object = {}, options: SubmissionOptions = {}): RawDataStored {
  return {
    specversion: "1.0",
    id: "3f1f9c3e-6a9a-5d0c-8a3e-1f0f3c9f7e11",
    source: "/scoreline/request-receiver",
    type: "dev.scoreline.raw-data-stored.v1",
    subject: `submissions/${submissionId}`,
    time: "2026-11-22T23:40:00.000Z",
    datacontenttype: "application/json",
    dataschema: "https://schemas.scoreline.dev/raw-data-stored/1.0.0.schema.json#/$defs/RawDataStoredData",
    correlationid: submissionId,
    data: {
      submissionId,
      submittedAt: "2026-11-22T23:40:00.000Z",
      scores: { bucket: "raw", key: "scores.csv", etag: '"e"', contentType: "text/csv", sizeBytes: csv.length, ...scores },
      options,
    },
  };
}

/** A results bucket that keeps the first document, and what was announced. */
function world(content: string | null = csv) {
  const results = new Map<string, { body: string; calculatedAt: string }>();
  const events: StatisticsCalculated[] = [];
  let minutes = 0;
  const run = (event = announced()) =>
    calculate(event, {
      read: async () =>
        content === null
          ? undefined
          : (async function* () {
              for (const byte of new TextEncoder().encode(content)) yield Uint8Array.of(byte);
            })(),
      store: async ({ submissionId: id, body, calculatedAt }) => {
        const kept = results.get(id) ?? { body: new TextDecoder().decode(body), calculatedAt };
        results.set(id, kept);
        const object = { bucket: "results", key: "s.json", etag: '"r"', contentType: "application/json", sizeBytes: kept.body.length };
        return { object, calculatedAt: kept.calculatedAt };
      },
      announce: async (event) => void events.push(event),
      now: () => new Date(Date.UTC(2026, 10, 22, 23, 41 + minutes++)),
    });
  return { run, events, document: () => JSON.parse(results.get(submissionId)?.body ?? "null") };
}

test("the statistics are stored, then announced", async () => {
  const { run, events, document } = world();
  await run();
  expect(document()).toEqual({
    $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
    source: { sha256: createHash("sha256").update(csv).digest("hex"), sizeBytes: csv.length, lineCount: 2 },
    ...describeLines(csv),
  });
  expect(document()).toMatchObject({
    status: "complete",
    quizzes: [
      { name: "Quiz1", count: 3, missing: 0, min: 76, max: 90, mean: 83.66666666666667 },
      { name: "Quiz2", count: 0, missing: 3, min: null, max: null, mean: null },
    ],
  });
  expect(events).toMatchObject([
    { causationid: announced().id, time: "2026-11-22T23:41:00.000Z", data: { submissionId, quizCount: 2, scoreCount: 3 } },
  ]);
});

test("a repeated delivery announces the same event, to the byte", async () => {
  const { run, events } = world();
  await run();
  await run();
  expect(events).toHaveLength(2);
  expect(JSON.stringify(events[1])).toBe(JSON.stringify(events[0]));
});

test.each([
  ["gone", null, {}, "object-gone"],
  ["not the bytes that were announced", csv, { sha256: "0".repeat(64) }, "content-changed"],
  ["unreadable", "Quiz1,85,x\n", {}, "invalid-scores"],
])("score lines that are %s can never be computed, and nothing is announced", async (_case, content, scores, code) => {
  const { run, events, document } = world(content);
  await expect(run(announced(scores))).rejects.toMatchObject({ name: "Unprocessable", code });
  expect([events, document()]).toEqual([[], null]);
});

test("options that no score can meet are never computed", async () => {
  const { run, document } = world();
  await expect(run(announced({}, { passMark: 1 / 3 }))).rejects.toMatchObject({ name: "Unprocessable", code: "invalid-options" });
  expect(document()).toBeNull();
});

test("in lenient mode what can be read is computed, and the rest is told", async () => {
  const { run, document } = world("Quiz1,85,x\n");
  await run(announced({}, { mode: "lenient" }));
  expect(document()).toMatchObject({
    status: "partial",
    options: { mode: "lenient" },
    scoreCount: 1,
    quality: { problems: [{ code: "type-error", line: 1, column: 3, cell: "x" }] },
  });
});

test("what a bad cell says stays out of the error", async () => {
  await expect(world("Quiz1,secret\n").run()).rejects.toThrow(/^1 problem(?!.*secret).*type-error in line 1, column 2/);
});
