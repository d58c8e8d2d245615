import { describe, expect, test } from "@jest/globals";
import type { QuizStatistics } from "../../generated/types/statistics.d.ts";
import type { Options } from "../../statistics/options.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { renderMail } from "./render-mail.ts";
import type { RejectionReport, StatisticsReport } from "./render-report.ts";

/** The report of some score lines. */
const report = (lines: string, { options, ...changes }: Partial<StatisticsReport> & { options?: Options } = {}): StatisticsReport => ({
  submissionId: "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
  submittedAt: "2026-11-22T23:40:12.345Z",
  ...describeLines(lines, options),
  ...changes,
});

/** The report of score lines that are rejected. */
const rejected = (lines: string, changes: Partial<RejectionReport> = {}): RejectionReport => ({
  submissionId: "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
  submittedAt: "2026-11-22T23:40:12.345Z",
  status: "rejected",
  quality: describeLines(lines).quality,
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
  expect(text).toContain("  … and 30 more, see the stored report.");
});

test("of a group that is too small nothing but its size is told", () => {
  const { text } = renderMail([report("Quiz1,85,76,NA\n", { options: { minimumGroupSize: 5 } })]);
  expect(text).toMatch(/^1 quiz, 2 scores$/m);
  expect(text).toMatch(/^Quiz1 +2( +-){6}$/m);
});

