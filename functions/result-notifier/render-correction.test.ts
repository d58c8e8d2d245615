import { expect, test } from "@jest/globals";
import { corrected, earlierId, mail, tooWide } from "./mail-under-test.ts";
import { mostChanges, renderCorrection } from "./render-correction.ts";

const render = (before: string, now: string, most = mostChanges) => renderCorrection(corrected(now, { lines: before }).correction, most);

test("what changed stands there as it was and as it is, and nothing that is the same", () => {
  expect(render("Quiz1,85,76,60\nQuiz2,78,88\nQuiz3,5\nOld,1\n", "Quiz1,85,76,90\nQuiz2,78,88,85\nQuiz3,5\nNew1,1\nNew2,2\n")).toEqual([
    "",
    `Replaces submission ${earlierId}`,
    "2 quizzes changed, 1 is the same, 2 are new, 1 is gone (Old).",
    "- Quiz1: min 60 → 76, median 76 → 85, mean 73.67 → 83.67, SD 12.66 → 7.09, max",
    "  85 → 90",
    "- Quiz2: n 2 → 3, median 83 → 85, mean 83 → 83.67, SD 7.07 → 5.13",
  ]);
});

test("where nothing changed that is all that is told", () => {
  expect(render("Quiz1,85\n", "Quiz1,85\n").slice(2)).toEqual(["No quiz changed, 1 is the same."]);
});

test("a quiz whose spread alone changed has changed", () => {
  expect(render("Quiz1,1,2,3\n", "Quiz1,0,2,4\n")).toContain("- Quiz1: min 1 → 0, SD 1 → 2, max 3 → 4");
});

test("a change that is too small to be shown is told as such", () => {
  const scores = `0,100${",50".repeat(99_999)}`;
  expect(render(`Quiz1,40,${scores}\n`, `Quiz1,40.01,${scores},\n`).at(-1)).toBe("- Quiz1: by less than is shown here");
});

test("a figure that was not told then, or is not now, is told alone", () => {
  const { correction } = corrected("Quiz1,85,76,90,70,65\n", { lines: "Quiz1,85,76\n" }, { minimumGroupSize: 5 });
  expect(renderCorrection(correction, 1).join(" ")).toContain("- Quiz1: n 2 → 5, min now 65, median now 76, mean now 77.2,");
  const { correction: smaller } = corrected("Quiz1,85,76\n", { lines: "Quiz1,85,76,90,70,65\n" }, { minimumGroupSize: 5 });
  expect(renderCorrection(smaller, 1).join(" ")).toContain("- Quiz1: n 5 → 2, min was 65, median was 76, mean was 77.2,");
});

test("many changes are cut, and no line is longer than 78 columns", () => {
  const lines = (shift: number) =>
    Array.from({ length: 30 }, (_, index) => `Quiz ${"with a long name ".repeat(8)}${index},${index + shift},12345678.25`).join("\n");
  const gone = Array.from({ length: 9 }, (_, index) => `Gone ${"long ".repeat(20)}${index},1`).join("\n");
  const report = corrected(`${lines(1)}\n`, { lines: `${lines(0)}\n${gone}\n` });
  const told = renderCorrection(report.correction, mostChanges);
  expect(told.filter((line) => line.startsWith("- Quiz with"))).toHaveLength(20);
  expect(told).toContain("- and 10 more quizzes: see the statistics, by the link below.");
  expect(told.join(" ")).toMatch(/9 are gone \(.* and others\)\./);
  expect(tooWide(mail(report))).toEqual([]);
});

test.each([
  ["not-calculated", "not there yet"],
  ["rejected", "was rejected"],
  ["too-large", "too large"],
  ["unreadable", "cannot be read"],
] as const)("without earlier figures (%s) it says why", (unavailable, why) => {
  const correction = corrected("A,1\n", { unavailable: "rejected" }).correction;
  const told = renderCorrection(correction && { ...correction, unavailable }, mostChanges);
  expect(told.slice(0, 2)).toEqual(["", `Replaces submission ${earlierId}`]);
  expect(told.slice(2).join(" ")).toContain(why);
});

test("it stands in the mail before the table, since it is what the mail is about", () => {
  const { subject, text } = mail(corrected("Quiz1,90\n", { lines: "Quiz1,85\n" }));
  expect(subject).toBe("Scoreline: 1 quiz, 1 score, a correction");
  expect(text).toMatch(/^1 quiz, 1 score\nReceived .*\n\nReplaces submission .*\n1 quiz changed\.\n- Quiz1: .*\n(?: {2}.*\n)?\nQuiz {2}/);
});
