import { expect, test } from "@jest/globals";
import type { QuizStatistics } from "../../generated/types/statistics.ts";
import { type Report, renderMail } from "./render-mail.ts";

const quiz = (name: string, changes: Partial<QuizStatistics> = {}): QuizStatistics => ({
  name,
  method: "exact",
  count: 3,
  missing: 0,
  min: 76,
  max: 90,
  mean: 83.66666666666667,
  ...changes,
});

const report = (quizzes: QuizStatistics[], changes: Partial<Report> = {}): Report => ({
  submissionId: "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
  submittedAt: "2026-11-22T23:40:12.345Z",
  quizCount: quizzes.length,
  scoreCount: quizzes.reduce((sum, { count }) => sum + count, 0),
  missingCount: quizzes.reduce((sum, { missing }) => sum + missing, 0),
  quizzes,
  ...changes,
});

const columns = (text: string) => Math.max(...text.split("\n").map((line) => [...line].length));

test("one result is a report with a table", () => {
  const quizzes = [quiz("Quiz1"), quiz("Final quiz", { count: 2, missing: 1, min: 7.25, max: 100, mean: 53.625 })];
  expect(renderMail([report(quizzes)])).toEqual({
    subject: "Scoreline: 2 quizzes, 5 scores",
    text: [
      "2 quizzes, 5 scores (1 missing)",
      "Received 2026-11-22 23:40 UTC",
      "Submission 0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
      "",
      "Quiz        Scores  Missing   Min  Max    Mean",
      "Quiz1            3        0    76   90   83.67",
      "Final quiz       2        1  7.25  100  53.625",
      "",
    ].join("\n"),
  });
});

test("many results are one mail with a part for each", () => {
  const { subject, text } = renderMail([report([quiz("A")], { submissionId: "first" }), report([quiz("B")], { submissionId: "second" })]);
  expect(subject).toBe("Scoreline: 2 submissions, 2 quizzes, 6 scores");
  expect(text.match(/^Submission (first|second)$/gm)).toEqual(["Submission first", "Submission second"]);
});

test("a figure that is not defined is a dash, and one of one is in the singular", () => {
  const { subject, text } = renderMail([report([quiz("A", { count: 0, missing: 1, min: null, max: null, mean: null })])]);
  expect(subject).toBe("Scoreline: 1 quiz, 0 scores");
  expect(text).toContain("A          0        1    -    -     -");
});

test("small and large scores are shown without exponents and trailing zeros", () => {
  const { text } = renderMail([report([quiz("A", { min: 0.0000001, max: 999999999999999, mean: 5e14 })])]);
  expect(text).toContain("0.0000001  999999999999999  500000000000000");
});

test("a long name is shortened, and line breaks and direction marks cannot break the table", () => {
  const { text } = renderMail([report([quiz(`Very ${"long ".repeat(40)}name`), quiz("two\r\nlines\u202e!")])]);
  expect(columns(text)).toBe(78);
  expect(text).toContain("…");
  expect(text).toContain("two lines !");
});

test("ten thousand quizzes are summarised, never more than SNS takes", () => {
  const quizzes = Array.from({ length: 600 }, (_, index) => quiz(`${"測".repeat(100)}${index}`));
  const { text } = renderMail([report(quizzes, { quizCount: 10_000 })]);
  expect(text).toContain("… and 9400 more quizzes in the stored statistics.");
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
});

test("a thousand results fit into one mail, each with its id", () => {
  const reports = Array.from({ length: 1000 }, (_, index) => report([quiz("A")], { submissionId: `${index}`.padStart(36, "0") }));
  const { subject, text } = renderMail(reports);
  expect(text.match(/^Submission \d{36}$/gm)).toHaveLength(1000);
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
  expect(subject).toMatch(/^[ -~]{1,99}$/);
});
