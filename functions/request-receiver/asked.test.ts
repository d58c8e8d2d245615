import { describe, expect, test } from "@jest/globals";
import type { SubmissionQuery } from "../../generated/types/submission-query.d.ts";
import type { SubmissionRequest } from "../../generated/types/submission-request.d.ts";
import { Problem } from "../boundary/problem.ts";
import { readAsked } from "./asked.ts";

const json = (data: string[], said: Partial<SubmissionRequest> = {}, query: SubmissionQuery = {}) =>
  readAsked({ query, body: { data, ...said }, headers: { "content-type": "application/json" }, isBase64Encoded: false });

/** A CSV file, as its bytes unless it is said to have come as text. */
const csv = (file: string | Uint8Array, query: SubmissionQuery = {}, contentType = "application/octet-stream") =>
  readAsked({
    query,
    body: typeof file === "string" ? new TextEncoder().encode(file) : file,
    headers: { "content-type": contentType },
    isBase64Encoded: contentType !== "text/csv",
  });

function problemOf(ask: () => unknown): Problem {
  try {
    ask();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("It was taken.");
}

/** The single errors of the Problem. */
const errorsOf = (ask: () => unknown) =>
  problemOf(ask).errors.map(({ pointer, code, line, column, cell }) => ({ pointer, code, line, column, cell }));

describe("JSON lines that cannot be read", () => {
  test.each(["abc", "nan", "inf", "1_000", "0x10", "1e400"])("the cell %s is told with its place", (cell) => {
    expect(errorsOf(() => json(["Quiz1,85", `Quiz2,78,${cell},85`]))).toEqual([
      { pointer: "/data/1", code: expect.stringMatching(/^(type-error|number-out-of-range)$/), line: 2, column: 3, cell },
    ]);
  });

  test("a line without a score is told", () => {
    expect(errorsOf(() => json(["Quiz1", "Quiz2,78"]))).toEqual([
      { pointer: "/data/0", code: "no-scores", line: 1, column: 1, cell: "Quiz1" },
    ]);
  });

  test("all bad lines are told at once, in their order, behind a line with a line break as well", () => {
    const errors = errorsOf(() => json(["Quiz1,85,x", "Quiz2,78\nQuiz3,92", "Quiz4,y,85", "Quiz5,70", "\ud800,1"]));
    expect(errors.map(({ pointer, code, cell }) => [pointer, code, cell])).toEqual([
      ["/data/0", "type-error", "x"],
      ["/data/1", "embedded-newline", "Quiz2,78\nQuiz3,92"],
      ["/data/2", "type-error", "y"],
      ["/data/4", "invalid-unicode", "\ufffd,1"],
    ]);
  });

  test("nothing but blank lines is told", () => {
    const nowhere = { line: undefined, column: undefined, cell: undefined };
    expect(errorsOf(() => json(["", "  "]))).toEqual([{ pointer: "/data", code: "no-scores", ...nowhere }]);
  });

  test("of many problems the first hundred are listed and all are counted", () => {
    const problem = problemOf(() => json(Array.from({ length: 250 }, (_, index) => `Quiz${index},x`)));
    expect(problem).toMatchObject({ code: "invalid-scores", errorCount: 250, errors: { length: 100 } });
  });

  test("delimiters that cannot be told apart are a problem of the whole, and the choices are named", () => {
    expect(problemOf(() => json(["Quiz1;85,5"])).errors).toEqual([
      { pointer: "/data", code: "ambiguous-delimiter", detail: expect.stringContaining("option delimiter") },
    ]);
  });

  test.each([[["Quiz1", ",85"]], [["Quiz1;85,5"]], [["Quiz1,85\nQuiz2,78", "Quiz3,1"]]])(
    "in lenient mode %j is refused all the same: there is nothing to count, or it is no line",
    (lines) => {
      expect(problemOf(() => json(lines, { mode: "lenient" })).code).toBe("invalid-scores");
    },
  );
});

describe("JSON lines that can", () => {
  test("are read by what is said of them", () => {
    const said = { delimiter: ";", decimal: ",", maxScore: 100 } as const;
    expect(json(["Quiz1;85,5"], said)).toMatchObject({ options: { ...said, multilineCells: false }, summary: { lineCount: 1 } });
  });

  test("in lenient mode a bad cell is no reason to refuse the others", () => {
    expect(json(["Quiz1,85,x", "Quiz2", "Quiz3,70"], { mode: "lenient" }).summary.lineCount).toBe(2);
  });

  test("an open quote ends with its line, since every line came by itself", () => {
    expect(json(['"Quiz1,85', "Quiz2,70"], { mode: "lenient" }).summary.lineCount).toBe(1);
  });

  test("blank lines between score lines are no score lines", () => {
    expect(json(["Quiz1,85", "", "Quiz2,78", ""]).summary.lineCount).toBe(2);
  });

  test("title and course are no options", () => {
    expect(json(["Quiz1,85"], { title: "Week 7", course: "CS-487" })).toMatchObject({
      labels: { title: "Week 7", course: "CS-487" },
      options: { multilineCells: false },
    });
  });
});

test("an option that no score can meet is told by its name, from the body and from the query", () => {
  const told = { code: "invalid-request", errors: [{ pointer: "/maxScore", code: "invalid-option" }] };
  expect(problemOf(() => json(["Quiz1,85"], { maxScore: 1 / 3 }))).toMatchObject(told);
  expect(problemOf(() => csv("Quiz1,85", { maxScore: 1 / 3 }))).toMatchObject(told);
});

test("with a JSON body nothing but dryRun stands in the query", () => {
  expect(json(["Quiz1,85"], {}, { dryRun: true }).options).toEqual({ multilineCells: false });
  expect(problemOf(() => json(["Quiz1,85"], {}, { title: "Week 7", maxScore: 100, dryRun: true })).errors).toEqual([
    { pointer: "/title", code: "belongs-in-body", detail: expect.stringContaining('put "title" into the body') },
    { pointer: "/maxScore", code: "belongs-in-body", detail: expect.stringContaining('put "maxScore" into the body') },
  ]);
});

describe("a CSV file", () => {
  test("is kept byte for byte, with what the query says", () => {
    const file = '\ufeffquiz;ann\r\n"Quiz;\r\n1";85,5\r\n';
    const { body, options, labels, summary } = csv(file, { title: "Week 7", delimiter: ";", decimal: ",", dryRun: true });
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(body)).toBe(file);
    expect([options, labels]).toEqual([{ delimiter: ";", decimal: "," }, { title: "Week 7" }]);
    expect([...summary.quizzes()].map(({ name }) => name)).toEqual(["Quiz;\r\n1"]);
  });

  test("has the same hash as the same lines in JSON, where they end in line feeds", () => {
    const lines = ["Quiz1,85,76,90", "Quiz2,78,88,85"];
    expect(csv(`${lines.join("\n")}\n`).sha256).toBe(json(lines).sha256);
  });

  test("its problems have line, column and cell, and point at the body as a whole", () => {
    expect(errorsOf(() => csv("Quiz1,85\r\n\r\nQuiz2,78,abc\r\n"))).toEqual([
      { pointer: "", code: "type-error", line: 3, column: 3, cell: "abc" },
    ]);
    expect(errorsOf(() => csv("")).map(({ pointer, code }) => [pointer, code])).toEqual([["", "no-scores"]]);
    expect(errorsOf(() => csv("Quiz1;85,5")).map(({ pointer, code }) => [pointer, code])).toEqual([["", "ambiguous-delimiter"]]);
  });

  test("is read in the encoding that was said, or that its mark says", () => {
    const names = (file: Uint8Array, query: SubmissionQuery) => [...csv(file, query).summary.quizzes()].map(({ name }) => name);
    expect(names(Buffer.from("Prüfung,85\n", "latin1"), { encoding: "windows-1252" })).toEqual(["Prüfung"]);
    expect(names(Buffer.from("Prüfung,85\n", "utf16le"), { encoding: "utf-16le" })).toEqual(["Prüfung"]);
    expect(names(Buffer.from("\ufeffPrüfung,85\n", "utf16le"), {})).toEqual(["Prüfung"]);
  });

  test("bytes that are not of its encoding are told, with what to do", () => {
    const { errors } = problemOf(() => csv(Buffer.from("Prüfung,85\n", "latin1")));
    expect(errors).toMatchObject([
      { pointer: "", code: "encoding-error", line: 1, column: 1, detail: expect.stringContaining("option encoding") },
    ]);
  });
});

describe("text/csv, which API Gateway has decoded as UTF-8", () => {
  test("is read as that", () => {
    expect([...csv("Prüfung,85\n", { encoding: "utf-8" }, "text/csv").summary.quizzes()].map(({ name }) => name)).toEqual(["Prüfung"]);
  });

  test.each(["strict", "lenient"] as const)("what could not be decoded is refused in mode %s: the names are lost", (mode) => {
    const asGatewayDecodes = new TextDecoder().decode(Buffer.from("Quiz1,1\nPrüfung,85\n", "latin1"));
    expect(problemOf(() => csv(asGatewayDecodes, { mode }, "text/csv")).errors).toEqual([
      { pointer: "", code: "encoding-error", line: 2, detail: expect.stringContaining("application/octet-stream") },
    ]);
  });

  test("cannot be in another encoding", () => {
    const { errors } = problemOf(() => csv("Quiz1,85", { encoding: "windows-1252" }, "text/csv"));
    expect(errors).toEqual([{ pointer: "/encoding", code: "not-allowed", detail: expect.stringContaining("application/octet-stream") }]);
  });
});
