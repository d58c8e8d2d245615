import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { StatisticsQuery } from "../../generated/types/statistics-query.d.ts";
import type { SubmissionOptions } from "../../generated/types/submission.d.ts";
import { largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import { gradebookOf, noSuchStudents } from "./gradebook-of.ts";
import type { Wanted } from "./statistics-of.ts";

type Query = StatisticsQuery & { format: "canvas" | "moodle" };

interface Stored {
  options?: SubmissionOptions;
  sizeBytes?: number;
  hasStatistics?: boolean;
  isGone?: boolean;
}

function gradebook(query: Query, input: string, stored: Stored = {}, wanted: Wanted = {}) {
  const { options = {}, hasStatistics = true, isGone = false } = stored;
  const bytes = Buffer.from(input);
  const scores = { bucket: "raw", key: "scores.csv", etag: '"1"', contentType: "text/csv", sizeBytes: stored.sizeBytes ?? bytes.length };
  async function* chunks() {
    yield bytes.subarray(0, 10);
    yield bytes.subarray(10);
  }
  return gradebookOf("01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11", query, wanted, {
    hasStatistics: async () => hasStatistics,
    submission: async () => ({ $schema: "", id: "", acceptedAt: "", options, scores }),
    read: async () => (isGone ? undefined : chunks()),
    absence: async () => new Problem("not-ready", "Not yet."),
  });
}

/** RFC 4180, as an importer reads it. */
function parsed(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  const records: string[][] = [[]];
  for (const [, quoted, bare = "", ending = ""] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (ending !== ",") records.push([]);
  }
  return records.slice(0, -1);
}

const input = 'quiz,ada,grace,"Hopper, G."\n"Week 1: Loops, maps",85.50,,ABS\nWeek 2,0,EX,100\n';

describe("for Canvas", () => {
  test("a row for each student with the login id, a column for each quiz; what is missing is empty, EX stays", async () => {
    expect(await gradebook({ format: "canvas" }, input)).toEqual({
      status: 200,
      headers: { etag: expect.stringMatching(/^"[\w-]{43}"$/), vary: "Accept" },
      contentType: "text/csv; charset=utf-8; header=present",
      text:
        'Student,ID,SIS User ID,SIS Login ID,Section,"Week 1: Loops, maps",Week 2\r\n' +
        "ada,,,ada,,85.5,0\r\n" +
        "grace,,,grace,,,EX\r\n" +
        '"Hopper, G.",,,"Hopper, G.",,,100\r\n',
    });
  });

  test("with maxScore a second row has each quiz's points", async () => {
    const { text } = await gradebook({ format: "canvas" }, "quiz,ada\nQ1,1\nQ2,2\n", { options: { maxScore: 12.5 } });
    expect(text).toBe("Student,ID,SIS User ID,SIS Login ID,Section,Q1,Q2\r\nPoints Possible,,,,,12.5,12.5\r\nada,,,ada,,1,2\r\n");
  });

  test.each<[NonNullable<Query["studentsBy"]>, string]>([
    ["login-id", "7,,,7,,1"],
    ["sis-user-id", "7,,7,,,1"],
    ["canvas-id", "7,7,,,,1"],
    ["name", "7,,,,,1"],
  ])("students by %s", async (studentsBy, row) => {
    const { text } = await gradebook({ format: "canvas", studentsBy }, "quiz,7\nQ1,1\n", { options: { header: true } });
    expect(text?.split("\r\n")[1]).toBe(row);
  });

  test("ids of Canvas's are digits: another would be read as the number that it begins with", async () => {
    await expect(gradebook({ format: "canvas", studentsBy: "canvas-id" }, "quiz,7up\nQ1,1\n")).rejects.toMatchObject({
      code: "not-exportable",
      message: expect.stringMatching(/"7up".*login-id/),
    });
  });

  test.each(["Final Grade", "Section", "ID", "Current Score (Fall)"])("a quiz called %s would get lost", async (name) => {
    await expect(gradebook({ format: "canvas" }, `quiz,ada\n${name},1\n`)).rejects.toMatchObject({
      code: "not-exportable",
      message: expect.stringContaining(`"${name}"`),
    });
  });
});

describe("for Moodle", () => {
  test("a column that tells the user, then the quizzes; what is missing is a dash, which Moodle never takes for 0", async () => {
    expect(await gradebook({ format: "moodle" }, input)).toMatchObject({
      status: 200,
      text: 'Username,"Week 1: Loops, maps",Week 2\r\nada,85.5,0\r\ngrace,-,-\r\n"Hopper, G.",-,100\r\n',
    });
  });

  test.each<[NonNullable<Query["studentsBy"]>, string]>([
    ["username", "Username"],
    ["id-number", "ID number"],
    ["email", "Email address"],
  ])("students by %s", async (studentsBy, title) => {
    expect((await gradebook({ format: "moodle", studentsBy }, "quiz,ada\nQ1,1\n")).text).toBe(`${title},Q1\r\nada,1\r\n`);
  });
});

test("what is read back has each student's scores, and no cell is a formula", async () => {
  const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
  const name = fc
    .string({ unit: fc.constantFrom(...'aé7 ,;"=+-@\n'), minLength: 1, maxLength: 8 })
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const names = (minLength: number) => fc.uniqueArray(name, { minLength, maxLength: 5 });
  const score = fc.oneof(
    fc.integer({ min: -10_000, max: 10_000 }).map((digits) => String(digits / 100)),
    fc.constantFrom("", "ABS"),
  );
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const shown = (text: string) => (/^[=+\-@]/.test(text) && text !== "-" && !plain.test(text) ? `'${text}` : text);
  const inputs = fc.tuple(names(1), names(1), fc.infiniteStream(score), fc.constantFrom("canvas" as const, "moodle" as const));
  await fc.assert(
    fc.asyncProperty(inputs, async ([students, quizzes, scores, format]) => {
      const rows = quizzes.map(() => students.map(() => scores.next().value));
      const lines = [["quiz", ...students], ...quizzes.map((quiz, at) => [quiz, ...(rows[at] ?? [])])];
      const options: SubmissionOptions = { delimiter: ",", decimal: ".", header: true };
      const { text = "" } = await gradebook({ format }, lines.map((line) => `${line.map(quoted).join()}\n`).join(""), { options });
      const [header = [], ...records] = parsed(text);
      const before = format === "canvas" ? 5 : 1;
      expect(header.slice(before)).toEqual(quizzes.map(shown));
      expect(records.map((record) => record[format === "canvas" ? 3 : 0])).toEqual(students.map(shown));
      const missing = format === "canvas" ? "" : "-";
      const expected = students.map((_, student) => rows.map((row) => (/\d/.test(row[student] ?? "") ? row[student] : missing)));
      expect(records.map((record) => record.slice(before))).toEqual(expected);
    }),
  );
});

describe("there is none", () => {
  test.each<[string, string, Stored, string]>([
    [
      "without a header, and what to send is said",
      "Quiz1,85\n",
      {},
      'Submit them with a first line that names the students, such as "quiz,ada,grace"',
    ],
    ["where a column has no name", "quiz,ada,\nQ1,1,2\n", {}, "Column 3 has no name"],
    ["where a student is there twice", "quiz,ada,ada\nQ1,1,2\n", {}, '"ada" is twice'],
    ["where a quiz has several lines", "quiz,ada\nQ1,1\nQ1,2\n", {}, '"Q1" has several lines'],
    ["where a line is short", "quiz,ada,bo\nQ1,1\n", {}, "Line 2 has 1 cell behind its name, and the header 2"],
    [
      "where a cell was not read",
      "quiz,ada,bo\nQ1,1,x\n",
      { options: { mode: "lenient" } },
      "GET /submissions/01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11/problems",
    ],
    ["where small groups are not to be told", "quiz,ada\nQ1,1\n", { options: { minimumGroupSize: 2 } }, "minimumGroupSize"],
    ["of score lines that are gone", "quiz,ada\nQ1,1\n", { isGone: true }, "Submit them again"],
    ["of score lines that take too long to read", "quiz,ada\nQ1,1\n", { sizeBytes: 64 * 2 ** 20 + 1 }, "Submit them in parts"],
  ])("%s", async (_when, lines, stored, message) => {
    await expect(gradebook({ format: "canvas" }, lines, stored)).rejects.toMatchObject({
      code: "not-exportable",
      status: 409,
      message: expect.stringContaining(message),
    });
  });

  test("that is larger than an answer may be", async () => {
    const students = Array.from({ length: 60 }, (_, at) => `${"s".repeat(900)}${at}`);
    const lines = Array.from({ length: 9_000 }, (_, at) => `Quiz ${at},${students.map(() => "12345.6789").join()}`);
    const text = `${[["quiz", ...students].join(), ...lines].join("\n")}\n`;
    expect(text.length).toBeGreaterThan(largestAnswerBytes);
    await expect(gradebook({ format: "moodle" }, text)).rejects.toMatchObject({ code: "not-exportable", status: 409 });
  });

  test("before there are statistics: why is the problem", async () => {
    await expect(gradebook({ format: "canvas" }, input, { hasStatistics: false })).rejects.toMatchObject({ code: "not-ready" });
  });

  test("for who does not take CSV", async () => {
    await expect(gradebook({ format: "canvas" }, input, {}, { accept: "application/json" })).rejects.toMatchObject({
      code: "not-acceptable",
    });
  });

  test.each<Query>([
    { format: "canvas", studentsBy: "email" },
    { format: "moodle", studentsBy: "login-id" },
  ])("for %j, which contradicts itself", async (query) => {
    await expect(gradebook(query, input)).rejects.toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/studentsBy", code: "not-allowed", detail: expect.stringContaining(`by ${query.studentsBy}`) }],
    });
  });

  test("for students by something without a format, which is told", () => {
    expect(noSuchStudents({ studentsBy: "email" })).toMatchObject({ code: "invalid-request", message: expect.stringContaining("format") });
  });
});

test("a client that has it gets 304", async () => {
  const { etag } = (await gradebook({ format: "canvas" }, input)).headers;
  expect(await gradebook({ format: "canvas" }, input, {}, { "if-none-match": etag })).toEqual({
    status: 304,
    headers: { etag, vary: "Accept" },
  });
  expect((await gradebook({ format: "moodle" }, input, {}, { "if-none-match": etag })).status).toBe(200);
});
