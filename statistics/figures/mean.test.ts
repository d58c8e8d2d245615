import { expect, test } from "@jest/globals";
import { mean, sum } from "./mean.ts";
import { sampleOf, sampleOfCounts, sketchFrom } from "./test-sample.ts";

test.each([
  ["7", 7, 7],
  ["-1 1", 0, 0],
  ["0 0 1", 1, 1 / 3],
  ["8.50 8.5 1", 18, 6],
  ["0.1 0.2", 0.3, 0.15], // as doubles 0.1 + 0.2 is 0.30000000000000004
  ["0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1", 1, 0.1],
  ["-2.5 -0.5 4", 1, 1 / 3],
  ["1000000000000 0.000000000001 -1000000000000", 1e-12, 1e-12 / 3],
  ["9007199254740993 1", 9007199254740994, 4503599627370497], // 2^53 + 1, which is no double
])("the scores %s add up to %d, and their mean is %d", (scores, expectedSum, expectedMean) => {
  expect([sum(sampleOf(scores)), mean(sampleOf(scores))]).toEqual([expectedSum, expectedMean]);
});

test("without a score there is neither: not even the sum is 0", () => {
  expect([sum(sampleOf("")), mean(sampleOf(""))]).toEqual(["n<1", "n<1"]);
});

test("where the scores are in a sketch both are still exact", () => {
  // −5 + … + 65,531 = 65,537 · 32,763
  expect([sum(sketchFrom(-5)), mean(sketchFrom(-5))]).toEqual([65_537 * 32_763, 32_763]);
});

test("a sum past 2^53 is rounded once, at the end", () => {
  // 3 · (2^52 + 1) = 2^53 + 2^52 + 3, an odd number of which only every second one is a double; it lies halfway and goes to the even one.
  const sample = sampleOfCounts([[2 ** 52 + 1, 3]]);
  expect([sum(sample), mean(sample)]).toEqual([2 ** 53 + 2 ** 52 + 4, 2 ** 52 + 1]);
});
