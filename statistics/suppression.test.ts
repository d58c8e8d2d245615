// Small groups: of a quiz with fewer scores than `minimumGroupSize` the count is all that a document tells, anywhere.

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Options } from "./options.ts";
import { describeLines } from "./test-summary.ts";

const MARKS: Options = { maxScore: 1000, passMark: 50, gradeBands: [{ label: "A", from: 85 }] };

/** All numbers of a document, and all that its texts spell, but for what the submitter said and how the input was read. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "string") return (value.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    ["options", "definitions", "reading", "undefinedStatistics"].includes(key) ? [] : numbersIn(part),
  );
}

describe("a document does not depend on the scores of a small quiz", () => {
  /** Every text is as long as the others, so that places in the input do not tell them apart. */
  const score = fc.oneof(
    fc.integer({ min: 100, max: 999 }).map(String),
    fc.integer({ min: 0, max: 99 }).map((tenths) => (tenths / 10).toFixed(1)),
    fc.constantFrom("0.0", "000", "-12", "1e2"),
  );
  const missing = fc.constantFrom("NA ", "EX ", "   ");
  const cells = fc
    .tuple(fc.array(score, { minLength: 4, maxLength: 4 }), fc.array(missing, { minLength: 2, maxLength: 2 }))
    .chain(([scores, missing]) => fc.shuffledSubarray([...scores, ...missing], { minLength: 6 }));

  test.each<[string, string, Options]>([
    ["alone", "", {}],
    ["with marks", "", MARKS],
    ["with zeros excluded", "", { excludeZeros: true }],
    ["beside a big one", "Big,80,81,82,83,84,85,86,87,88,89,850\n", MARKS],
    ["beside another of as many columns", "B,1,2,3,4,,\n", {}],
    ["on two lines", "Small,77\n", { minimumGroupSize: 6 }],
    ["with scores above the highest possible one", "", { maxScore: 500 }],
  ])("%s", (_case, others, options) => {
    const documentOf = (cells: readonly string[]) =>
      JSON.stringify(describeLines(`${others}Small,${cells.join(",")}\n`, { minimumGroupSize: 5, header: false, ...options }));
    fc.assert(
      fc.property(cells, cells, (cells, other) => {
        expect(documentOf(other)).toBe(documentOf(cells));
      }),
      { numRuns: 60 },
    );
  });
});

test("its count is the only number of it", () => {
  expect(numbersIn(describeLines("Small,61,62.5,NA,97\n", { ...MARKS, minimumGroupSize: 5, excludeZeros: false }).quizzes)).toEqual([3]);
});

test("with as many scores as the minimum it is told in full", () => {
  const told = (input: string) => describeLines(input, { minimumGroupSize: 3 }).quizzes.map(({ count, mean }) => [count, mean]);
  expect(told("A,1,2,3\nB,1,2\n")).toEqual([
    [3, 2],
    [2, null],
  ]);
});

test("every figure is null for that reason, and so are the figures that compare it with others", () => {
  const { quizzes, acrossQuizzes, missingCount } = describeLines("A,1,2,3\nB,4,5,9\n", { ...MARKS, minimumGroupSize: 4 });
  for (const quiz of quizzes) {
    expect(quiz).toMatchObject({
      count: 3,
      lineCount: null,
      missing: null,
      missingByToken: [],
      mean: null,
      facilityIndex: null,
      gradeBands: null,
    });
    expect(quiz).not.toHaveProperty("advice");
    expect(new Set(quiz.undefinedStatistics?.map(({ reason }) => reason))).toEqual(new Set(["suppressed"]));
    expect(quiz.item).toMatchObject({ discriminationIndex: null, effectiveWeight: null, discriminativeEfficiency: null });
    expect(new Set(quiz.item?.undefinedStatistics?.map(({ reason }) => reason))).toEqual(new Set(["suppressed"]));
  }
  expect(acrossQuizzes).toMatchObject({ cronbachAlpha: null, errorRatio: null, standardError: null });
  expect(new Set(acrossQuizzes.undefinedStatistics?.map(({ reason }) => reason))).toEqual(new Set(["suppressed"]));
  expect(missingCount).toBeNull();
});

test("where enough scores are left but not without zeros, those figures alone are left out", () => {
  const [quiz] = describeLines("A,0,0,0,0,7\n", { minimumGroupSize: 5, excludeZeros: true }).quizzes;
  expect(quiz).toMatchObject({ mean: 1.4, withoutZeros: { mean: null, max: null } });
  expect(new Set(quiz?.withoutZeros?.undefinedStatistics?.map(({ reason }) => reason))).toEqual(new Set(["suppressed"]));
});

describe("problems do not show what is hidden", () => {
  test("the cell of a score is an ellipsis, in the hint too, in quizzes of any size: which they are is not known yet", () => {
    const { problems } = describeLines("A,97x,9,7,1e400,97;5\nB,97\n", { minimumGroupSize: 3, delimiter: ",", header: false }).quality;
    const scores = problems.filter(({ column }) => column !== null && column > 1 && column < 7);
    expect(scores.map(({ code, cell }) => [code, cell])).toEqual([
      ["type-error", "…"],
      ["number-out-of-range", "…"],
      ["type-error", "…"],
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/97|400/);
  });

  test("a ragged line is told without how many cells it has", () => {
    const { problems } = describeLines("A,1,2,3,4\nB,1,2\nC,1,2,3,4,5\n", { minimumGroupSize: 3 }).quality;
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ["missing-cell", 2, null],
      ["extra-cell", 3, null],
    ]);
    expect(problems.map(({ hint }) => hint).join()).not.toMatch(/\d/);
  });

  test("scores above the highest are told of the quiz as a whole, and only where there are enough", () => {
    const { problems } = describeLines("A,101,102\nB,101,2,3\nC,1,2,3\n", { minimumGroupSize: 3, maxScore: 100 }).quality;
    expect(problems.filter(({ code }) => code === "constraint-error")).toMatchObject([{ line: 2, column: null, cell: null }]);
  });

  test("a slip is told without its score, and not at all of a small quiz", () => {
    const input = "A,80,81,82,83,84,85,86,87,88,89,853\n";
    const slipsOf = (minimumGroupSize: number) =>
      describeLines(input, { minimumGroupSize }).quality.problems.filter(({ code }) => code === "decimal-slip");
    expect(slipsOf(5)).toMatchObject([{ cell: "…", line: 1 }]);
    expect(JSON.stringify(slipsOf(5))).not.toMatch(/85/);
    expect(slipsOf(12)).toEqual([]);
    expect(describeLines(input).quality.problems).toMatchObject([
      { code: "decimal-slip", cell: "853", hint: expect.stringContaining("85.3") },
    ]);
  });

  test.each([
    ["a quote that stays open takes in the scores behind the name", '"A,61,97\n', {}],
    ["a line that is read with another delimiter is all name", "A,61,97\n", { delimiter: ";" as const }],
  ])("%s", (_case, input, options) => {
    expect(JSON.stringify(describeLines(input, { ...options, minimumGroupSize: 5 }).quality.problems)).not.toMatch(/61|97/);
  });
});
