// Whatever people call their quizzes and write into their cells: the mail keeps its form.
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { QuizStatistics, ScoreProblem } from "../../generated/types/statistics.d.ts";
import { apiUrl, corrected, failed, idOf, mail, rejected, report, tooWide } from "./mail-under-test.ts";
import { widthOf } from "./plain-text.ts";
import type { Report } from "./report.ts";

const pieces = [
  "Quiz 1",
  "数学テスト",
  "e\u0301\u0302\u0303\u0304\u0305",
  `Z${"\u0335\u0489".repeat(40)}`,
  "मराठी क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्क्",
  "מבחן 12 (א)",
  "امتحان ٣",
  "می\u200cخواهم",
  "\u202eevil\u2066\u200f\u061c",
  "\r\nBcc: all@example.com\r\n\r\n",
  "\u0000\u001b[31m\u0085\u2028\u2029\u007f",
  "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪1️⃣👍🏿",
  "🏿🏿🏿\u200d\u200d🇩",
  "\ud800",
  "\udfff\ud83d",
  "\ufeff\u3164\u115f\u{e0041}\u{10ffff}\ue000\ufffe",
  "\u{1d15f}\u{1d165}",
  "각한\u1100\u1161",
  "https://evil.example.com/?q=1",
  "=?utf-8?B?SGk=?=",
  "[]{}|-=",
  "__proto__",
  "   \u00a0\u3000\t",
  "𝔞".repeat(50),
  `x${"\u{1e000}".repeat(60)}`,
  "",
];
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(""));

const score = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.nat(12))
  .map(([digits, decimals]) => (decimals === 0 ? String(digits) : `${digits / 1_000n}.${"1".repeat(decimals)}`));
const scores = fc.oneof(fc.array(score, { maxLength: 12 }), fc.array(fc.nat(100).map(String), { maxLength: 40 }));

/** Score lines of quizzes that are called Q0, Q1 and so on. */
const scoreLines = fc
  .array(scores, { minLength: 1, maxLength: 8 })
  .map((quizzes) => quizzes.map((cells, index) => `Q${index},${cells.length > 0 ? cells.join(",") : "NA"}\n`).join(""));

const said = fc.record({ title: text, course: text }, { requiredKeys: [] });
const options = fc.constantFrom({}, { mode: "lenient" as const }, { minimumGroupSize: 5 });

function renamed(quizzes: QuizStatistics[], names: string[]): QuizStatistics[] {
  return quizzes.map((quiz, index) => ({ ...quiz, name: names[index % names.length] ?? "" }));
}

function problemsOf(cells: string[]): ScoreProblem[] {
  return cells.map((cell, index) => ({
    code: "type-error",
    severity: index % 4 === 3 ? "warning" : "error",
    line: index + 1,
    column: index % 3 === 2 ? null : index,
    byteOffset: null,
    cell,
    hint: `"${cell}" is not a number. ${cell} Leave the cell empty.`,
  }));
}

const names = fc.array(text, { minLength: 1, maxLength: 8 });
const ofStatistics = fc.record({ lines: scoreLines, said, options, names, cells: fc.array(text, { maxLength: 15 }) }).map((one) => {
  const { quizzes, quality, ...others } = report(one.lines, { options: one.options, ...one.said });
  return { ...others, quizzes: renamed(quizzes, one.names), quality: { ...quality, problems: problemsOf(one.cells) } };
});
const ofCorrection = fc.record({ now: scoreLines, lines: scoreLines, names, said }).map((one) => {
  const { correction, quizzes, ...others } = corrected(one.now, { lines: one.lines });
  const changes = correction?.changes.map((change, index) => ({ ...change, name: one.names[index % one.names.length] ?? "" })) ?? [];
  return {
    ...others,
    ...one.said,
    quizzes: renamed(quizzes, one.names),
    ...(correction && { correction: { ...correction, changes, gone: one.names } }),
  };
});
const ofRejection = fc.record({ said, cells: fc.array(text, { minLength: 1, maxLength: 30 }) }).map((one) => {
  const { quality, ...others } = rejected("A,x\n", one.said);
  return { ...others, quality: { ...quality, problems: problemsOf(one.cells) } };
});
const ofFailure = fc
  .record({ said, stage: fc.constantFrom("analytics-calculator", "result-notifier"), code: fc.constantFrom("object-gone", "other") })
  .map((one) => failed({ ...one.said, stage: one.stage, code: one.code }));
const anyReport: fc.Arbitrary<Report> = fc.oneof(ofStatistics, ofCorrection, ofRejection, ofFailure);

