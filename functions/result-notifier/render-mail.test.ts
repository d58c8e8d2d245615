import { describe, expect, test } from "@jest/globals";
import { apiUrl, failed, idOf, mail, rejected, report, submissionId, tooWide } from "./mail-under-test.ts";

const linesOf = ({ text }: { text: string }) => text.split("\n");
const renamed = (name: string) => report("Quiz1,85,76,90\n").quizzes.map((quiz) => ({ ...quiz, name }));

describe("one result is a report", () => {
  test("with what came and when, a table, a drawing of each quiz, and where to see more", () => {
    expect(mail(report("Quiz1,85,76,90\nFinal quiz,7.25,100,NA\n"))).toEqual({
      subject: "Scoreline: 2 quizzes, 5 scores",
      text: [
        "2 quizzes, 5 scores (1 missing)",
        "Received 2026-11-22 23:40 UTC",
        "",
        "Quiz        n  Missing   Min  Median    Mean       SD  Max",
        "Quiz1       3        0    76      85   83.67     7.09   90",
        "Final quiz  2        1  7.25  53.625  53.625  65.5842  100",
        "",
        "How the scores are spread:",
        "Quiz        Box plot                  Range     Scores",
        "Quiz1       |------[=======|===]---|  76 to 90  █▁▁▁█▁█",
        "Final quiz    |----[====|=====]----|  0 to 100  █▁▁▁▁▁▁▁▁█",
        "[ | ] is the middle half and the median.",
        "The bars count the scores along the range; the lowest means none.",
        "Each quiz is drawn on a scale of its own, which is its range.",
        "",
        "The submission:",
        `${apiUrl}/submissions/${submissionId}`,
        "Its statistics:",
        `${apiUrl}/submissions/${submissionId}/statistics`,
        "",
        `Submission ${submissionId}`,
        "",
      ].join("\n"),
    });
  });

  test("that leads to its problems where there are some, as rows to mend where something was left out", () => {
    const problems = `${apiUrl}/submissions/${submissionId}/problems`;
    expect(mail(report("Quiz1,85\nQuiz2,85,76\n")).text).toContain(`\nIts problems:\n${problems}\n`);
    const partial = mail(report("Quiz1,85,x\n", { options: { mode: "lenient" } }));
    expect(partial.text).toContain(`\nIts problems, and with the header Accept: text/csv its rows to mend:\n${problems}\n`);
  });

  test("in which a long URL stays whole", () => {
    const { text } = mail(report("Quiz1,85\n"));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeGreaterThan(78);
    expect(tooWide({ subject: "", text })).toEqual([]);
  });
});

test("what was left out is told with its place, and then what is worth a look", () => {
  const told = mail(report("Quiz1,85,7O,90\nQuiz2\nQuiz1,8\n", { options: { mode: "lenient" } }));
  expect(told.subject).toBe("Scoreline: 1 quiz, 3 scores, partial");
  expect(told.text).toMatch(/^1 quiz, 3 scores \(2 left out\)$/m);
  expect(
    linesOf(told)
      .filter((line) => /^(Left out|Taken|- )/.test(line))
      .map((line) => line.slice(0, 40)),
  ).toEqual([
    "Left out, since it could not be read:",
    '- line 1, cell 3: "7O" is not a number. ',
    '- line 2, cell 1: "Quiz2" has no scores.',
    "Taken as it is, but worth a look:",
    expect.stringMatching(/^- line 3, cell 1: "Quiz1" is on 2 lin/),
    expect.stringMatching(/^- line 3, cell 3: The line has 1 scores? /),
  ]);
  expect(tooWide(told)).toEqual([]);
});

test("of many problems ten of a kind are told, the others counted, and what to do about it is said once", () => {
  const { text } = mail(report(`Quiz1,1${",x".repeat(40)}\n`));
  expect(text.match(/^- line \d+, cell \d+: "x" is not a number\./gm)).toHaveLength(10);
  expect(text.match(/A score is written like/g)).toHaveLength(1);
  expect(text).toContain("- and 30 more: see the problems, by the link below.");
});

test("of a group that is too small nothing but its size is told, and why", () => {
  const { text } = mail(report("Quiz1,85,76,NA\n", { options: { minimumGroupSize: 5 } }));
  expect(text).toMatch(/^1 quiz, 2 scores$/m);
  expect(text).toMatch(/^Quiz1 +2( +-){6}\nOf a quiz with too few scores/m);
  expect(text).not.toContain("How the scores are spread");
});

