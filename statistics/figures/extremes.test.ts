import { expect, test } from "@jest/globals";
import { highest, lowest, range } from "./extremes.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

const extremesOf = (scores: string) => [lowest, highest, range].map((figure) => figure(sampleOf(scores)));

test.each([
  ["7", [7, 7, 0]],
  ["8.50 8.5 8.500", [8.5, 8.5, 0]],
  ["3 1 2", [1, 3, 2]],
  ["-2 8.50 7.25", [-2, 8.5, 10.5]],
  ["-7 -0.5", [-7, -0.5, 6.5]],
  ["0.3 0.1", [0.1, 0.3, 0.2]], // as doubles 0.3 − 0.1 is 0.19999999999999998
  ["-999999999999999.999999999999 999999999999999.999999999999", [-1e15, 1e15, 2e15]],
])("of %s the lowest, the highest and their distance are %j", (scores, expected) => {
  expect(extremesOf(scores)).toEqual(expected);
});

test("without a score there are none", () => {
  expect(extremesOf("")).toEqual(["n<1", "n<1", "n<1"]);
});

test("where the scores are in a sketch they are still exact", () => {
  const sample = sketchFrom(-5);
  expect([lowest(sample), highest(sample), range(sample)]).toEqual([-5, 65_531, 65_536]);
});
