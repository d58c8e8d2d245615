import { describe, expect, test } from "@jest/globals";
import type { Decimal } from "../reading/decimal.ts";
import { facilityIndex, gradeBands, passRate } from "./against-marks.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

const mark = (digits: number, decimals = 0): Decimal => ({ digits, decimals });

describe("the facility index is 100 · mean / highest possible score", () => {
  test.each([
    ["half of the points", "2 4 6 8", mark(10), 50],
    ["a mark with decimals: 100 · 3 / 7.5", "2 4", mark(75, 1), 40],
    ["scores with more decimals than the mark", "0.25 0.50", mark(3), 12.5],
    ["a third", "1 1 1", mark(3), 100 / 3],
    ["rounded once: 100 · 0.15 / 1 is 15, which the doubles miss", "0.1 0.2", mark(1), 15],
    ["below 0", "-1 -1", mark(4), -25],
    ["above the highest possible score", "12 13", mark(10), 125],
  ])("%s", (_case, scores, maxScore, expected) => {
    expect(facilityIndex(sampleOf(scores), maxScore)).toBe(expected);
  });

  test("of a sketch too, since the mean is exact; without a score there is none", () => {
    expect(facilityIndex(sketchFrom(0), mark(65_536))).toBe(50);
    expect(facilityIndex(sampleOf(""), mark(10))).toBe("n<1");
  });
});

describe("the pass rate is the share of scores from the pass mark on, in percent", () => {
  test.each([
    ["the mark itself passes", "4.9 5 5.1 6", mark(5), 75],
    ["however it is written", "4.99 5.00 5.0", mark(500, 2), 200 / 3],
    ["a mark finer than the scores", "4 5 6", mark(51, 1), 100 / 3],
    ["nobody", "1 2", mark(3), 0],
    ["everybody", "3 4", mark(3), 100],
    ["a mark below 0", "-3 -1 0 1", mark(-1), 75],
    ["a trillionth short of it", "4.999999999999 5", mark(5), 50],
  ])("%s", (_case, scores, passMark, expected) => {
    expect(passRate(sampleOf(scores), passMark)).toBe(expected);
  });

  test("without a score, and of a sketch, there is none", () => {
    expect([passRate(sampleOf(""), mark(5)), passRate(sketchFrom(0), mark(5))]).toEqual(["n<1", "too-many-distinct-scores"]);
  });
});

describe("a grade has the scores from its lowest one up to the next higher grade's", () => {
  const A = { label: "A", from: mark(90) };
  const B = { label: "B", from: mark(75) };
  const C = { label: "C", from: mark(605, 1) };
  const countsOf = (scores: string, ...bands: (typeof A)[]) => gradeBands(sampleOf(scores), bands);
  const scores = "60.4 60.5 74.9 75 89.99 90 90.0 100";

  test("scores below every band earn none", () => {
    expect(countsOf(scores, A, B, C)).toEqual([
      { label: "A", count: 3 },
      { label: "B", count: 2 },
      { label: "C", count: 2 },
    ]);
  });

  test("the order in which the bands were given is that of the answer, and changes no count", () => {
    expect(countsOf(scores, B, A, C)).toEqual([
      { label: "B", count: 2 },
      { label: "A", count: 3 },
      { label: "C", count: 2 },
    ]);
    expect(countsOf(scores, C, B, A)).toEqual([
      { label: "C", count: 2 },
      { label: "B", count: 2 },
      { label: "A", count: 3 },
    ]);
  });

  test("a band that nobody reached, or that all passed over, has 0", () => {
    expect(countsOf("80 81", A, B, C)).toEqual([
      { label: "A", count: 0 },
      { label: "B", count: 2 },
      { label: "C", count: 0 },
    ]);
  });

  test("two grades from the same score on, however it is written, have the same scores", () => {
    expect(countsOf(scores, { label: "B+", from: mark(750, 1) }, B, A)).toEqual([
      { label: "B+", count: 2 },
      { label: "B", count: 2 },
      { label: "A", count: 3 },
    ]);
  });

  test("one band alone has all from there on", () => {
    expect(countsOf(scores, { label: "passed", from: mark(-5) })).toEqual([{ label: "passed", count: 8 }]);
  });

  test("without a score, and of a sketch, there are none", () => {
    expect([countsOf("", A), gradeBands(sketchFrom(0), [A])]).toEqual(["n<1", "too-many-distinct-scores"]);
  });
});
