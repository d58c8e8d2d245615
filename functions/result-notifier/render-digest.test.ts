import { expect, test } from "@jest/globals";
import { apiUrl, corrected, failed, idOf, mail, rejected, report, tooWide } from "./mail-under-test.ts";

const sectionOf = (text: string, heading: string) => text.split(`\n${heading}:\n`)[1]?.split("\n\n")[0]?.split("\n");

test("many results are one mail: a line for each, those without figures first and with their first problems", () => {
  const told = mail(
    report("A,1,2,3\n", { submissionId: idOf(1), title: "Week 7", course: "CS-487" }),
    rejected(`B${",x".repeat(5)}\n`, { submissionId: idOf(2), title: "Week 8" }),
    report("C,1,x,3\n", { submissionId: idOf(3), options: { mode: "lenient" } }),
    failed({ submissionId: idOf(4), code: "object-gone", submittedAt: "2026-11-22T23:50:00.000Z" }),
  );
  expect(told).toEqual({
    subject: "Scoreline: 4 submissions, 1 FAILED, 1 REJECTED, 1 partial, 2 quizzes, 5 scores",
    text: [
      "4 submissions: 1 failed, 1 rejected, 1 partial, 1 complete",
      "Received from 2026-11-22 23:40 UTC to 2026-11-22 23:50 UTC",
      "",
      "FAILED or REJECTED:",
      `${idOf(4)}  FAILED`,
      "- analytics-calculator gave up (object-gone). The score lines do not lie any",
      "  more where they were stored: submit them again.",
      `${idOf(2)}  REJECTED: 5 problems       Week 8`,
      '- line 1, cell 2: "x" is not a number. A score is written like 85, 8.5 or -2.',
      "  Leave the cell empty when there is none, or declare with the option",
      "  missingTokens what stands for that.",
      '- line 1, cell 3: "x" is not a number.',
      '- line 1, cell 4: "x" is not a number.',
      "- and 2 more",
      "",
      "Counted:",
      `${idOf(3)}  1 quiz, 2 scores, partial`,
      `${idOf(1)}  1 quiz, 3 scores           Week 7 (CS...`,
      "",
      "To see one of them, put its id in the place of ID:",
      `${apiUrl}/submissions/ID`,
      "Its statistics:",
      `${apiUrl}/submissions/ID/statistics`,
      "Its problems, and with the header Accept: text/csv its rows to mend:",
      `${apiUrl}/submissions/ID/problems`,
      "",
    ].join("\n"),
  });
  expect(tooWide(told)).toEqual([]);
});

test("where all are of one course it is said once", () => {
  const of = (index: number) => report("A,1\n", { submissionId: idOf(index), title: `Week ${index}`, course: "CS-487" });
  const { subject, text } = mail(of(1), of(2));
  expect(subject).toBe("[CS-487] 2 submissions, 2 quizzes, 2 scores");
  expect(text).toMatch(/^CS-487\n2 submissions: 2 complete\n/);
  expect(sectionOf(text, "Counted")).toEqual([`${idOf(1)}  1 quiz, 1 score  Week 1`, `${idOf(2)}  1 quiz, 1 score  Week 2`]);
});

test("one that was given up though there was a result says so", () => {
  const { text } = mail(failed({ submissionId: idOf(1), stage: "result-notifier" }), failed({ submissionId: idOf(2) }));
  expect(sectionOf(text, "FAILED")?.filter((line) => line.startsWith("019"))).toEqual([
    `${idOf(1)}  FAILED: not mailed`,
    `${idOf(2)}  FAILED`,
  ]);
});

test("no figure of a quiz is in it", () => {
  const { text } = mail(report("Canary,85,76\n"), corrected("Canary,85\n", { lines: "Canary,86\n" }));
  expect(text).not.toMatch(/Canary|Median|Replaces/);
});

test("a thousand results fit, each with its id, whatever they are and are called", () => {
  const said = { title: "測".repeat(120), course: "測".repeat(60) };
  const kinds = [report, rejected, () => failed()];
  const reports = Array.from({ length: 1000 }, (_, index) => ({
    ...(kinds[index % 3] ?? report)(`A,85${",x".repeat(20)}\n`),
    ...said,
    submissionId: idOf(index),
  }));
  const told = mail(...reports);
  expect(told.text.match(/^019[-0-9a-f]{33} /gm)).toHaveLength(1000);
  expect(Buffer.byteLength(told.text)).toBeLessThan(256 * 1024);
  expect(tooWide(told)).toEqual([]);
});

test("as many problems are told as there is room for, and then where the others are", () => {
  const hint = `"${"測".repeat(40)}" is not a number.`;
  const { quality } = rejected("A,x\n");
  const long = { ...quality, problems: quality.problems.map((problem) => ({ ...problem, cell: null, hint: `${hint} `.repeat(10) })) };
  const reports = Array.from({ length: 1000 }, (_, index) => rejected("A,x\n", { submissionId: idOf(index), quality: long }));
  const { text } = mail(...reports);
  const told = text.match(/^- line 1/gm)?.length ?? 0;
  expect(told).toBeGreaterThan(50);
  expect(told).toBeLessThan(1000);
  expect(text).toContain("What is wrong with the others is behind their links.");
  expect(text.match(/REJECTED: 1 problem$/gm)).toHaveLength(1000);
  expect(Buffer.byteLength(text)).toBeGreaterThan(240_000);
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
});

test("titles of too many bytes are left out rather than an id", () => {
  const title = `\u{1d400}${"\u{1e000}".repeat(4)}`.repeat(24);
  const { text } = mail(...Array.from({ length: 1000 }, (_, index) => report("A,1\n", { submissionId: idOf(index), title })));
  expect(text.match(/^019[-0-9a-f]{33} {2}1 quiz, 1 score$/gm)).toHaveLength(1000);
});