const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Lines with letters from the right that could turn their line round. */
function turned(lines: string[]): string[] {
  return lines.filter((line) => {
    const letters = [...line.matchAll(new RegExp(fromTheRight, "gu"))].map(({ index }) => index);
    const [first, last] = [letters[0], letters.at(-1)];
    if (first === undefined || last === undefined) return false;
    return !line.slice(0, first).includes("\u200e") || !line.slice(last).includes("\u200e");
  });
}

/** The width of each line of a table, from its heading to the empty line or the notes behind it. */
function tableWidths(lines: string[], heading: RegExp, count: number): number[] {
  const from = lines.findIndex((line) => heading.test(line));
  return from < 0 ? [] : lines.slice(from, from + 1 + count).map((line) => widthOf(line.replace(/ {2}(Scores|[▁-█]+)$/, "")));
}

function keepsItsForm(reports: Report[]): void {
  const told = mail(...reports);
  const { subject, text: body } = told;
  const lines = body.split("\n");
  expect(subject).toMatch(/^[A-Za-z[][ -~]{0,98}$/);
  expect(Buffer.byteLength(subject) + Buffer.byteLength(body)).toBeLessThanOrEqual(256 * 1024);
  expect(tooWide(told)).toEqual([]);
  // Nothing but line feeds and left-to-right marks of our own, and what holds emoji and words together.
  expect(body).not.toMatch(/(?!\n)\p{Cc}|[\u2028\u2029\u200b\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]|\p{Cs}/u);
  expect(body).not.toMatch(/\p{M}{5}/u);
  expect(body).not.toMatch(/(^|[\n ])\p{M}/u);
  expect(turned(lines)).toEqual([]);
  for (const { submissionId } of reports)
    expect(lines.some((line) => new RegExp(`^(Submission )?${submissionId}( |$)`).test(line))).toBe(true);
  expect(mail(...reports)).toEqual(told);

  const words = { failed: "FAILED", rejected: "REJECTED", partial: "partial", complete: "" };
  for (const { status } of reports) expect(subject).toContain(words[status]);
  const [only, second] = reports;
  if (only && !second && "quizzes" in only) {
    const table = tableWidths(lines, /^Quiz +n +Missing/, only.quizzes.length);
    expect(table).toHaveLength(only.quizzes.length + 1);
    expect(new Set(table).size).toBe(1);
    const drawn = only.quizzes.filter(({ boxPlot }) => boxPlot !== null).length;
    const plots = tableWidths(lines, /^Quiz .* Range +Scores$/, only.quizzes.length);
    expect(plots.length).toBe(drawn === 0 ? 0 : only.quizzes.length + 1);
  }
}

test("one submission", () => {
  fc.assert(
    fc.property(anyReport, (one) => keepsItsForm([one])),
    { numRuns: 250 },
  );
});

test("several submissions", () => {
  const several = fc.array(anyReport, { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(several, (some) => keepsItsForm(some.map((one, index) => ({ ...one, submissionId: idOf(index) })))),
    { numRuns: 100 },
  );
});

test("a thousand submissions", () => {
  const some = fc.array(anyReport, { minLength: 1, maxLength: 20 });
  const thousandOf = (reports: Report[]) =>
    Array.from({ length: 1_000 }, (_, index) => ({ ...(reports[index % reports.length] ?? failed()), submissionId: idOf(index) }));
  fc.assert(
    fc.property(some, (reports) => {
      const { subject, text: body } = mail(...thousandOf(reports));
      expect(new Set(body.match(/^019ac2f0-5b1e-7000-8000-\d{12}(?= )/gm)).size).toBe(1_000);
      expect(Buffer.byteLength(subject) + Buffer.byteLength(body)).toBeLessThanOrEqual(256 * 1024);
      expect(tooWide({ subject, text: body })).toEqual([]);
    }),
    { numRuns: 4 },
  );
});

test("ten thousand quizzes", () => {
  const [quiz] = report("Q,1,2,3,4,5\n").quizzes;
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 50 }), (some) => {
      const quizzes = quiz ? renamed(Array<QuizStatistics>(10_000).fill(quiz), some) : [];
      const told = mail(report("Q,1\n", { quizzes, quizCount: 10_000 }));
      expect(Buffer.byteLength(told.text)).toBeLessThanOrEqual(256 * 1024 - 100);
      expect(tooWide(told)).toEqual([]);
      expect(told.text).toContain(" more quizzes are in the statistics: see the link below.");
      expect(told.text).toContain(`\n${apiUrl}/submissions/`);
    }),
    { numRuns: 5 },
  );
});
