import { describe, expect, test } from "@jest/globals";
import { interquartileRange, quantile } from "./quantile.ts";
import { sampleOf, sampleOfCounts, sketchFrom } from "./test-sample.ts";

const quantilesOf = (scores: string, ...percents: number[]) => percents.map((percent) => quantile(sampleOf(scores), percent));
const QUARTILES = [0, 25, 50, 75, 100];

describe("published values", () => {
  // https://docs.tibco.com/pub/enterprise-runtime-for-R/6.1.0/doc/html/Language_Reference/stats/quantile.html: quantile(1:9, probs=seq(0,1,.1)).
  test("the deciles of 1 to 9, as R's quantile has them", () => {
    expect(quantilesOf("1 2 3 4 5 6 7 8 9", 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)).toEqual([
      1, 1.8, 2.6, 3.4, 4.2, 5, 5.8, 6.6, 7.4, 8.2, 9,
    ]);
  });

  // https://www.w3schools.com/r/r_stat_percentiles.asp: the weights in R's data set mtcars, and quantile(mtcars$wt).
  test("the quartiles of the weights in R's mtcars", () => {
    const weights =
      "2.620 2.875 2.320 3.215 3.440 3.460 3.570 3.190 3.150 3.440 3.440 4.070 3.730 3.780 5.250 5.424 5.345 2.200 1.615 1.835 2.465 3.520 3.435 3.840 3.845 1.935 2.140 1.513 3.170 2.770 3.570 2.780";
    expect(quantilesOf(weights, ...QUARTILES)).toEqual([1.513, 2.58125, 3.325, 3.61, 5.424]);
    expect(interquartileRange(sampleOf(weights))).toBe(1.02875);
  });

  // https://stat.ethz.ch/pipermail/r-help/attachments/20120113/9dadc934/attachment.pdf: summary(c(1,12,14,3,96,111)).
  test("the quartiles in a summary of R's mailing list", () => {
    expect(quantilesOf("1 12 14 3 96 111", ...QUARTILES)).toEqual([1, 5.25, 13, 75.5, 111]);
  });

  // https://numpy.org/doc/stable/reference/generated/numpy.percentile.html: the examples, row by row and column by column.
  test.each([
    ["10 7 4 3 2 1", 3.5],
    ["10 7 4", 7],
    ["3 2 1", 2],
    ["10 3", 6.5],
    ["7 2", 4.5],
    ["4 1", 2.5],
  ])("the median of %s is %d, as NumPy's percentile(a, 50)", (scores, median) => {
    expect(quantilesOf(scores, 50)).toEqual([median]);
  });

  // https://help.softmaker.com/planmaker2024/en/quartile_inc_quartiles_of_a_data_set.html
  test("the third quartile of 1 to 9 is 7, as QUARTILE.INC", () => {
    expect(quantilesOf("9 8 7 6 5 4 3 2 1", 75)).toEqual([7]);
  });
});

describe("x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋₊₁ − x⌊h⌋) with h = (n − 1)·p, worked by hand", () => {
  test.each([
    ["a single score is every quantile", "7", [0, 5, 50, 95, 100], [7, 7, 7, 7, 7]],
    ["two scores: h = 1/20, 1/4, 1/2, 3/4", "10 20", [5, 25, 50, 75], [10.5, 12.5, 15, 17.5]],
    ["the median of an odd count is the middle score", "5 1 3", [50], [3]],
    ["the median of an even count is the mean of the two middle scores", "1 2 4 9", [50], [3]],
    ["three scores: 1 + 2/10, 1 + 1/2, 2 + 2·4/5", "1 2 4", [10, 25, 90], [1.2, 1.5, 3.6]],
    ["below 0: −4 + 3·1/4, −1 + 1·1/2", "-4 -1 0", [12, 75], [-3.28, -0.5]],
    ["scores that were got several times", "1 1 1 5 5", [25, 50, 63, 75], [1, 1, 3.08, 5]],
    ["8.50 is 8.5", "8.50 8.5 9 9.00", [25, 50, 75], [8.5, 8.75, 9]],
    ["rounded once: 0.1 + 0.1/2 is 0.15, which 0.1 + 0.05 as doubles is not", "0.1 0.2", [50], [0.15]],
    ["magnitudes that cancel", "-999999999999999.999999999999 999999999999999.999999999997", [50], [-1e-12]],
  ])("%s", (_case, scores, percents, expected) => {
    expect(quantilesOf(scores, ...percents)).toEqual(expected);
  });

  test("the interquartile range is rounded once, not the difference of two rounded quartiles", () => {
    // q1 = 0.1 + 0.1·3/4, q3 = 0.3 + 0.1·1/4
    const sample = sampleOf("0.1 0.2 0.3 0.4");
    expect([quantile(sample, 25), quantile(sample, 75), interquartileRange(sample)]).toEqual([0.175, 0.325, 0.15]);
    expect(0.325 - 0.175).not.toBe(0.15);
    expect(interquartileRange(sampleOf("7"))).toBe(0);
  });

  test("ranks are exact where (n − 1)·percent is past 2^53", () => {
    // With k ones and k threes the median lies midway; with one score more on a side it is of that side.
    const k = 2 ** 51;
    const medianOf = (ones: number, threes: number) =>
      quantile(
        sampleOfCounts([
          [1, ones],
          [3, threes],
        ]),
        50,
      );
    expect([medianOf(k + 1, k), medianOf(k, k), medianOf(k, k + 1)]).toEqual([1, 2, 3]);
  });
});

test("without a score there is no quantile", () => {
  expect([quantile(sampleOf(""), 50), interquartileRange(sampleOf(""))]).toEqual(["n<1", "n<1"]);
});

describe("where the scores are in a sketch", () => {
  // The whole numbers from 1 to 65,537: the quantile at p % is 1 + 65,536·p/100.
  const sample = sketchFrom(1);

  test("quantiles are within its relative error, and the extremes are exact", () => {
    expect([quantile(sample, 0), quantile(sample, 100)]).toEqual([1, 65_537]);
    for (const percent of [5, 10, 25, 50, 75, 90, 95]) {
      const exact = 1 + (65_536 * percent) / 100;
      expect(Math.abs(Number(quantile(sample, percent)) - exact)).toBeLessThanOrEqual(0.001 * exact);
    }
  });

  test("the interquartile range is that of its quartiles", () => {
    expect(interquartileRange(sample)).toBe(Number(quantile(sample, 75)) - Number(quantile(sample, 25)));
  });
});
