// The document as a whole: what it says of itself, what it leaves out and why.

import { describe, expect, test } from "@jest/globals";
import type { Figures, QuizStatistics } from "../generated/types/statistics.d.ts";
import { REASONS } from "./figures/reason.ts";
import type { Options } from "./options.ts";
import { rootToDouble } from "./test-fractions.ts";
import { describeLines } from "./test-summary.ts";

const only = (input: string, options: Options = {}): QuizStatistics => {
  const { quizzes } = describeLines(input, options);
  const [quiz] = quizzes;
  if (quiz === undefined || quizzes.length > 1) throw new Error(`${quizzes.length} quizzes`);
  return quiz;
};

const MARKS: Options = { maxScore: 100, passMark: 50, gradeBands: [{ label: "A", from: 85 }] };

describe("what a document says of itself", () => {
  test("the options are recorded as they were said, and none that was not", () => {
    const options: Options = {
      ...MARKS,
      mode: "lenient",
      delimiter: ";",
      decimal: ",",
      header: false,
      missingTokens: ["-"],
      excludeZeros: true,
      minimumGroupSize: 2,
      multilineCells: false,
    };
    expect(describeLines("A;1,5\n", options).options).toEqual(options);
    expect(describeLines("A,1\n").options).toEqual({});
  });

  test("limits are not among the submitter's options, and the encoding is", () => {
    const { options, quality } = describeLines("A,1\n", { encoding: "windows-1252", limits: { maxQuizzes: 7 } });
    expect(options).toEqual({ encoding: "windows-1252" });
    expect(quality.reading.encoding).toBe("windows-1252");
  });

  test("the definitions that tools disagree about are named", () => {
    expect(describeLines("").definitions).toEqual({
      quantiles: "hyndman-fan-7",
      sdSample: "n-1",
      sdPopulation: "n",
      skewnessAndKurtosis: "k-statistics",
      whiskers: "tukey-1.5-iqr",
    });
  });

  test("it is complete with warnings, and partial with an error", () => {
    expect(describeLines("A,1,2\nA,3\n")).toMatchObject({ status: "complete", quality: { problemCount: 2 } });
    expect(describeLines("A,1,x\n")).toMatchObject({ status: "partial", quality: { problemCount: 1 }, quizzes: [{ count: 1 }] });
  });

  test("quizzes, scores and missing scores are counted over all", () => {
    expect(describeLines("A,1,NA,3\nB,,,5\nC,x\n")).toMatchObject({ quizCount: 3, scoreCount: 3, missingCount: 3 });
  });

  test("what there is of marks is told only where the marks are given", () => {
    for (const field of ["facilityIndex", "passRate", "gradeBands"]) expect(only("A,1\n")).not.toHaveProperty(field);
    expect(only("A,90,40,70,80\n", MARKS)).toMatchObject({ facilityIndex: 70, passRate: 75, gradeBands: [{ label: "A", count: 1 }] });
  });

  test("advice is given beside the figures that it is about", () => {
    expect(only("A,99,98\n", MARKS).advice).toMatchObject([{ statistic: "facilityIndex", threshold: 95 }]);
    expect(only("A,60,40\n", MARKS)).not.toHaveProperty("advice");
    const { acrossQuizzes, quizzes } = describeLines("A,1,2,3,4\nB,4,3,2,1\nC,1,2,3,5\n");
    expect(acrossQuizzes.advice).toMatchObject([{ statistic: "cronbachAlpha", threshold: 0.64 }]);
    expect(quizzes[1]?.advice).toMatchObject([{ statistic: "discriminationIndex", threshold: 0 }]);
  });

  test("figures that compare quizzes are told where there are several", () => {
    expect(only("A,1,2\n")).not.toHaveProperty("item");
    expect(describeLines("A,1,2\nB,2,4\n").quizzes.map(({ item }) => item?.discriminationIndex)).toEqual([100, 100]);
  });
});

