import { expect, test } from "@jest/globals";
import { decimalsOf } from "./decimals.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

test.each([
  ["whole scores have none", "8 9 10", 0],
  ["8.50 and 9 have one", "8.50 9", 1],
  ["zeros that were only written do not count", "8.000 -9.0", 0],
  ["the finest score decides", "8 8.5 8.125", 3],
  ["below 0 too", "-0.05 1", 2],
  ["twelve", "0.000000000001 999999999999999", 12],
  ["of scores past 2^53 as well", "999999999999999.10 123456789012345.20", 1],
  ["0 alone has none, however it is written", "0.000", 0],
])("%s", (_case, scores, expected) => {
  expect(decimalsOf(sampleOf(scores))).toBe(expected);
});

test("without a score, and of a sketch, it cannot be told", () => {
  expect([decimalsOf(sampleOf("")), decimalsOf(sketchFrom(0))]).toEqual(["n<1", "too-many-distinct-scores"]);
});
