import { expect, test } from "@jest/globals";
import { describeLines } from "../../statistics/test-summary.ts";
import { withReplaced } from "../analytics-calculator/replaced.ts";
import { correctionOf } from "./correction.ts";
import { mostChanges, renderCorrection } from "./render-correction.ts";
import { renderMail } from "./render-mail.ts";

const submissionId = "019ac2f0-0000-7000-8000-000000000000";

const document = (lines: string) => ({
  $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
  source: { sha256: "0".repeat(64), sizeBytes: lines.length, lineCount: 1 },
  ...describeLines(lines),
});
const corrected = (before: string, now: string) => withReplaced(document(now), { submissionId, statistics: document(before) });
const render = (before: string, now: string, most = mostChanges) =>
  renderCorrection(correctionOf(corrected(before, now), mostChanges), most);

test("what changed stands there as it was and as it is; a figure that is the same, once", () => {
  expect(render("Quiz1,85,76,60\nQuiz2,78,88\nQuiz3,5\nOld,1\n", "Quiz1,85,76,90\nQuiz2,78,88,85\nQuiz3,5\nNew1,1\nNew2,2\n")).toEqual([
    "",
    `Replaces submission ${submissionId}`,
    "Changed, then → now:",
    "Quiz   Scores   Median           Mean",
    "Quiz1       3  76 → 85  73.67 → 83.67",
    "Quiz2   2 → 3  83 → 85     83 → 83.67",
    "The same: 1 quiz. New: 2 quizzes. Gone: 1 quiz (Old).",
  ]);
});

test("where nothing changed that is all that is told", () => {
  expect(render("Quiz1,85\n", "Quiz1,85\n").slice(2)).toEqual(["The same: 1 quiz."]);
});

test("a quiz whose spread alone changed has changed", () => {
  expect(render("Quiz1,1,2,3\n", "Quiz1,0,2,4\n")).toContain("Quiz1       3       2     2");
});

test("many changes are cut, and no line is longer than 78 columns", () => {
  const lines = (shift: number) =>
    Array.from({ length: 30 }, (_, index) => `Quiz ${"with a long name ".repeat(8)}${index},${index + shift},12345678.25`).join("\n");
  const gone = Array.from({ length: 9 }, (_, index) => `Gone ${"long ".repeat(20)}${index},1`).join("\n");
  const told = render(`${lines(0)}\n${gone}\n`, `${lines(1)}\n`);
  expect(told.filter((line) => line.startsWith("Quiz with"))).toHaveLength(20);
  expect(told).toContain("… and 10 more quizzes changed, see the stored statistics.");
  expect(told.join(" ")).toMatch(/Gone: 9 quizzes \(.*, …\)\./);
  expect(Math.max(...told.map((line) => [...line].length))).toBeLessThanOrEqual(78);
});

test.each([
  ["not-calculated", "not there yet"],
  ["rejected", "was rejected"],
  ["too-large", "too large"],
  ["unreadable", "cannot be read"],
] as const)("without earlier figures (%s) it says why", (unavailable, why) => {
  const told = renderCorrection(correctionOf(withReplaced(document("A,1\n"), { submissionId, unavailable }), 20), 20);
  expect(told.slice(0, 2)).toEqual(["", `Replaces submission ${submissionId}`]);
  expect(told.slice(2).join(" ")).toContain(why);
});

test("it stands in the mail behind the table", () => {
  const now = corrected("Quiz1,85\n", "Quiz1,90\n");
  const correction = correctionOf(now, mostChanges);
  const { text } = renderMail([
    { ...now, submissionId: "new", submittedAt: "2026-11-22T23:40:12.345Z", ...(correction && { correction }) },
  ]);
  expect(text).toMatch(/\nQuiz1 .*\n\nReplaces submission .*\nChanged, then → now:\n.*\nQuiz1 +1 +85 → 90 +85 → 90\n$/);
});
