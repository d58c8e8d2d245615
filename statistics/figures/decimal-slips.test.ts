import { describe, expect, test } from "@jest/globals";
import { decimalSlips, MIN_SCORES } from "./decimal-slips.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

const slipsOf = (scores: string) => decimalSlips(sampleOf(scores));

/** Quartiles 78.75 and 86.25, so that scores are far out below 56.25 and above 108.75, and within the fences from 67.5 to 97.5. */
const EIGHTIES = "75 76 78 79 80 82 84 85 86 87 88 90";

describe("among scores in the eighties", () => {
  test.each([
    ["850 is 85 without its point", "850", 85],
    ["8500 is 85.00 without its point", "8500", 85],
    ["8.5 is 85 with a point too many", "8.5", 85],
    ["7.9 too", "7.9", 79],
    ["805.5 is 80.55", "805.5", 80.55],
  ])("%s", (_case, slip, likely) => {
    expect(slipsOf(`${EIGHTIES} ${slip}`)).toEqual([{ score: Number(slip), likely, count: 1 }]);
  });

  test.each([
    ["a 0 is a 0", "0"],
    ["85000 is three places off", "85000"],
    ["0.85 is two places off on the low side", "0.85"],
    ["300 is no score of the eighties wherever its point is", "300"],
    ["-85 has a sign", "-85"],
    ["60 is low, and not far out", "60"],
    ["100 is high, and not far out", "100"],
  ])("%s", (_case, score) => {
    expect(slipsOf(`${EIGHTIES} ${score}`)).toEqual([]);
  });

  test("each different slip is told once, ascending, with how often it was got", () => {
    expect(slipsOf(`${EIGHTIES} 850 8.5 850.0 7.9`)).toEqual([
      { score: 7.9, likely: 79, count: 1 },
      { score: 8.5, likely: 85, count: 1 },
      { score: 850, likely: 85, count: 2 },
    ]);
  });
});

test("a quarter of slips on one side does not hide them", () => {
  const slips = slipsOf(`${EIGHTIES} 850 860 840`);
  expect(slips.map(({ likely }) => likely)).toEqual([84, 85, 86]);
});

test("where all others are the same, the point that would make it theirs has slipped", () => {
  expect(slipsOf("8 8 8 8 8 8 8 8 8 80 9")).toEqual([{ score: 80, likely: 8, count: 1 }]);
});

test("where the point may have slipped by one place or by two, it is one", () => {
  // q1 = 10 and q3 = 85, so that 89 and 8.9 are both within the fences.
  expect(slipsOf("5 8 9 10 40 50 60 80 85 90 95 890")).toEqual([{ score: 890, likely: 89, count: 1 }]);
});

describe("an honest spread has none", () => {
  test.each([
    ["evenly over 0 to 100", "0 5 10 20 30 40 50 60 70 80 90 95 100"],
    ["many tenths of points", "0.5 1 2.5 5 5 7.5 10 10 9.5 8 7 6"],
    ["skewed, with a long tail", "1 1 1 2 2 2 3 3 4 5 7 9"],
    ["all the same", "5 5 5 5 5 5 5 5 5 5"],
    ["below 0", "-5 -3 -4 -2 -6 -1 0 1 2 3 4"],
  ])("%s", (_case, scores) => {
    expect(slipsOf(scores)).toEqual([]);
  });
});

test(`of fewer than ${MIN_SCORES} scores nobody can tell`, () => {
  expect(slipsOf("80 81 82 83 84 85 86 87 850")).toEqual([]);
  expect(slipsOf("80 81 82 83 84 85 86 87 88 850")).toEqual([{ score: 850, likely: 85, count: 1 }]);
  expect(slipsOf("")).toEqual([]);
});

test("a sketch has none", () => {
  expect(decimalSlips(sketchFrom(0))).toEqual([]);
});
