// Figures across quizzes that others have published, that can be worked by hand, and that do not exist.

import { describe, expect, test } from "@jest/globals";
import { AlignedScores } from "../aligned-scores.ts";
import { type AcrossQuizzes, acrossQuizzes, type ItemFigures } from "./across-quizzes.ts";
import type { Figure } from "./reason.ts";

/** The figures of quizzes whose scores are written with blanks between. */
function figuresOf(...lines: string[]): AcrossQuizzes {
  const matrix = new AlignedScores();
  for (const line of lines) {
    const cells = line.split(" ");
    matrix.beginLine(true);
    for (const cell of cells) {
      const [whole = "", decimals = ""] = cell.split(".");
      matrix.score(Number(whole + decimals), decimals.length);
    }
    matrix.endLine(cells.length);
  }
  return acrossQuizzes(matrix, lines.length);
}

describe("worked by hand: x = 1 2 3 and y = 1 3 2, so T = 2 5 5", () => {
  const { items, ...test3 } = figuresOf("1 2 3", "1 3 2");

  test("V(x) = V(y) = 1, V(T) = 3, α = 2·(1 − 2/3), the error ratio 100·√(1/3), the standard error √(1/3)·√3", () => {
    expect(test3).toEqual({ studentCount: 3, cronbachAlpha: 2 / 3, errorRatio: 57.735026918962575, standardError: 1 });
  });

  test("C(x, y) = 1/2 of 1 possible, and each quiz makes half of the spread", () => {
    const item: ItemFigures = { discriminationIndex: 50, effectiveWeight: 50, discriminativeEfficiency: 50 };
    expect(items).toEqual([item, item]);
  });
});

// https://pingouin-stats.org/generated/pingouin.cronbach_alpha.html, on pingouin/datasets/cronbach_alpha.csv.
test("Cronbach's α of pingouin's data set cronbach_alpha is 0.5917188485995826, as its documentation of cronbach_alpha says", () => {
  const { cronbachAlpha } = figuresOf(
    "3 5 7 2 6 1 4 2 6 5 4 4 5 6 4",
    "2 4 3 4 5 2 3 4 5 4 3 2 5 5 3",
    "4 6 5 3 6 3 5 4 5 6 5 3 6 5 5",
    "1 3 5 3 5 4 3 3 5 4 2 2 2 4 5",
    "4 5 6 2 4 2 5 7 1 3 5 5 3 2 3",
    "5 1 4 2 4 5 2 2 6 5 3 3 3 2 1",
    "1 2 3 2 4 2 1 2 5 3 2 4 2 1 3",
    "4 5 3 6 6 3 2 4 2 1 3 2 4 4 2",
    "3 5 6 6 7 5 4 6 3 7 4 3 4 6 3",
    "2 5 5 3 5 2 3 5 2 2 1 4 5 5 4",
  );
  expect(cronbachAlpha).toBeCloseTo(0.5917188485995826, 15);
});

