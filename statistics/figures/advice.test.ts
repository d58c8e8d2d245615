import { expect, test } from "@jest/globals";
import { ADVICE_RULES, adviceFor } from "./advice.ts";

/** The thresholds of the advice that a figure gets. */
const thresholdsOf = (figures: Parameters<typeof adviceFor>[0]) =>
  adviceFor(figures).map(({ statistic, threshold }) => [statistic, threshold]);

// The bounds: https://docs.moodle.org/dev/Quiz_report_statistics
test.each([
  ["facilityIndex", 4.9, 5],
  ["facilityIndex", 5, 5],
  ["facilityIndex", 5.1, 20],
  ["facilityIndex", 20, 20],
  ["facilityIndex", 90, 90],
  ["facilityIndex", 94.9, 90],
  ["facilityIndex", 95, 95],
  ["facilityIndex", 120, 95],
  ["discriminationIndex", -0.1, 0],
  ["discriminationIndex", 0, 20],
  ["discriminationIndex", 19.9, 20],
  ["discriminationIndex", 20, 30],
  ["discriminationIndex", 29.9, 30],
  ["cronbachAlpha", 0.639, 0.64],
  ["cronbachAlpha", -1, 0.64],
])("a %s of %d falls under the bound of %d", (statistic, value, threshold) => {
  expect(thresholdsOf({ [statistic]: value })).toEqual([[statistic, threshold]]);
});

test.each([
  ["facilityIndex", 20.1],
  ["facilityIndex", 89.9],
  ["discriminationIndex", 30],
  ["discriminationIndex", 100],
  ["cronbachAlpha", 0.64],
  ["skewness", -7],
])("a %s of %d needs no word", (statistic, value) => {
  expect(adviceFor({ [statistic]: value })).toEqual([]);
});

test("what has no value gets no advice", () => {
  expect(adviceFor({ facilityIndex: null, discriminationIndex: undefined })).toEqual([]);
});

test("advice comes in the order of the figures, one for each, with the rule's words", () => {
  const found = adviceFor({ facilityIndex: 1, discriminationIndex: -5 });
  expect(found.map(({ statistic }) => statistic)).toEqual(["facilityIndex", "discriminationIndex"]);
  for (const { statistic, threshold, text } of found)
    expect(ADVICE_RULES).toContainEqual(expect.objectContaining({ statistic, threshold, text }));
});