test("an estimated median is marked, with how far it may be off", () => {
  const [quiz] = report("Quiz1,85,76,90\n").quizzes;
  const quizzes = quiz ? [{ ...quiz, method: "sketch" as const, relativeError: 0.01, boxPlot: null, histogram: null }] : [];
  const { text } = mail(report("Quiz1,85,76,90\n", { quizzes }));
  expect(text).toMatch(/^Quiz1 +3 +0 +76 +~85 +83\.67 /m);
  expect(text).toContain("\n~ is an estimate, at most 1 % off.\n");
});

test("a figure that is not defined is a dash, and one of one is in the singular", () => {
  const { subject, text } = mail(report("A,NA\n"));
  expect(subject).toBe("Scoreline: 1 quiz, 0 scores");
  expect(text).toMatch(/^A +0 +1( +-){5}$/m);
});

test("small and large scores are shown without exponents and trailing zeros, in ten digits at most", () => {
  const { text } = mail(report("A,0.0000001,9999999\n"));
  expect(text).toMatch(/^A +2 +0 +0\.0000001 +4999999\.5 +4999999\.5 +7071067\.105 +9999999$/m);
});

test("where figures are so wide that no room is left for names, they get narrower", () => {
  const told = mail(report("A long name of a quiz,-123456789012345.25,0.000000000001,999999999999999\n"));
  expect(told.text).toMatch(/^A long name o\.\.\. +3 +0 +-1\.2346e14 +1e-12 +2\.92181e14 +6\.16089e14 +1e15$/m);
  expect(tooWide(told)).toEqual([]);
});

describe("names", () => {
  test("that are too long are shortened, and line breaks and direction marks cannot break the table", () => {
    const quizzes = [...renamed(`Very ${"long ".repeat(40)}name`), ...renamed("two\r\nlines\u202e!")];
    const told = mail(report("Quiz1,85,76,90\n", { quizzes }));
    expect(tooWide(told)).toEqual([]);
    expect(told.text).toMatch(/^Very long long.*\.\.\. {2}3 /m);
    expect(told.text).toContain("two lines!");
  });

  test("of wide characters keep the columns aligned", () => {
    const { text } = mail(report("数学 😀,1,2\nAlgebra,1,2\ne\u0301tude,1,2\n"));
    expect(text).toMatch(/^数学 😀 {2}2 /m);
    expect(text).toMatch(/^Algebra {2}2 /m);
    expect(text).toMatch(/^e\u0301tude {4}2 /m);
  });

  test("that are written from the right do not turn their line round", () => {
    const { text } = mail(report("מבחן 12,1,2\n", { title: "שבוע 7" }));
    expect(text).toMatch(/^\u200eמבחן 12\u200e {2}2 /m);
    expect(text.split("\n")[0]).toBe("\u200eשבוע 7\u200e");
  });
});

test("ten thousand quizzes are summarised, never more than SNS takes", () => {
  const quizzes = Array.from({ length: 600 }, (_, index) => renamed(`${"測".repeat(100)}${index}`)).flat();
  const { text } = mail(report("Quiz1,85,76,90\n", { quizzes, quizCount: 10_000 }));
  expect(text).toContain("9400 more quizzes are in the statistics: see the link below.");
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
});

test("where names take so many bytes that they would not fit, fewer quizzes are shown", () => {
  const tall = (index: number) => `${`\u{1d400}${"\u{1e000}".repeat(9)}`.repeat(40)}${index}`;
  const quizzes = Array.from({ length: 600 }, (_, index) => renamed(tall(index))).flat();
  const { text } = mail(report("Quiz1,85,76,90\n", { quizzes, quizCount: 600 }));
  expect(text).toMatch(/^\d+ more quizzes are in the statistics: see the link below\.$/m);
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
});

describe("title and course", () => {
  test.each([
    [{ title: "Week 7", course: "CS-487" }, "Week 7 (CS-487)"],
    [{ title: "Week 7" }, "Week 7"],
    [{ course: "CS-487" }, "CS-487"],
    [{ course: "Übungen (Ä) – 2026" }, "Übungen (Ä) – 2026"],
    [{ title: "A\u202e\u200bB", course: "C\u00ad" }, "AB (C)"],
  ])("%j lead the mail", (said, first) => {
    expect(linesOf(mail(report("Quiz1,85,76,90\n", said))).slice(0, 2)).toEqual([first, "1 quiz, 3 scores"]);
  });

  test("are told whole, in lines that fit", () => {
    const told = mail(report("Quiz1,85\n", { title: "long ".repeat(24).trim(), course: "C".repeat(60) }));
    expect(told.text.replaceAll("\n", " ")).toContain(`${"long ".repeat(24)}(${"C".repeat(60)})`);
    expect(tooWide(told)).toEqual([]);
  });
});

