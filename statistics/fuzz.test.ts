// Bytes that nobody would send on purpose: whatever comes in, a document comes out that keeps its contract, with a bounded list of problems.

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { statistics as contract } from "../generated/contracts.js";
import { writeStatistics } from "../generated/validators/write-statistics.js";
import type { Description } from "./describe.ts";
import { OptionError, type Options } from "./options.ts";
import { MAX_PROBLEMS } from "./reading/problem-log.ts";
import { describeLines, summarise } from "./test-summary.ts";

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Throws unless the description keeps the contract of the document that it is made for, and its problems add up. */
function expectSound(description: Description): void {
  const source = { sha256: "0".repeat(64), sizeBytes: 1, lineCount: 1 };
  if (!writeStatistics({ $schema: contract.id, source, ...description })) throw new Error(JSON.stringify(writeStatistics.errors));
  const { problemCount, problemCounts, problems } = description.quality;
  expect(problems.length).toBe(Math.min(problemCount, MAX_PROBLEMS));
  expect(problemCounts.reduce((sum, { count }) => sum + count, 0)).toBe(problemCount);
  const codes = problemCounts.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const { code, count } of problemCounts) expect(problems.filter((each) => each.code === code).length).toBeLessThanOrEqual(count);
  const hasErrors = problemCounts.some(({ severity }) => severity === "error");
  expect(description.status).toBe(hasErrors ? "partial" : "complete");
  expect(description.quizzes).toHaveLength(description.quizCount);
  expect(description.quizzes.reduce((sum, { count }) => sum + count, 0)).toBe(description.scoreCount);
}

/** Quarters of points; now and then a mark that most likely no score can be. */
const mark = (quarters: fc.Arbitrary<number>, any: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 19, arbitrary: quarters.map((count) => count / 4) }, { weight: 1, arbitrary: any });

/** Options within the contract, though hardly ones for the input. */
const options: fc.Arbitrary<Options> = fc.record(
  {
    encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be", "windows-1252"),
    delimiter: fc.constantFrom(",", ";", "\t"),
    decimal: fc.constantFrom(".", ","),
    header: fc.boolean(),
    mode: fc.constantFrom("strict", "lenient"),
    missingTokens: fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 3 }),
    maxScore: mark(fc.integer({ min: 1, max: 4000 }), fc.double({ min: 0, minExcluded: true, noNaN: true })),
    passMark: mark(fc.integer({ min: -40, max: 400 }), fc.double()),
    gradeBands: fc.array(fc.record({ label: fc.string({ minLength: 1, maxLength: 3 }), from: fc.integer() }), {
      minLength: 1,
      maxLength: 4,
    }),
    excludeZeros: fc.boolean(),
    minimumGroupSize: fc.integer({ min: 1, max: 6 }),
    multilineCells: fc.boolean(),
    limits: fc.record({
      maxCellBytes: fc.integer({ min: 16, max: 40 }),
      maxCellsPerLine: fc.integer({ min: 1, max: 9 }),
      maxQuizzes: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { requiredKeys: [] },
);

/** Options that no input can meet are told by name, and before anything is read. */
function expectSoundOrRefused(input: Uint8Array, options: Options, cut: number): void {
  try {
    expectSound(describeLines(input, options, [cut % (input.length + 1)]));
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    expect(Object.keys(options)).toContain(error.option);
    expect(() => describeLines("", options)).toThrow(OptionError);
  }
}

describe("nothing is thrown but what is wrong with the options, and the contract is kept", () => {
  test("of random bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      // Bytes that mean something, so that more is read than a first bad cell.
      fc
        .array(fc.constantFrom(...encode('",;\t\r\n .-+eE019A\ufeffé'), 0, 0x80, 0xff), { maxLength: 300 })
        .map((bytes) => Uint8Array.from(bytes)),
    );
    fc.assert(fc.property(bytes, options, fc.nat(), expectSoundOrRefused), { numRuns: 1_200 });
  });

  test("of score lines that were damaged on their way", () => {
    const lines = fc.constantFrom(
      'Quiz 1,85,76.5,90,NA,,8.50\r\n"Quiz ""2""",0,0,7\r\nQuiz 1,1e2,-3\r\n',
      "quiz;Ann;Bob;Cem\nÜbung;8,5;9,25;0\n\nB;1;2;3\nC;850;85;84\n",
      "\ufeffA\t1\t2\t3\rB\t4\t5\t6\r",
      `Long,${Array.from({ length: 60 }, (_, index) => index * 1.25).join(",")}\n`,
      "Q,999999999999999.999999999999,-999999999999999,0.000000000001\nQ,80,81,82,83,84,85,86,87,88,89,8.5\n",
      "a,1\nb,x\nc\n,2\nd,1,2\n",
    );
    const mutation = fc.record({
      kind: fc.constantFrom("flip", "cut", "repeat", "nul", "quote", "swap", "insert"),
      at: fc.nat(),
      length: fc.integer({ min: 1, max: 40 }),
      byte: fc.integer({ min: 0, max: 255 }),
    });
    const damaged = fc.tuple(lines, fc.array(mutation, { minLength: 1, maxLength: 8 })).map(([text, mutations]) => {
      let bytes: readonly number[] = [...encode(text)];
      for (const each of mutations) bytes = mutate(bytes, each);
      return Uint8Array.from(bytes);
    });
    fc.assert(fc.property(damaged, fc.oneof(fc.constant({}), options), fc.nat(), expectSoundOrRefused), { numRuns: 1_200 });
  });
});