// Scores: fixtures/results00.csv; figures: fixtures/qstats00.csv (both as of commit c0dfd035) and stats_from_steps_walkthrough_test.php.
describe("Moodle's own test of its quiz statistics (mod/quiz/report/statistics/tests, quiz 00, worked in a spreadsheet)", () => {
  const { items, ...test00 } = figuresOf(
    "1 1 1 0 1 1 0 1 1 0 0.8 1 1 1 0 1 0.8 1 1 0 1 1 1 0 0",
    "1 1 1 0 0 1 1 1 0 1 0 1 0 0 0 0 0 0 0 1 1 1 1 0 0",
    "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 0.3333333 1 1 1 1",
    "1 1 1 1 0 1 1 0 1 0 1 0 1 1 1 0 1 1 1 0 1 0 1 0 1",
    "1 0.5 0.5 1 0 0.5 0.5 0.5 1 0.5 0.5 0.5 0.5 1 0 0.5 0.5 0 0.5 0.5 0.5 0.5 0 0.5 1",
    "0 1 0 0 1 0 1 1 1 1 1 1 1 0 1 1 0 1 0 1 0 0 1 1 1",
    "1 0 1 0 0.5 0.5 0.5 0.5 1 0.5 0.5 1 0.5 0.5 1 1 1 0.5 0.5 0 0.5 0.5 0.5 1 1",
  );

  /** To the digits that stand in the source, of scores that stand there with seven decimals. */
  const near = (value: number) => expect.closeTo(value, 5);

  test("the test as a whole", () => {
    const cic = -87.2230935542;
    expect(test00).toEqual({
      studentCount: 25,
      cronbachAlpha: near(cic / 100),
      errorRatio: near(136.8294900795),
      standardError: near(1.1106813066),
    });
  });

  test.each([
    [1, -7.0650767526, 21.2922742344, -9.4550536967],
    [2, -28.8982125772, 18.8979800309, -36.7834118938],
    [3, -9.1230674268, 4.443012573, -21.6545012165],
    [4, -22.6306444113, 18.9347251357, -31.4411395613],
    [5, -17.6997047674, 11.1450138688, -21.1794802584],
    [6, -45.3785178421, 9.8081339177, -56.9365974439],
    [7, -5.6543166602, 15.4788602394, -6.5043742058],
  ])("question %d", (number, discriminationIndex, effectiveWeight, discriminativeEfficiency) => {
    expect(items[number - 1]).toEqual({
      discriminationIndex: near(discriminationIndex),
      effectiveWeight: near(effectiveWeight),
      discriminativeEfficiency: near(discriminativeEfficiency),
    });
  });
});

describe("where there is no figure it is the reason", () => {
  const itemOf = (figure: Figure): ItemFigures => ({
    discriminationIndex: figure,
    effectiveWeight: figure,
    discriminativeEfficiency: figure,
  });
  const allOf = (figure: Figure, studentCount: Figure, quizCount: number): AcrossQuizzes => ({
    studentCount,
    cronbachAlpha: figure,
    errorRatio: figure,
    standardError: figure,
    items: Array.from({ length: quizCount }, () => itemOf(figure)),
  });

  test("no quiz: 0 students, and no items", () => {
    expect(figuresOf()).toEqual(allOf("quizzes<2", 0, 0));
  });

  test("one quiz: its columns are counted all the same", () => {
    expect(figuresOf("1 2 3")).toEqual(allOf("quizzes<2", 3, 1));
  });

  test("one quiz with a missing cell: no columns are counted", () => {
    const matrix = new AlignedScores();
    matrix.beginLine(true);
    matrix.missing();
    expect(acrossQuizzes(matrix, 1)).toEqual(allOf("quizzes<2", "missing-cells", 1));
  });

  test("one student", () => {
    expect(figuresOf("1", "2")).toEqual(allOf("n<2", 1, 2));
  });

  test("columns that do not align", () => {
    expect(figuresOf("1 2", "1 2 3", "4 5")).toEqual(allOf("misaligned", "misaligned", 3));
  });

  test("a quiz in which all scores are the same, and one whose others are: neither discriminates, and the other has all the weight", () => {
    const { items } = figuresOf("5 5 5", "1 2 4");
    expect(items).toEqual([
      { ...itemOf("zero-variance"), effectiveWeight: 0 },
      { ...itemOf("zero-variance"), effectiveWeight: 100 },
    ]);
  });

  test("totals that are all the same have no variance to explain, though each quiz is the others' opposite", () => {
    const opposite: ItemFigures = { discriminationIndex: -100, effectiveWeight: "zero-variance", discriminativeEfficiency: -100 };
    expect(figuresOf("1 2", "2 1")).toEqual({ ...allOf("zero-variance", 2, 2), items: [opposite, opposite] });
  });

  test("a quiz that varies against the totals has no weight, and takes none from the others", () => {
    const { items } = figuresOf("1 2 9", "3 2 1", "1 2 9");
    expect(items.map(({ effectiveWeight }) => effectiveWeight)).toEqual([50, "negative-covariance", 50]);
  });
});
