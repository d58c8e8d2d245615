import { describe, expect, test } from "@jest/globals";
import { boxPlot, fences, MAX_OUTLIERS } from "./box-plot.ts";
import { sampleOf, sampleOfCounts, sketchFrom } from "./test-sample.ts";

const plotOf = (scores: string) => boxPlot(sampleOf(scores));

/** What is told where no score lies beyond the whiskers. */
const without = (lowerWhisker: number, upperWhisker: number) => ({ lowerWhisker, upperWhisker, outlierCount: 0, outliers: [] });

describe("a whisker ends at the last score within 1.5 interquartile ranges of the box", () => {
  test.each([
    ["a single score", "7", 7, 7],
    ["scores that are all the same", "7 7.0 7.00", 7, 7],
    ["two scores", "1 9", 1, 9],
    ["three", "-2 8.50 7.25", -2, 8.5],
    ["q1 = 2, q3 = 4: a score on the fence 7 is within it", "1 2 3 4 7", 1, 7],
    ["and one on the fence −1", "-1 2 3 4 5", -1, 5],
  ])("%s", (_case, scores, lower, upper) => {
    expect(plotOf(scores)).toEqual(without(lower, upper));
  });

  test("one that is a hair beyond the fence is an outlier: 7.000000000001 where it is 7", () => {
    expect(plotOf("1 2 3 4 7.000000000001")).toEqual({
      lowerWhisker: 1,
      upperWhisker: 4,
      outlierCount: 1,
      outliers: [{ score: 7.000000000001, count: 1 }],
    });
  });

  test("fences of tenths are exact: q1 = 0.2, q3 = 0.4, so 0.7 is within", () => {
    // As doubles 0.4 + 1.5 · (0.4 − 0.2) is 0.7000000000000001, and 0.2 − 1.5 · 0.2 is −0.10000000000000003.
    expect(plotOf("-0.1 0.2 0.3 0.4 0.7")).toEqual(without(-0.1, 0.7));
  });
});

test("outliers are on both sides, ascending, each with how often it was got, and the count is of all", () => {
  expect(plotOf("-40 50 51 52 53 54 55 56 57 58 200 200.0 99.5")).toEqual({
    lowerWhisker: 50,
    upperWhisker: 58,
    outlierCount: 4,
    outliers: [
      { score: -40, count: 1 },
      { score: 99.5, count: 1 },
      { score: 200, count: 2 },
    ],
  });
});

describe(`of more than ${MAX_OUTLIERS} different outliers so many are listed, and all are counted`, () => {
  /** Most scores are 100, so that every other one is an outlier; each of those was got three times. */
  function outliersOf(below: number, above: number) {
    const outliers = [
      ...Array.from({ length: below }, (_, index) => index + 1),
      ...Array.from({ length: above }, (_, index) => 101 + index),
    ].map((score) => [score, 3] as const);
    const plot = boxPlot(sampleOfCounts([[100, 1000], ...outliers]));
    if (typeof plot === "string") return plot;
    expect(plot).toMatchObject({ lowerWhisker: 100, upperWhisker: 100, outlierCount: 3 * (below + above) });
    expect(plot.outliers.every(({ count }) => count === 3)).toBe(true);
    return plot.outliers.map(({ score }) => score);
  }
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  test("twenty are all listed", () => {
    expect(outliersOf(7, 13)).toEqual([...range(1, 7), ...range(101, 113)]);
  });

  test("of those on one side the farthest from the box", () => {
    expect(outliersOf(25, 0)).toEqual(range(1, 20));
    expect(outliersOf(0, 25)).toEqual(range(106, 125));
  });

  test("of those on both sides half from each", () => {
    expect(outliersOf(15, 16)).toEqual([...range(1, 10), ...range(107, 116)]);
  });

  test("what one side does not need the other has", () => {
    expect(outliersOf(3, 30)).toEqual([...range(1, 3), ...range(114, 130)]);
    expect(outliersOf(30, 3)).toEqual([...range(1, 17), ...range(101, 103)]);
  });
});

test("fences come as integers, in two hundredths of the scale", () => {
  const { frequencies, count } = sampleOf("1 2 3 4 7");
  if (frequencies === null) throw new Error("a handful of scores is counted one by one");
  // q1 = 2 and q3 = 4: 2 − 1.5·2 and 4 + 1.5·2, then with three interquartile ranges
  expect(fences(frequencies, count, 3)).toEqual({ low: -200, high: 1400 });
  expect(fences(frequencies, count, 6)).toEqual({ low: -800, high: 2000 });
});

test("without a score, and of a sketch, there is none", () => {
  expect([plotOf(""), boxPlot(sketchFrom(0))]).toEqual(["n<1", "too-many-distinct-scores"]);
});
