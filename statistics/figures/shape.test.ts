import { describe, expect, test } from "@jest/globals";
import { divide, fraction, rootToDouble, subtract, total } from "../test-fractions.ts";
import { shapeOf } from "../test-reference.ts";
import { shape } from "./shape.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

/** By Moodle's formulas, in fractions. */
function byMoodle(scores: string) {
  const fractions = scores.split(" ").map(fraction);
  const mean = divide(total(fractions), fraction(fractions.length));
  return shapeOf(fractions.map((score) => subtract(score, mean)));
}

describe("published values", () => {
  // https://support.microsoft.com/office: SKEW and KURT. The digits past the printed ones are the formulas'.
  test("the ten numbers that Excel documents SKEW and KURT by", () => {
    const { skewness, kurtosis } = shape(sampleOf("3 4 5 2 3 4 5 6 4 7"));
    expect(skewness).toBeCloseTo(0.359543071, 9);
    expect(kurtosis).toBeCloseTo(-0.151799637, 9);
    expect({ skewness, kurtosis }).toEqual(byMoodle("3 4 5 2 3 4 5 6 4 7"));
  });

  // http://www.entisoft.com/ESTools/MathStatistics_SkewExcel.HTML
  test.each([
    ["12 34 56", 0],
    ["12 34 78", 0.935219529582824],
  ])("the skewness of %s is %d, as Excel's SKEW", (scores, skewness) => {
    expect(shape(sampleOf(scores)).skewness).toBeCloseTo(skewness, 14);
  });
});

describe("worked by hand", () => {
  test("0 0 0 1: Σd² = 3/4, Σd³ = 3/8, Σd⁴ = 21/64, so k₂ = 1/4, k₃ = 1/4 and k₄ = 1/4", () => {
    // k₃ = 4·(3/8)/(3·2), over k₂^1.5 = 1/8; k₄ = 16/(3·2·1)·(5·21/256 − 9·(3/16)²), over k₂² = 1/16
    expect(shape(sampleOf("0 0 0 1"))).toEqual({ skewness: 2, kurtosis: 4 });
  });

  test("0 1 1 1 is its mirror image", () => {
    expect(shape(sampleOf("0 1 1 1"))).toEqual({ skewness: -2, kurtosis: 4 });
  });

  test("1 2 3 4 is symmetric, and flat: k₂ = 5/3 and k₄ = 16/6·(5·41/16 − 9·25/16) = −10/3", () => {
    expect(shape(sampleOf("1 2 3 4"))).toEqual({ skewness: 0, kurtosis: -1.2 });
  });

  test("0 0 1, the fewest scores that have a skewness: k₂ = 1/3, k₃ = 1/3, k₃ / k₂^1.5 = √3", () => {
    expect(shape(sampleOf("0 0 1"))).toEqual({ skewness: rootToDouble(fraction(3)), kurtosis: "n<4" });
  });
});

test.each([
  ["decimals of several lengths", "8.50 7.25 9 6.125 8.5"],
  ["below 0", "-3.5 -1 0 -2 -2 -17"],
  ["a hundredth on top of a million", "1000000.01 1000000.02 1000000.02 1000000.05 1000000.03"],
  ["the widest range there is", "-999999999999999.999999999999 999999999999999.999999999999 0.000000000001 1 -5 12.5"],
])("Moodle's formulas in fractions agree to the last bit: %s", (_case, scores) => {
  expect(shape(sampleOf(scores))).toEqual(byMoodle(scores));
});

test("units and position do not matter: ten times as many points, and a hundred more, are the same shape", () => {
  expect(shape(sampleOf("120 130 150 180 180"))).toEqual(shape(sampleOf("2 3 5 8 8")));
});

test.each([
  ["no score", "", "n<3", "n<4"],
  ["one score", "7", "n<3", "n<4"],
  ["two scores", "7 8", "n<3", "n<4"],
  ["three scores that are the same", "7 7 7", "zero-variance", "n<4"],
  ["four scores that are the same, however they are spelt", "8.5 8.50 8.500 8.5", "zero-variance", "zero-variance"],
])("%s: there is none, and why", (_case, scores, skewness, kurtosis) => {
  expect(shape(sampleOf(scores))).toEqual({ skewness, kurtosis });
});

test("a sketch cannot tell it", () => {
  expect(shape(sketchFrom(0))).toEqual({ skewness: "too-many-distinct-scores", kurtosis: "too-many-distinct-scores" });
});
