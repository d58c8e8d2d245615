import { describe, expect, test } from "@jest/globals";
import type { RawDataStored } from "../../generated/types/raw-data-stored.d.ts";
import { Problem } from "../boundary/problem.ts";
import { receive, type Submission } from "./receive.ts";

const submissionId = "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";
const now = new Date("2026-11-22T23:40:00.000Z");

/** Receives a submission with what was stored and announced, in order; `failing` is the step that fails. */
async function run(submission: Submission, failing?: "store" | "announce") {
  const done: string[] = [];
  const stored: string[] = [];
  const announced: RawDataStored[] = [];
  const outcome = await receive(submission, {
    store: async ({ submissionId: id, body, sha256 }) => {
      done.push("store");
      if (failing === "store") throw new Error("S3 is down");
      stored.push(new TextDecoder().decode(body));
      const key = `submissions/${id}/scores.csv`;
      return { bucket: "raw", key, etag: '"e"', contentType: "text/csv; charset=utf-8", sizeBytes: body.byteLength, sha256 };
    },
    announce: async (event) => {
      done.push("announce");
      if (failing === "announce") throw new Error("SQS is down");
      announced.push(event);
    },
    now: () => now,
    newId: () => submissionId,
  }).catch((error: unknown) => error);
  return { outcome, done, stored, announced };
}

/** The single errors of the Problem that `lines` give. */
async function errorsOf(lines: string[]) {
  const { outcome, done } = await run({ lines });
  if (!(outcome instanceof Problem)) throw new Error("It was accepted.");
  expect(done).toEqual([]);
  return outcome.errors.map(({ pointer, code, line, column, cell }) => ({ pointer, code, line, column, cell }));
}

test("the score lines are stored as one CSV file, then announced", async () => {
  const { outcome, done, stored, announced } = await run({ lines: ["Quiz1,85,76,90", "Quiz2,78,88,85"] });
  expect(done).toEqual(["store", "announce"]);
  expect(stored).toEqual(["Quiz1,85,76,90\nQuiz2,78,88,85\n"]);
  expect(outcome).toEqual({
    id: submissionId,
    status: "accepted",
    acceptedAt: "2026-11-22T23:40:00.000Z",
    lineCount: 2,
    sha256: "3b2fadee6fcfd13cc5c0d3d55ebcefd93649dadc065263eca6409f6523b1f9d7",
    links: { self: `/submissions/${submissionId}` },
  });
  expect(announced[0]).toMatchObject({
    time: "2026-11-22T23:40:00.000Z",
    data: { submissionId, scores: { bucket: "raw", sizeBytes: 30 }, options: { multilineCells: false } },
  });
});

test("the caller's trace goes on in the event", async () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const { announced } = await run({ lines: ["Quiz1,85"], traceparent });
  expect(announced[0]?.traceparent).toBe(traceparent);
});

test("nothing is announced that could not be stored", async () => {
  const { outcome, done } = await run({ lines: ["Quiz1,85"] }, "store");
  expect(done).toEqual(["store"]);
  expect(outcome).toEqual(new Error("S3 is down"));
});

test("an announcement that fails is the request's failure", async () => {
  expect((await run({ lines: ["Quiz1,85"] }, "announce")).outcome).toEqual(new Error("SQS is down"));
});

describe("what cannot be read", () => {
  test.each(["abc", "nan", "inf", "1_000", "0x10", "1e400"])("the cell %s is told with its place", async (cell) => {
    expect(await errorsOf(["Quiz1,85", `Quiz2,78,${cell},85`])).toEqual([
      { pointer: "/data/1", code: expect.stringMatching(/^(type-error|number-out-of-range)$/), line: 2, column: 3, cell },
    ]);
  });

  test("a line without a score is told", async () => {
    expect(await errorsOf(["Quiz1", "Quiz2,78"])).toEqual([{ pointer: "/data/0", code: "no-scores", line: 1, column: 1, cell: "Quiz1" }]);
  });

  test("all bad lines are told at once, in their order, behind a line with a line break as well", async () => {
    const errors = await errorsOf(["Quiz1,85,x", "Quiz2,78\nQuiz3,92", "Quiz4,y,85", "Quiz5,70", "\ud800,1"]);
    expect(errors.map(({ pointer, code, cell }) => [pointer, code, cell])).toEqual([
      ["/data/0", "type-error", "x"],
      ["/data/1", "embedded-newline", "Quiz2,78\nQuiz3,92"],
      ["/data/2", "type-error", "y"],
      ["/data/4", "invalid-unicode", "\ufffd,1"],
    ]);
  });

  test("nothing but blank lines is told", async () => {
    expect(await errorsOf(["", "  "])).toEqual([
      { pointer: "/data", code: "no-scores", line: undefined, column: undefined, cell: undefined },
    ]);
  });

  test("of many problems the first hundred are listed and all are counted", async () => {
    const { outcome } = await run({ lines: Array.from({ length: 250 }, (_, index) => `Quiz${index},x`) });
    expect(outcome).toMatchObject({ code: "invalid-scores", errorCount: 250, errors: { length: 100 } });
  });
});

describe("what is said of the score lines", () => {
  test("it goes on in the event, and the lines are read by it", async () => {
    const said = { delimiter: ";", decimal: ",", maxScore: 100 } as const;
    const { announced } = await run({ lines: ["Quiz1;85,5"], said });
    expect(announced[0]?.data.options).toEqual({ ...said, multilineCells: false });
  });

  test("an option that no score can meet is told by its name", async () => {
    const { outcome, done } = await run({ lines: ["Quiz1,85"], said: { maxScore: 1 / 3 } });
    expect(done).toEqual([]);
    expect(outcome).toMatchObject({ code: "invalid-request", errors: [{ pointer: "/maxScore", code: "invalid-option" }] });
  });

  test("in lenient mode a bad cell is no reason to refuse the others", async () => {
    const { outcome } = await run({ lines: ["Quiz1,85,x", "Quiz2", "Quiz3,70"], said: { mode: "lenient" } });
    expect(outcome).toMatchObject({ status: "accepted", lineCount: 2 });
  });

  test.each([[["Quiz1", ",85"]], [["Quiz1;85,5"]], [["Quiz1,85\nQuiz2,78", "Quiz3,1"]]])(
    "in lenient mode %j is refused all the same: there is nothing to count, or it is no line",
    async (lines) => {
      const { outcome, done } = await run({ lines, said: { mode: "lenient" } });
      expect(outcome).toBeInstanceOf(Problem);
      expect(done).toEqual([]);
    },
  );

  test("delimiters that cannot be told apart are a problem of the whole, and the choices are named", async () => {
    const { outcome } = await run({ lines: ["Quiz1;85,5"] });
    expect(outcome).toMatchObject({
      errors: [{ pointer: "/data", code: "ambiguous-delimiter", detail: expect.stringContaining("option delimiter") }],
    });
  });

  test("an open quote ends with its line, since every line came by itself", async () => {
    const { outcome } = await run({ lines: ['"Quiz1,85', "Quiz2,70"], said: { mode: "lenient" } });
    expect(outcome).toMatchObject({ lineCount: 1 });
  });
});

test("blank lines between score lines are no score lines", async () => {
  expect((await run({ lines: ["Quiz1,85", "", "Quiz2,78", ""] })).outcome).toMatchObject({ lineCount: 2 });
});
