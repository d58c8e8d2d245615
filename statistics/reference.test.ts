// Random plain files, against the definitions worked in fractions: every figure is the double nearest to its exact value.

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fraction, rootToDouble, toDouble } from "./test-fractions.ts";
import { type Reference, readPlainLines, referenceOf } from "./test-reference.ts";
import { describeLines } from "./test-summary.ts";

const withDecimals = (digits: bigint | number, decimals: number): string => {
  const text = String(digits)
    .replace("-", "")
    .padStart(decimals + 1, "0");
  const point = text.length - decimals;
  return `${digits < 0 ? "-" : ""}${text.slice(0, point)}${decimals > 0 ? `.${text.slice(point)}` : ""}`;
};

const few = fc.integer({ min: 0, max: 12 }).map(String);
const usual = fc.integer({ min: 0, max: 10_000 }).map((cents) => withDecimals(cents, 2));
/** Past int32 at the scale that the finest of them sets. */
const wide = fc.tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.integer({ min: 0, max: 6 })).map(([d, k]) => withDecimals(d, k));
/** Past 2^53, up to all the digits that a score can have. */
const widest = fc.bigInt({ min: -(10n ** 27n) + 1n, max: 10n ** 27n - 1n }).map((digits) => withDecimals(digits, 12));

const scoreLists = [few, usual, wide, widest, fc.oneof(few, usual, wide, widest)].map((score) =>
  fc.array(score, { minLength: 1, maxLength: 12 }),
);

const line = fc.tuple(fc.constantFrom("A", "B", "C"), fc.oneof(...scoreLists)).map(([name, scores]) => [name, ...scores].join(","));
const file = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => `${lines.join("\n")}\n`);

/** What the document of a file says, figure by figure, beside what the definitions say. */
function expectAgreement(text: string): void {
  const found = describeLines(text).quizzes.map(({ name, ...figures }) => [name, expectedPart(figures)]);
  expect(found).toEqual([...readPlainLines(text)].map(([name, scores]) => [name, referenceOf(scores)]));
}

function expectedPart(figures: Reference): Reference {
  const { count, min, max, range, sum, mean, median, q1, q3, interquartileRange, percentiles } = figures;
  const { sdSample, sdPopulation, standardError, skewness, kurtosis } = figures;
  return {
    ...{ count, min, max, range, sum, mean, median, q1, q3, interquartileRange, percentiles },
    ...{ sdSample, sdPopulation, standardError, skewness, kurtosis },
  };
}

test("thousands of small files: all figures of all quizzes are correctly rounded", () => {
  fc.assert(fc.property(file, expectAgreement), { numRuns: 2_000 });
});

test("quizzes too long for a list, whose scores become finer or wider on the way", () => {
  const run = fc.tuple(fc.oneof(few, usual, wide, widest), fc.integer({ min: 1, max: 700 })).chain(([score, count]) =>
    fc.array(fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.constant(score) }), {
      minLength: count,
      maxLength: count,
    }),
  );
  const runs = fc.array(fc.tuple(fc.constantFrom("A", "B"), run), { minLength: 2, maxLength: 4 });
  const text = runs.map((lines) => lines.map(([name, scores]) => `${name},${scores.join(",")}\n`).join(""));
  fc.assert(fc.property(text, expectAgreement), { numRuns: 25 });
});

describe("the way that the reference rounds is the machine's, where that rounds once", () => {
  const safe = fc.maxSafeNat().map(BigInt);

  test("a quotient of integers below 2^53", () => {
    fc.assert(
      fc.property(safe, safe, (a, b) => {
        expect(toDouble([-a, b + 1n])).toBe(a === 0n ? 0 : Number(-a) / Number(b + 1n));
      }),
    );
  });

  test("the root of an integer below 2^53", () => {
    fc.assert(
      fc.property(safe, (a) => {
        expect(rootToDouble([a, 1n])).toBe(Math.sqrt(Number(a)));
      }),
    );
  });

  test("a fraction is what its text says", () => {
    expect(["-8.50", "7", "0.05"].map(fraction)).toEqual([
      [-850n, 100n],
      [7n, 1n],
      [5n, 100n],
    ]);
  });
});
