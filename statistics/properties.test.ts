// What holds of the document whatever the input: how it was cut or ordered does not show, and its figures go together.

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { QuizStatistics } from "../generated/types/statistics.d.ts";
import type { Options } from "./options.ts";
import { describeLines } from "./test-summary.ts";

const number = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(String),
  fc.integer({ min: -500, max: 10_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.integer().map(String),
  fc.constantFrom(
    "0",
    "-0",
    "8.50",
    "8.5e1",
    "025",
    "999999999999999.999999999999",
    "-999999999999999",
    "0.000000000001",
    "9007199254740.993",
  ),
);
const missing = fc.constantFrom("", "NA", "abs", "EX", " ");
const bad = fc.constantFrom(
  "abc",
  "nan",
  "1_000",
  "1.2.3",
  "+5",
  ".5",
  "1e400",
  "½",
  "0.0000000000001",
  "１",
  '8"5',
  '"8"5',
  "x".repeat(1200),
);
const cell = fc.oneof(
  { weight: 12, arbitrary: number },
  { weight: 2, arbitrary: missing },
  { weight: 1, arbitrary: bad },
  { weight: 1, arbitrary: number.map((text) => `"${text}"`) },
  { weight: 1, arbitrary: number.map((text) => ` \t${text} `) },
);
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("A", "B", "Quiz 1", "Übung", "Aufgabe ß", "café") },
  { weight: 2, arbitrary: fc.constantFrom('"A"', '"say ""hi"""', '"two\r\nlines"', '"a,b;c"', "", "'", "B ") },
);

describe("how the input was cut does not show: the document is the same to the byte", () => {
  const lineEnd = fc.constantFrom("\n", "\n", "\r\n", "\r", "\n \n", '\n"');
  const cells = fc.array(cell, { maxLength: 8 });
  const text = fc
    .record({
      header: fc.constantFrom("", "", "quiz,a,b\n", "Name,Tom,Tim\r\n"),
      delimiter: fc.constantFrom(",", ",", ";", "\t"),
      decimal: fc.constantFrom(".", ".", ","),
      lines: fc.array(fc.tuple(name, cells, lineEnd), { maxLength: 6 }),
      last: fc.constantFrom("", "A,1", 'A,"1', "A,", "\r"),
    })
    .map(({ header, delimiter, decimal, lines, last }) => {
      const written = lines.map(([name, cells, end]) => [name, ...cells.map((cell) => cell.replace(".", decimal))].join(delimiter) + end);
      return `${header.replaceAll(",", delimiter)}${written.join("")}${last}`;
    });
  const options: fc.Arbitrary<Options> = fc.record(
    {
      delimiter: fc.constantFrom(",", ";", "\t"),
      decimal: fc.constantFrom(".", ","),
      header: fc.boolean(),
      missingTokens: fc.constant(["-", "n/a"]),
      maxScore: fc.constantFrom(50, 8.25),
      passMark: fc.constant(8.5),
      gradeBands: fc.constant([
        { label: "C", from: 1 },
        { label: "A", from: 50.5 },
      ]),
      excludeZeros: fc.boolean(),
      minimumGroupSize: fc.constantFrom(1, 5),
      multilineCells: fc.boolean(),
      limits: fc.constantFrom({ maxCellBytes: 16 }, { maxCellsPerLine: 3 }, { maxQuizzes: 1 }),
    },
    { requiredKeys: [] },
  );
  const places = fc.array(fc.nat(), { maxLength: 12 });

  function expectSameWhenCut(input: Uint8Array, options: Options, places: readonly number[]): void {
    const whole = JSON.stringify(describeLines(input, options));
    const cuts = places.map((place) => place % (input.length + 1)).sort((a, b) => a - b);
    expect(JSON.stringify(describeLines(input, options, cuts))).toBe(whole);
    const everywhere = Array.from(input, (_, index) => index);
    expect(JSON.stringify(describeLines(input, options, everywhere))).toBe(whole);
  }

  test("in UTF-8, with and without a byte order mark", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("", "\ufeff"), options, places, (text, mark, options, places) => {
        expectSameWhenCut(new TextEncoder().encode(mark + text), options, places);
      }),
      { numRuns: 250 },
    );
  });

  test.each(["utf-16le", "utf-16be"] as const)("in %s", (encoding) => {
    fc.assert(
      fc.property(text, fc.constantFrom("", "\ufeff"), options, places, (text, mark, options, places) => {
        expectSameWhenCut(utf16(mark + text, encoding === "utf-16le"), { ...options, encoding }, places);
      }),
      { numRuns: 100 },
    );
  });

  test("in windows-1252", () => {
    fc.assert(
      fc.property(text, options, places, (text, options, places) => {
        // Of these characters those that are in Latin-1 are the same byte in windows-1252; the others become one that is no character.
        const bytes = Uint8Array.from(text, (character) => (character <= "\u{ff}" ? character.charCodeAt(0) : 0x81));
        expectSameWhenCut(bytes, { ...options, encoding: "windows-1252" }, places);
      }),
      { numRuns: 100 },
    );
  });

  test("of an input that is longer than the sample by which its dialect is told, wherever it is cut", () => {
    const line = (index: number) => `Übung ${index % 7};8,5;${index};NA;"${index % 100},25";x\r\n`;
    const input = new TextEncoder().encode(Array.from({ length: 5_000 }, (_, index) => line(index)).join(""));
    expect(input.length).toBeGreaterThan(2 * 65_536);
    const whole = JSON.stringify(describeLines(input));
    fc.assert(
      fc.property(fc.array(fc.nat(input.length), { maxLength: 20 }), fc.integer({ min: -3, max: 3 }), (places, near) => {
        const cuts = [...places, 65_536 + near].sort((a, b) => a - b);
        expect(JSON.stringify(describeLines(input, {}, cuts))).toBe(whole);
      }),
      { numRuns: 8 },
    );
  });
});

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(bytes.buffer);
}