test("many results are one mail with a part for each, and a few of its problems in it", () => {
  const reports = [report("A,1,2,3\n", { submissionId: "first" }), report("B,1,x,3,4,x,x,x,x\n", { submissionId: "second" })];
  const { subject, text } = renderMail(reports);
  expect(subject).toBe("Scoreline: 2 submissions, 2 quizzes, 6 scores, 1 partial");
  expect(text.match(/^Submission (first|second)$/gm)).toEqual(["Submission first", "Submission second"]);
  expect(text).toContain("1 quiz, 3 scores (5 left out)");
  const second = text.slice(text.indexOf("Submission second"));
  expect(second.match(/^- line 1, cell [367]: "x" is not a number\./gm)).toHaveLength(3);
  expect(second).toContain("  … and 2 more, see the stored report.");
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

test("a thousand results fit into one mail, each with its id, whatever they are and are called", () => {
  const said = { title: "測".repeat(120), course: "測".repeat(60) };
  const reports = Array.from({ length: 1000 }, (_, index) => {
    const submissionId = `${index}`.padStart(36, "0");
    return (index % 2 === 0 ? report : rejected)(`A,85${",x".repeat(20)}\n`, { submissionId, ...said });
  });
  const { subject, text } = renderMail(reports);
  expect(text.match(/^Submission \d{36}$/gm)).toHaveLength(1000);
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
  expect(subject).toMatch(/^[ -~]{1,99}$/);
});

test("the more results there are, the less is told of each: first the problems go, then tables and titles", () => {
  const textOf = (count: number) =>
    renderMail(Array.from({ length: count }, () => report("A,85,x,90\n", { title: "Week 7", course: "測".repeat(60) }))).text;
  expect(textOf(50)).toMatch(/^- line 1, cell 3/m);
  expect(textOf(500)).not.toMatch(/^- line 1, cell 3/m);
  expect(textOf(500)).toMatch(/^Week 7 \(測+\)$/m);
  expect(textOf(500)).toMatch(/^A +2 +0 /m);
  expect(textOf(1000)).not.toContain("Week 7");
});

describe("what the submission is called", () => {
  test.each([
    [{ title: "Week 7", course: "CS-487" }, "[CS-487] 1 quiz, 3 scores", "Week 7 (CS-487)"],
    [{ title: "Week 7" }, "Scoreline: 1 quiz, 3 scores", "Week 7"],
    [{ course: "CS-487" }, "[CS-487] 1 quiz, 3 scores", "CS-487"],
    [{ course: "Übungen (Ä) – 2026" }, "[Ubungen (A) 2026] 1 quiz, 3 scores", "Übungen (Ä) – 2026"],
    [{ course: "数学" }, "Scoreline: 1 quiz, 3 scores", "数学"],
    [{ title: "A\u202e\u200bB", course: "C\u00ad" }, "[C] 1 quiz, 3 scores", "A B (C )"],
  ])("%j leads the mail", (said, subject, first) => {
    const mail = renderMail([report("Quiz1,85,76,90\n", said)]);
    expect(mail.subject).toBe(subject);
    expect(mail.text.split("\n").slice(0, 2)).toEqual([first, "1 quiz, 3 scores"]);
  });

  test("is told whole, in lines that fit", () => {
    const { text, subject } = renderMail([report("Quiz1,85\n", { title: "long ".repeat(24).trim(), course: "C".repeat(60) })]);
    expect(text.replaceAll("\n", " ")).toContain(`${"long ".repeat(24)}(${"C".repeat(60)})`);
    expect(columns(text)).toBeLessThanOrEqual(78);
    expect(subject).toBe(`[${"C".repeat(37)}...] 1 quiz, 1 score`);
  });

  test("heads each part of a mail for many; the subject names the course where they have but one", () => {
    const of = (course?: string) => report("A,1\n", { title: "Week 7", ...(course && { course }) });
    expect(renderMail([of("CS-487"), of("CS-487")]).subject).toBe("[CS-487] 2 submissions, 2 quizzes, 2 scores");
    expect(renderMail([of("CS-487"), of("CS-101")]).subject).toBe("Scoreline: 2 submissions, 2 quizzes, 2 scores");
    expect(renderMail([of("CS-487"), of()]).subject).toBe("Scoreline: 2 submissions, 2 quizzes, 2 scores");
    expect(renderMail([of("CS-487"), of()]).text.match(/^Week 7.*$/gm)).toEqual(["Week 7 (CS-487)", "Week 7"]);
  });
});

describe("a submission that is rejected", () => {
  test("is told with its problems and what to do", () => {
    expect(renderMail([rejected("Quiz1,85,7O\nQuiz2\nQuiz3,1\n", { title: "Week 7", course: "CS-487" })])).toEqual({
      subject: "[CS-487] REJECTED, 2 problems",
      text: [
        "Week 7 (CS-487)",
        "REJECTED: nothing was counted, for 2 problems in the score lines",
        "Received 2026-11-22 23:40 UTC",
        "Submission 0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11",
        "",
        "What keeps the score lines from being counted:",
        '- line 1, cell 3: "7O" is not a number. A score is written like 85, 8.5 or',
        "  -2. Leave the cell empty when there is none, or declare with the option",
        "  missingTokens what stands for that.",
        '- line 2, cell 1: "Quiz2" has no scores. A line is a quiz name and its',
        "  scores, as in Quiz1,85,76,90: add the scores, or take the line out.",
        "",
        "Worth a look as well:",
        "- line 3, cell 3: The line has 1 score where 2 were expected. Nothing was",
        "  filled in: leave a cell empty for a student without a score.",
        "",
        "What to do: mend the score lines and send all of them again, as a new",
        "submission. Or send them in mode lenient: then what can be read counts, and",
        "the rest is left out and told.",
        "",
      ].join("\n"),
    });
  });

  test("for something in the whole of it has no place to look at, and no better luck in mode lenient", () => {
    const { text } = renderMail([rejected("Quiz1;85,5\n")]);
    expect(text).toMatch(/^- More than one of comma, semicolon and tab/m);
    expect(text).toMatch(/^What to do: mend the score lines.*\nsubmission\.$/m);
    expect(text).not.toContain("lenient");
  });

  test("stands beside others, with a few of its problems", () => {
    const { subject, text } = renderMail([report("A,1,2,3\n"), rejected(`B${",x".repeat(5)}\n`)]);
    expect(subject).toBe("Scoreline: 2 submissions, 1 quiz, 3 scores, 1 rejected");
    expect(text).toContain("REJECTED: nothing was counted, for 5 problems in the score lines\nReceived");
    expect(text.match(/^- line 1/gm)).toHaveLength(3);
    expect(text).toContain("What to do:");
  });

  test("and others as well are a mail without figures", () => {
    expect(renderMail([rejected("A,x\n"), rejected("B,x\n")]).subject).toBe("Scoreline: 2 submissions, 2 rejected");
  });
});