interface Mutation {
  kind: "flip" | "cut" | "repeat" | "nul" | "quote" | "swap" | "insert";
  at: number;
  length: number;
  byte: number;
}

function mutate(bytes: readonly number[], { kind, at, length, byte }: Mutation): readonly number[] {
  const from = at % (bytes.length + 1);
  const [head, piece, tail] = [bytes.slice(0, from), bytes.slice(from, from + length), bytes.slice(from + length)];
  if (kind === "flip") return [...head, ...piece.map((value, index) => (index === 0 ? value ^ (1 << (byte % 8)) : value)), ...tail];
  if (kind === "cut") return [...head, ...tail];
  if (kind === "repeat") return [...head, ...piece, ...piece, ...tail];
  if (kind === "swap") return [...tail, ...piece, ...head];
  return [...head, kind === "nul" ? 0 : kind === "quote" ? 0x22 : byte, ...piece, ...tail];
}

test.each<[string, Options, string]>([
  ["a highest score of 10^15", { maxScore: 1e15 }, "maxScore"],
  ["a highest score of 0", { maxScore: 0 }, "maxScore"],
  ["a pass mark that has no end", { passMark: Math.PI }, "passMark"],
  ["a pass mark that is no number", { passMark: Number.NaN }, "passMark"],
  ["an infinite grade", { gradeBands: [{ label: "A", from: Number.POSITIVE_INFINITY }] }, "gradeBands"],
  ["a score as missing token", { missingTokens: ["0"] }, "missingTokens"],
])("%s is an OptionError, not a document", (_what, options, option) => {
  expect(() => describeLines("A,1\n", options)).toThrow(expect.objectContaining({ name: "OptionError", option }));
});

describe("two megabytes of one thing end in a document that is not much longer than another", () => {
  const SIZE = 2 * 2 ** 20;
  /** As S3 hands it on: what waits for more must not be read again and again. */
  const CUTS = Array.from({ length: SIZE / 16_384 - 1 }, (_, index) => (index + 1) * 16_384);

  test.each<[string, string, Options?]>([
    ["quotes", '"'],
    ["a quote that is never closed", '"x'],
    ["a quote that opens on every line", '"A,1\n'],
    ["an open quote, each line by itself", '"A,1\n', { multilineCells: false }],
    ["commas", ","],
    ["all delimiters", ",;\t"],
    ["CRs", "\r"],
    ["blanks", " "],
    ["one cell", "x"],
    ["a name that is read with another delimiter", "x,", { delimiter: ";" }],
    ["digits", "9", { header: false }],
    ["exponents", "1e99999,"],
    ["NULs", "\u0000"],
    ["bad cells", "A,x,1.2.3,1e400,½\n"],
    ["lines of the same quiz", "A,1\n"],
    ["mostly scores that have slipped", "A,80,81,850\n"],
    ["no UTF-8", "\u0081", { encoding: "windows-1252" }],
    ["high surrogates alone", "\u0001\u00d8", { encoding: "utf-16le" }],
  ])("%s", (_what, text, options = {}) => {
    const unit = encode(text);
    const input = new Uint8Array(SIZE).map((_, index) => unit[index % unit.length] ?? 0);
    const description = describeLines(input, options, CUTS);
    expectSound(description);
    expect(JSON.stringify(description).length).toBeLessThan(100_000);
  });

  test("a score of two million digits", () => {
    const description = describeLines(`A,${"1234567890".repeat(SIZE / 10)}\nB,1\n`, {}, CUTS);
    expectSound(description);
    expect(description.quality.problems.map(({ code, line }) => [code, line])).toEqual([["cell-too-long", 1]]);
    expect(description.quizzes.map(({ name, count }) => [name, count])).toEqual([
      ["A", 0],
      ["B", 1],
    ]);
  });

  test("an open quote before good lines: reading goes on behind the line where the cell grew too long", () => {
    const { quality, quizzes } = describeLines(`A,"1\n${"B,2,3\n".repeat(300_000)}`, {}, CUTS);
    expect(quality.problemCounts).toContainEqual({ code: "unterminated-quote", severity: "error", count: 1 });
    expect(quizzes.map(({ name }) => name)).toEqual(["A", "B"]);
    // The cell took in 1,000 bytes at most, of six bytes a line.
    expect(quizzes[1]?.lineCount).toBeGreaterThan(300_000 - 1_000 / 6 - 2);
  });

  test("100,000 different names are 100,000 quizzes where so many are let in, and one more is a problem", () => {
    const lines = Array.from({ length: 100_001 }, (_, index) => `Quiz number ${index},${index}\n`);
    const summary = summarise(lines.join(""), { limits: { maxQuizzes: 100_000 } }, CUTS.slice(0, 100));
    expect(summary.quizCount).toBe(100_000);
    let wrong = 0;
    let index = 0;
    for (const { name, sample } of summary.quizzes()) {
      if (name !== `Quiz number ${index}` || sample.count !== 1 || sample.sum !== index) wrong++;
      index++;
    }
    expect([index, wrong]).toEqual([100_000, 0]);
    expect(summary.problems.errors).toMatchObject([{ code: "too-many-quizzes", line: 100_001, cell: "Quiz number 100000" }]);
  });
});