const MARKS: Options = {
  delimiter: ",",
  decimal: ".",
  header: false,
  maxScore: 100,
  passMark: 8.5,
  gradeBands: [
    { label: "C", from: 1 },
    { label: "A", from: 50.5 },
  ],
  excludeZeros: true,
};

/** What is told of each quiz from its own scores alone, by name. */
function withinQuizzes(lines: readonly string[]): Map<string, Omit<QuizStatistics, "item" | "advice">> {
  const { quizzes } = describeLines(lines.join("\n"), MARKS);
  return new Map(quizzes.map(({ item: _item, advice: _advice, ...quiz }) => [quiz.name, quiz]));
}

describe("order does not matter to what is told of a quiz", () => {
  const readable = cell.filter((text) => !text.includes('"8"') && !text.startsWith('"x'));
  const line = fc.tuple(fc.constantFrom("A", "B", "Übung"), fc.array(readable, { minLength: 1, maxLength: 10 }));
  const lines = fc.array(line, { minLength: 1, maxLength: 6 });

  test("lines in any order", () => {
    const shuffled = lines.chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })));
    const write = (lines: readonly [string, string[]][]) => lines.map(([name, cells]) => [name, ...cells].join(","));
    fc.assert(
      fc.property(shuffled, ([lines, other]) => {
        expect(withinQuizzes(write(other))).toEqual(withinQuizzes(write(lines)));
      }),
      { numRuns: 150 },
    );
  });

  test("cells of a quiz in any order, and on other lines of it", () => {
    // In each quiz a line takes every k-th of the cells, which are shuffled.
    const cells = fc.array(readable, { minLength: 3, maxLength: 30 });
    const shuffled = cells.chain((cells) =>
      fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length }), fc.integer({ min: 1, max: 3 })),
    );
    const write = (name: string, cells: readonly string[], lineCount: number) =>
      Array.from({ length: lineCount }, (_, k) => [name, ...cells.filter((_, index) => index % lineCount === k)].join(","));
    fc.assert(
      fc.property(shuffled, shuffled, ([a, otherA, lineCount], [b, otherB]) => {
        const one = withinQuizzes([...write("A", a, lineCount), ...write("B", b, 2)]);
        const other = withinQuizzes([...write("B", otherB, 2), ...write("A", otherA, lineCount)]);
        expect(other).toEqual(one);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the figures of a quiz go together", () => {
  const scores = fc.oneof(
    fc.array(number, { minLength: 1, maxLength: 40 }),
    fc.array(fc.integer({ min: 0, max: 6 }).map(String), { minLength: 1, maxLength: 40 }),
    fc.array(number, { minLength: 500, maxLength: 600 }),
  );

  test("quantiles ascend, whiskers end at scores, and every count adds up", () => {
    fc.assert(
      fc.property(scores, (scores) => {
        const [quiz] = describeLines(`Q,${scores.join(",")}\n`, MARKS).quizzes;
        expect(quiz).toBeDefined();
        if (quiz === undefined) return;
        expect(quiz.count).toBe(scores.length);
        const [p5, p10, p90, p95] = quiz.percentiles?.map(({ value }) => value) ?? [];
        expectAscending([quiz.min, p5, p10, quiz.q1, quiz.median, quiz.q3, p90, p95, quiz.max]);
        expectAscending([quiz.min, quiz.mean, quiz.max]);
        expectAscending([quiz.min, quiz.boxPlot?.lowerWhisker, quiz.boxPlot?.upperWhisker, quiz.max]);
        expect(quiz.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(quiz.count);
        expect(quiz.boxPlot?.outliers.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(quiz.boxPlot?.outlierCount ?? 0);
        const graded = quiz.gradeBands?.reduce((sum, { count }) => sum + count, 0);
        expect(graded).toBe(scores.filter((score) => Number(score) >= 1).length);
        expect(quiz.withoutZeros?.count).toBe(scores.filter((score) => Number(score) !== 0).length);
      }),
      { numRuns: 150 },
    );
  });

  function expectAscending(values: readonly (number | null | undefined)[]): void {
    const numbers = values.map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});
