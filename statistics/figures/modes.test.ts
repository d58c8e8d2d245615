import { expect, test } from "@jest/globals";
import { MAX_MODES, modes } from "./modes.ts";
import { sampleOf, sketchFrom } from "./test-sample.ts";

/** Each of the whole numbers from 1 on twice. */
const twiceEach = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1} ${index + 1}`).join(" ");

test.each([
  ["the score that was got most often", "1 2 2 3", [2]],
  ["several that were got equally often, ascending", "9 -4 2 9 -4 5.5 5.5", [-4, 5.5, 9]],
  ["spelt in several ways it is the same score", "8.5 8.50 9 8.500 9", [8.5]],
  ["a single score is its own mode", "7", [7]],
  ["so is a score that all got", "7 7 7", [7]],
  ["a later score that was got more often displaces those before", "1 1 2 2 3 3 3", [3]],
  ["a score past 2^53", "999999999999999.5 999999999999999.50 1", [999999999999999.5]],
])("%s", (_case, scores, expected) => {
  expect(modes(sampleOf(scores))).toEqual(expected);
});

test("ten modes are told, and eleven say nothing", () => {
  expect(modes(sampleOf(twiceEach(MAX_MODES)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(modes(sampleOf(twiceEach(MAX_MODES + 1)))).toBe("too-many-modes");
});

test("eleven scores that were got twice do not hide one that was got three times", () => {
  expect(modes(sampleOf(`${twiceEach(MAX_MODES + 1)} 11`))).toEqual([11]);
});

test.each([
  ["no score", "", "n<1"],
  ["two different scores", "1 2", "no-repeated-score"],
  ["many scores, no two of them the same", "1 2 3 4 5 6 7 8 9 10 11 12", "no-repeated-score"],
])("%s: there is none, and why", (_case, scores, reason) => {
  expect(modes(sampleOf(scores))).toBe(reason);
});

test("a sketch cannot tell them", () => {
  expect(modes(sketchFrom(0))).toBe("too-many-distinct-scores");
});
