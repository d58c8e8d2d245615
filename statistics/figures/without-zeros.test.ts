import { describe, expect, test } from "@jest/globals";
import type { Sample } from "../distribution/sample.ts";
import { highest, lowest } from "./extremes.ts";
import { mean, sum } from "./mean.ts";
import { modes } from "./modes.ts";
import { quantile } from "./quantile.ts";
import { shape } from "./shape.ts";
import { sdSample } from "./standard-deviation.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";
import { withoutZeros } from "./without-zeros.ts";

const figuresOf = (sample: Sample) => ({
  count: sample.count,
  lowest: lowest(sample),
  highest: highest(sample),
  sum: sum(sample),
  mean: mean(sample),
  modes: modes(sample),
  quartiles: [25, 50, 75].map((percent) => quantile(sample, percent)),
  sd: sdSample(sample),
  shape: shape(sample),
});

function nonZeroOf(scores: string) {
  const { count, sample } = withoutZeros(sampleOf(scores));
  return { count, figures: typeof sample === "string" ? sample : figuresOf(sample) };
}

describe("the figures are those of the scores that are not 0", () => {
  test.each([
    ["0 8.5 0 9 8.50 0.00", "8.5 9 8.50"],
    ["0 -3 2", "-3 2"],
    ["-3 -2 0 -0.0", "-3 -2"],
    ["1 2 3 3", "1 2 3 3"],
    ["0 0 7", "7"],
    ["0 999999999999999.999999999999 0 1", "999999999999999.999999999999 1"],
    ["0 0 0", ""],
    ["", ""],
  ])("%j without zeros is %j", (scores, kept) => {
    const expected = figuresOf(sampleOf(kept));
    expect(nonZeroOf(scores)).toEqual({ count: expected.count, figures: expected });
  });
});

test("the sample that it is taken from stays as it was", () => {
  const sample = sampleOf("0 8.5 0 9");
  withoutZeros(sample);
  expect(figuresOf(sample)).toEqual(figuresOf(sampleOf("0 0 8.5 9")));
});

test("of a sketch only their number can be told", () => {
  expect(withoutZeros(sketchFrom(-5))).toEqual({ count: 65_536, sample: "too-many-distinct-scores" });
  expect(withoutZeros(sketchFrom(5))).toEqual({ count: 65_537, sample: "too-many-distinct-scores" });
});