describe("a submission that is rejected", () => {
  test("is told with its problems and what to do", () => {
    expect(mail(rejected("Quiz1,85,7O\nQuiz2\nQuiz3,1\n", { title: "Week 7", course: "CS-487" }))).toEqual({
      subject: "[CS-487] REJECTED: 2 problems",
      text: [
        "Week 7 (CS-487)",
        "REJECTED: 2 problems in the score lines, so nothing was counted",
        "Received 2026-11-22 23:40 UTC",
        "",
        "What keeps the score lines from being counted:",
        '- line 1, cell 3: "7O" is not a number. A score is written like 85, 8.5 or -2.',
        "  Leave the cell empty when there is none, or declare with the option",
        "  missingTokens what stands for that.",
        '- line 2, cell 1: "Quiz2" has no scores. A line is a quiz name and its scores,',
        "  as in Quiz1,85,76,90: add the scores, or take the line out.",
        "",
        "Worth a look as well:",
        "- line 3, cell 3: The line has 1 score where 2 were expected. Nothing was",
        "  filled in: leave a cell empty for a student without a score.",
        "",
        "What to do: mend the score lines and send all of them again, as a new",
        "submission. Or send them in mode lenient: then what can be read counts, and",
        "the rest is left out and told.",
        "",
        "The submission:",
        `${apiUrl}/submissions/${submissionId}`,
        "Its problems, and with the header Accept: text/csv its rows to mend:",
        `${apiUrl}/submissions/${submissionId}/problems`,
        "",
        `Submission ${submissionId}`,
        "",
      ].join("\n"),
    });
  });

  test("for something in the whole of it has no place to look at, and no better luck in mode lenient", () => {
    const { text } = mail(rejected("Quiz1;85,5\n"));
    expect(text).toMatch(/^- More than one of comma, semicolon and tab/m);
    expect(text).toMatch(/^What to do: mend the score lines.*\nsubmission\.$/m);
    expect(text).not.toContain("lenient");
  });

  test("since it is not what was declared has nothing to mend", () => {
    const { quality } = rejected("Quiz1\n");
    const mismatch = { code: "checksum-mismatch", severity: "error", line: 1, column: null, byteOffset: null, cell: null } as const;
    const { text } = mail(rejected("", { quality: { ...quality, problems: [{ ...mismatch, hint: "Send it again." }] } }));
    expect(text).toMatch(/^- Send it again\.$/m);
    expect(text).not.toContain("What to do");
  });
});

describe("a submission that a function gave up", () => {
  test("is told with the reason and the advice that its status has", () => {
    expect(mail(failed({ title: "Week 7", course: "CS-487" }))).toEqual({
      subject: "[CS-487] FAILED: no statistics",
      text: [
        "Week 7 (CS-487)",
        "FAILED: there are no statistics",
        "Received 2026-11-22 23:40 UTC, given up 2026-11-22 23:41 UTC",
        "",
        "analytics-calculator gave up (retries-exhausted). The score lines are kept,",
        "and so is the message, in a dead-letter queue: whoever runs Scoreline can",
        "have it tried again. Name them this id:",
        `${submissionId}.`,
        "",
        "The submission:",
        `${apiUrl}/submissions/${submissionId}`,
        "",
        `Submission ${submissionId}`,
        "",
      ].join("\n"),
    });
  });

  test("when there was a result leads to it", () => {
    const { subject, text } = mail(failed({ stage: "result-notifier" }));
    expect(subject).toBe("Scoreline: FAILED: result not mailed");
    expect(text).toContain("The result is there, and no mail could be sent of it.");
    expect(text).toContain(`\nIts statistics:\n${apiUrl}/submissions/${submissionId}/statistics\n`);
  });
});

test("the same results give the same mail", () => {
  const reports = () => [report("A,1,2,3\n"), rejected("B,x\n", { submissionId: idOf(1) })];
  expect(mail(...reports())).toEqual(mail(...reports()));
});