describe("a field that is null is on the list beside it with a reason of the published list, and no other field is", () => {
  const sketch = `A,${Array.from({ length: 65_537 }, (_, index) => index).join(",")}\n`;

  test.each<[string, string, Options?]>([
    ["no score", "A,NA\n", MARKS],
    ["one", "A,1\n", MARKS],
    ["two", "A,1,2\n"],
    ["three, all the same", "A,5,5,5\n"],
    ["four, all the same", "A,5,5,5,5\n"],
    ["many different ones", "A,1,2,3,4,5,6,7\n"],
    ["eleven modes", `A,${Array.from({ length: 22 }, (_, index) => index >> 1).join(",")}\n`],
    ["zeros alone, excluded", "A,0,0,0\n", { ...MARKS, excludeZeros: true }],
    ["a sketch", sketch, { ...MARKS, excludeZeros: true }],
    ["quizzes that align", "A,1,2,3\nB,3,2,2\n"],
    ["quizzes that do not", "A,1,2,3\nB,3,2\n"],
    ["a quiz that varies against the others", "A,1,2,9\nB,3,2,1\nC,1,2,9\n"],
    ["no quiz", ""],
    ["fewer scores than the minimum", "A,1,NA\nB,2,3\n", { ...MARKS, minimumGroupSize: 3, excludeZeros: true }],
  ])("%s", (_case, input, options = {}) => {
    const { acrossQuizzes, quizzes } = describeLines(input, options);
    const told = [acrossQuizzes, ...quizzes, ...quizzes.flatMap(({ withoutZeros = [], item = [] }) => [withoutZeros, item].flat())];
    for (const figures of told) expectGapsListed(figures);
  });

  test.each<[string, string, string, string]>([
    ["no score", "A,NA\n", "mean", "n<1"],
    ["one", "A,1\n", "sdSample", "n<2"],
    ["two", "A,1,2\n", "skewness", "n<3"],
    ["three", "A,1,2,4\n", "kurtosis", "n<4"],
    ["three that are the same", "A,5,5,5\n", "skewness", "zero-variance"],
    ["two that differ", "A,1,2\n", "modes", "no-repeated-score"],
    ["more different ones than are counted", sketch, "histogram", "too-many-distinct-scores"],
  ])("of %s", (_case, input, statistic, reason) => {
    expect(only(input).undefinedStatistics).toContainEqual({ statistic, reason });
  });
});

function expectGapsListed({ undefinedStatistics = [], ...fields }: Pick<Figures, "undefinedStatistics">): void {
  const gaps = Object.entries(fields).flatMap(([name, value]) => (value === null ? [name] : []));
  expect(undefinedStatistics.map(({ statistic }) => statistic)).toEqual(gaps);
  for (const { reason } of undefinedStatistics) expect(Object.keys(REASONS)).toContain(reason);
}

describe("where zeros are excluded, both figures stand side by side", () => {
  test("the figures with zeros are those that there are without the option", () => {
    const input = "A,0,8,0,10\nB,1,2,3,4\n";
    const plain = describeLines(input, MARKS).quizzes;
    const both = describeLines(input, { ...MARKS, excludeZeros: true }).quizzes;
    expect(both.map(({ withoutZeros: _, ...quiz }) => quiz)).toEqual(plain);
  });

  test("those without are the ones of an input that has no zeros", () => {
    const { withoutZeros } = only("A,0,8,0.0,10,-0\n", { ...MARKS, excludeZeros: true });
    const { name: _, lineCount: _l, method: _m, missing: _s, missingByToken: _t, advice: _a, ...figures } = only("A,8,10\n", MARKS);
    expect(withoutZeros).toEqual(figures);
  });

  test("nothing is told of them where the option is false", () => {
    expect(only("A,0,8\n", { excludeZeros: false })).not.toHaveProperty("withoutZeros");
  });
});

describe("70,000 different scores of a quiz", () => {
  const scores = Array.from({ length: 70_000 }, (_, index) => (index + 1) / 4);
  const quiz = only(`A,${scores.join(",")}\n`, { ...MARKS, excludeZeros: true });
  const NOT_TOLD = ["decimals", "modes", "skewness", "kurtosis", "boxPlot", "histogram", "passRate", "gradeBands"];

  test("are told from a sketch, with the bound of its error", () => {
    expect(quiz).toMatchObject({ method: "sketch", relativeError: 0.001, count: 70_000 });
    expect(only("A,1,2\n")).toMatchObject({ method: "exact" });
    expect(only("A,1,2\n")).not.toHaveProperty("relativeError");
  });

  test("what sums tell is exact still", () => {
    // Of 1 to n the mean is (n + 1)/2 and the variance n(n + 1)/12; here in quarters.
    expect(quiz).toMatchObject({
      min: 0.25,
      max: 17_500,
      range: 17_499.75,
      sum: (70_000 * 70_001) / 8,
      mean: 70_001 / 8,
      sdSample: rootToDouble([70_000n * 70_001n, 12n * 16n]),
      facilityIndex: 70_001 / 8,
    });
  });

  test("quantiles are within the bound", () => {
    const quantiles: [number, number | null | undefined][] = [
      [25, quiz.q1],
      [50, quiz.median],
      [75, quiz.q3],
      ...(quiz.percentiles ?? []).map(({ percent, value }): [number, number] => [percent, value]),
    ];
    expect(quantiles).toHaveLength(7);
    for (const [percent, value] of quantiles) {
      const exact = (1 + (69_999 * percent) / 100) / 4;
      expect(Math.abs(Number(value) - exact)).toBeLessThanOrEqual(0.001 * exact);
    }
  });

  test("what takes every score by itself is null, for that reason", () => {
    expect(quiz.undefinedStatistics).toEqual(NOT_TOLD.map((statistic) => ({ statistic, reason: "too-many-distinct-scores" })));
  });

  test("without zeros only their number is told", () => {
    expect(quiz.withoutZeros?.count).toBe(70_000);
    expect(new Set(quiz.withoutZeros?.undefinedStatistics?.map(({ reason }) => reason))).toEqual(new Set(["too-many-distinct-scores"]));
    expect(Object.values(quiz.withoutZeros ?? {}).filter((value) => typeof value === "number")).toEqual([70_000]);
  });
});
