import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Fraction, fraction, multiply, toDouble } from "../test-fractions.ts";
import { type Histogram, histogram, MAX_BINS } from "./histogram.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

const histogramOf = (scores: string) => histogram(sampleOf(scores));

/** A histogram of bins that are `width` wide, from `first` on. */
const bins = (first: string, width: string, ...counts: number[]): Histogram => ({
  edges: Array.from({ length: counts.length + 1 }, (_, index) => toDouble(edge(first, width, index))),
  counts,
});

function edge(first: string, width: string, index: number): Fraction {
  const [numerator, denominator] = multiply(fraction(width), fraction(index));
  const [from, unit] = fraction(first);
  return [numerator * unit + from * denominator, denominator * unit];
}

describe("bins are 1, 2 or 5 times a power of ten wide, as narrow as ten of them allow", () => {
  test.each([
    ["0 to 100: tens, and the last holds both its edges", "0 5 10 19.5 55 90 99 100", bins("0", "10", 2, 2, 0, 0, 0, 1, 0, 0, 0, 3)],
    ["0 to 10: ones", "0 1 1 9 10", bins("0", "1", 1, 2, 0, 0, 0, 0, 0, 0, 0, 2)],
    ["0 to 11: twos", "0 1 2 11", bins("0", "2", 2, 1, 0, 0, 0, 1)],
    ["0 to 21: fives", "0 4 5 21", bins("0", "5", 2, 1, 0, 0, 1)],
    ["9 to 19 in ones is ten bins", "9 19", bins("9", "1", 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)],
    ["95 to 106 in twos has to begin at 94", "95 106", bins("94", "2", 1, 0, 0, 0, 0, 1)],
    ["below 0", "-15 -3 -1 0", bins("-16", "2", 1, 0, 0, 0, 0, 0, 1, 2)],
    ["round 0", "-0.3 0.1 0.3", bins("-0.3", "0.1", 1, 0, 0, 0, 1, 1)],
    ["tenths", "0.1 0.2 0.7", bins("0.1", "0.1", 1, 1, 0, 0, 0, 1)],
    [
      "the widest range there is",
      "-999999999999999.999999999999 0 999999999999999.999999999999",
      bins("-1000000000000000", "200000000000000", 1, 0, 0, 0, 0, 1, 0, 0, 0, 1),
    ],
    [
      "a billionth on top of a billion, where edges that near are one double",
      "1000000000.000000001 1000000000.000000003",
      { edges: [1e9, 1e9 + 2 ** -23], counts: [2] },
    ],
  ])("%s", (_case, scores, expected) => {
    expect(histogramOf(scores)).toEqual(expected);
  });
});

describe("no bin is narrower than the scores are written", () => {
  test.each([
    ["a single whole score", "7", bins("7", "1", 1)],
    ["one score that many got", "85 85.0 85", bins("85", "1", 3)],
    ["a score of 0", "0", bins("0", "1", 1)],
    ["a single score with decimals", "8.50", bins("8.5", "0.1", 1)],
    ["below 0", "-3", bins("-3", "1", 1)],
    ["3 and 4 are two bins, not ten tenths of one", "3 4 4", bins("3", "1", 3)],
    ["3 to 5", "3 4 5", bins("3", "1", 1, 2)],
  ])("%s", (_case, scores, expected) => {
    expect(histogramOf(scores)).toEqual(expected);
  });
});

test("edges are the doubles nearest to the decimals: the third of tenths is 0.3, not 0.1 + 0.1 + 0.1", () => {
  expect(histogramOf("0 0.3 0.5")).toEqual({ edges: [0, 0.1, 0.2, 0.3, 0.4, 0.5], counts: [1, 0, 0, 1, 1] });
});

test("it depends on the scores alone, not on how they are spelt", () => {
  expect(histogramOf("8 9.5 12 -3.00")).toEqual(histogramOf("8.000 9.50 12.0000 -3"));
});

test("a thousandth of the points is the same histogram, a thousandth as wide", () => {
  const [wide, narrow] = [histogramOf("12000 31500 17250 26000"), histogramOf("12.000 31.5 17.25 26")];
  expect(narrow).toEqual(typeof wide === "string" ? wide : { ...wide, edges: wide.edges.map((edge) => edge / 1000) });
});

test("whatever the scores: at most ten bins of one permitted width, from the first score to the last, whose counts add up", () => {
  const score = fc.oneof(
    fc.integer({ min: -200, max: 200 }).map(String),
    fc.integer({ min: -100_000, max: 100_000 }).map((cents) => (cents / 100).toFixed(2)),
    fc.integer({ min: -1e12, max: 1e12 }).map((whole) => `${whole}.${String(whole).slice(-1)}`),
  );
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 40 }), (scores) => {
      const found = histogramOf(scores.join(" "));
      if (typeof found === "string") throw new Error(found);
      const { edges, counts } = found;
      const values = scores.map((score) => toDouble(fraction(score)));
      expect(counts.length).toBeLessThanOrEqual(MAX_BINS);
      expect(edges).toHaveLength(counts.length + 1);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(scores.length);
      const [first = Number.NaN, second = Number.NaN] = edges;
      expect((second - first).toPrecision(1)).toMatch(/^[125](e\+\d+)?$|^0\.0*[125]$/);
      expect(first).toBeLessThanOrEqual(Math.min(...values));
      expect(edges.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
      // No empty bin at either end, so the bins are no more than it takes.
      expect([counts[0], counts.at(-1)]).not.toContain(0);
    }),
    { numRuns: 500 },
  );
});

test("without a score, and of a sketch, there is none", () => {
  expect([histogramOf(""), histogram(sketchFrom(0))]).toEqual(["n<1", "too-many-distinct-scores"]);
});
