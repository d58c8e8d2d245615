import { expect, test } from "@jest/globals";
import type { QuizStatistics } from "../../generated/types/statistics.d.ts";
import type { Options } from "../../statistics/options.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { type Report, renderMail } from "./render-mail.ts";

/** The report of some score lines. */
const report = (lines: string, { options, ...changes }: Partial<Report> & { options?: Options } = {}): Report => ({
  submissionId: "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
  submittedAt: "2026-11-22T23:40:12.345Z",
  ...describeLines(lines, options),
  ...changes,
});

const renamed = (name: string): QuizStatistics[] => report("Quiz1,85,76,90\n").quizzes.map((quiz) => ({ ...quiz, name }));

const columns = (text: string) => Math.max(...text.split("\n").map((line) => [...line].length));

test("one result is a report with a table", () => {
  expect(renderMail([report("Quiz1,85,76,90\nFinal quiz,7.25,100,NA\n")])).toEqual({
    subject: "Scoreline: 2 quizzes, 5 scores",
    text: [
      "2 quizzes, 5 scores (1 missing)",
      "Received 2026-11-22 23:40 UTC",
      "Submission 0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
      "",
      "Quiz        Scores  Missing   Min  Median    Mean       SD  Max",
      "Quiz1            3        0    76      85   83.67     7.09   90",
      "Final quiz       2        1  7.25  53.625  53.625  65.5842  100",
      "",
    ].join("\n"),
  });
});

test("what was left out is told with its place, and then what is worth a look", () => {
  const { subject, text } = renderMail([report("Quiz1,85,7O,90\nQuiz2\nQuiz1,8\n", { options: { mode: "lenient" } })]);
  expect(subject).toBe("Scoreline: 1 quiz, 3 scores, partial");
  expect(text).toMatch(/^1 quiz, 3 scores \(2 left out\)$/m);
  const lines = text.split("\n");
  expect(lines.filter((line) => /^(Left out|Taken|- )/.test(line)).map((line) => line.slice(0, 40))).toEqual([
    "Left out, since it could not be read:",
    '- line 1, cell 3: "7O" is not a number. ',
    '- line 2, cell 1: "Quiz2" has no scores.',
    "Taken as it is, but worth a look:",
    expect.stringMatching(/^- line 3, cell 1: "Quiz1" is on 2 lin/),
    expect.stringMatching(/^- line 3, cell 3: The line has 1 scores? /),
  ]);
  expect(columns(text)).toBeLessThanOrEqual(78);
});

test("of many problems ten of a kind are told, and the others counted", () => {
  const { text } = renderMail([report(`Quiz1,1${",x".repeat(40)}\n`)]);
  expect(text.match(/^- line/gm)).toHaveLength(10);
  expect(text).toContain("  … and 30 more, see the stored statistics.");
});

test("of a group that is too small nothing but its size is told", () => {
  const { text } = renderMail([report("Quiz1,85,76,NA\n", { options: { minimumGroupSize: 5 } })]);
  expect(text).toMatch(/^1 quiz, 2 scores$/m);
  expect(text).toMatch(/^Quiz1 +2( +-){6}$/m);
});

test("many results are one mail with a part for each, without their problems", () => {
  const reports = [report("A,1,2,3\n", { submissionId: "first" }), report("B,1,x,3,4\n", { submissionId: "second" })];
  const { subject, text } = renderMail(reports);
  expect(subject).toBe("Scoreline: 2 submissions, 2 quizzes, 6 scores, 1 partial");
  expect(text.match(/^Submission (first|second)$/gm)).toEqual(["Submission first", "Submission second"]);
  expect(text).toContain("1 quiz, 3 scores (1 left out)");
  expect(text).not.toContain("could not be read");
});

test("a figure that is not defined is a dash, and one of one is in the singular", () => {
  const { subject, text } = renderMail([report("A,NA\n")]);
  expect(subject).toBe("Scoreline: 1 quiz, 0 scores");
  expect(text).toMatch(/^A +0 +1( +-){5}$/m);
});

test("small and large scores are shown without exponents and trailing zeros, in ten digits at most", () => {
  const { text } = renderMail([report("A,0.0000001,9999999\n")]);
  expect(text).toMatch(/^A +2 +0 +0\.0000001 +4999999\.5 +4999999\.5 +7071067\.105 +9999999$/m);
});

test("a long name is shortened, and line breaks and direction marks cannot break the table", () => {
  const quizzes = [...renamed(`Very ${"long ".repeat(40)}name`), ...renamed("two\r\nlines\u202e!")];
  const { text } = renderMail([report("Quiz1,85,76,90\n", { quizzes })]);
  expect(columns(text)).toBe(78);
  expect(text).toContain("…");
  expect(text).toContain("two lines !");
});

test("ten thousand quizzes are summarised, never more than SNS takes", () => {
  const quizzes = Array.from({ length: 600 }, (_, index) => renamed(`${"測".repeat(100)}${index}`)).flat();
  const { text } = renderMail([report("Quiz1,85,76,90\n", { quizzes, quizCount: 10_000 })]);
  expect(text).toContain("… and 9400 more quizzes in the stored statistics.");
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
});

test("a thousand results fit into one mail, each with its id", () => {
  const reports = Array.from({ length: 1000 }, (_, index) => report("A,85,x,90\n", { submissionId: `${index}`.padStart(36, "0") }));
  const { subject, text } = renderMail(reports);
  expect(text.match(/^Submission \d{36}$/gm)).toHaveLength(1000);
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
  expect(subject).toMatch(/^[ -~]{1,99}$/);
});
