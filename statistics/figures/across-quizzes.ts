// How well the quizzes work as one test: the figures that compare each with all others, by Moodle's formulas.

import { integerSqrt, ratioToDouble, sqrtOfRatio } from "../arithmetic/rational.ts";
import { type Scaled, times } from "../arithmetic/scaled.ts";
import { covariancesOf, type QuizCovariances } from "./covariances.ts";
import type { Figure, Reason } from "./reason.ts";
import type { ScoreMatrix } from "./score-matrix.ts";

/** One quiz beside the others: x its scores, T the students' totals over all quizzes, X = T − x those over the other quizzes. */
export interface ItemFigures {
  /** `100·C(x, X) / √(V(x)·V(X))`, in percent, −100 to 100: how far the quiz ranks the students as the others do. `zero-variance` when x or X has none. */
  readonly discriminationIndex: Figure;
  /**
   * `100·√C(x, T) / Σᵢ√C(xᵢ, T)`, in percent, 0 to 100: the share of the totals' spread that is this quiz's doing. `negative-covariance` where
   * C(x, T) < 0, and such quizzes add nothing to the sum; `zero-variance` when the totals are all the same.
   */
  readonly effectiveWeight: Figure;
  /** `100·C(x, X) / Cmax(x, X)`, in percent, at most 100, Cmax being the covariance of x and X both in ascending order. `zero-variance` when that is 0. */
  readonly discriminativeEfficiency: Figure;
}

export interface AcrossQuizzes {
  /** Columns, when they align. */
  readonly studentCount: Figure;
  /** `α = P/(P − 1)·(1 − ΣV(x)/V(T))` for P quizzes, at most 1, possibly negative; no unit. */
  readonly cronbachAlpha: Figure;
  /** `100·√(1 − α)`, in percent of the totals' standard deviation, 0 or more. */
  readonly errorRatio: Figure;
  /** `√(1 − α)·SD(T)`, in points. */
  readonly standardError: Figure;
  /** In the order of the quizzes. */
  readonly items: readonly ItemFigures[];
}

/** Bits behind the point of the roots that effective weights are made of. */
const ROOT_BITS = 100n;

/**
 * The quizzes as the items of one test, each column a student.
 *
 * Formulas: https://docs.moodle.org/dev/Quiz_statistics_calculations (CIC, which is 100·α; error ratio; standard error; discrimination index;
 * effective question weight; discriminative efficiency), as Moodle's code has them in question/classes/statistics/questions/calculator.php and
 * mod/quiz/report/statistics/classes/calculator.php; α is Cronbach's (Psychometrika 16, 1951). V, SD and C have denominator S − 1 for S students. Moodle
 * shows the first three from three students on only; here two do, as the formulas have it.
 *
 * Each figure is the double nearest to its exact value, but for the effective weight: a ratio with a sum of roots, it is within 1 ulp, and the
 * nearest one unless the exact value is within one part in 2^98 of the middle between two doubles.
 *
 * What there is no figure for is its reason: `quizzes<2`, why the columns do not align, `n<2` students, or, of the first three,
 * `zero-variance` when the totals are all the same. Without any quiz there are 0 students.
 *
 * Cost: some five passes over the scores and two sorts of every quiz's; see `covariancesOf`.
 *
 * @param matrix the scores of exactly `quizCount` quizzes, when its columns align
 */
export function acrossQuizzes(matrix: ScoreMatrix, quizCount: number): AcrossQuizzes {
  const studentCount = matrix.reason ?? matrix.studentCount;
  if (quizCount < 2) return undefinedFigures("quizzes<2", studentCount, quizCount);
  if (matrix.reason !== null) return undefinedFigures(matrix.reason, studentCount, quizCount);
  if (matrix.studentCount < 2) return undefinedFigures("n<2", studentCount, quizCount);
  const { totalVariance, quizzes } = covariancesOf(matrix, quizCount);
  const sumOfVariances = quizzes.reduce((sum, { variance }) => sum + BigInt(variance), 0n);
  return {
    studentCount,
    ...testFigures(BigInt(quizCount), BigInt(matrix.studentCount), BigInt(totalVariance), sumOfVariances, matrix.decimals),
    items: itemFigures(quizzes),
  };
}

function undefinedFigures(reason: Reason, studentCount: Figure, quizCount: number): AcrossQuizzes {
  const item: ItemFigures = { discriminationIndex: reason, effectiveWeight: reason, discriminativeEfficiency: reason };
  return {
    studentCount,
    cronbachAlpha: reason,
    errorRatio: reason,
    standardError: reason,
    items: Array.from({ length: quizCount }, () => item),
  };
}

function testFigures(quizCount: bigint, studentCount: bigint, totalVariance: bigint, sumOfVariances: bigint, decimals: number) {
  if (totalVariance === 0n) {
    const reason: Reason = "zero-variance";
    return { cronbachAlpha: reason, errorRatio: reason, standardError: reason };
  }
  // 1 − α = error / ((P − 1)·V(T)), and so V(T) falls out of the standard error.
  const error = quizCount * sumOfVariances - totalVariance;
  const weightedVariance = (quizCount - 1n) * totalVariance;
  const unit = 10n ** BigInt(decimals);
  return {
    cronbachAlpha: ratioToDouble(quizCount * (totalVariance - sumOfVariances), weightedVariance),
    errorRatio: sqrtOfRatio(10_000n * error, weightedVariance),
    standardError: sqrtOfRatio(error, (quizCount - 1n) * studentCount * (studentCount - 1n) * unit * unit),
  };
}

function itemFigures(quizzes: readonly QuizCovariances[]): ItemFigures[] {
  const roots = quizzes.map(({ withTotal }) => (withTotal <= 0 ? 0n : integerSqrt(BigInt(withTotal) << (2n * ROOT_BITS))));
  const sumOfRoots = roots.reduce((sum, root) => sum + root, 0n);
  return quizzes.map((quiz, i) => ({
    discriminationIndex: discriminationIndex(quiz),
    effectiveWeight: effectiveWeight(quiz.withTotal, roots[i] ?? 0n, sumOfRoots),
    discriminativeEfficiency:
      quiz.highestWithOthers === 0 ? "zero-variance" : ratioToDouble(times(100, quiz.withOthers), quiz.highestWithOthers),
  }));
}

function discriminationIndex({ variance, othersVariance, withOthers }: QuizCovariances): Figure {
  const product = times(variance, othersVariance);
  if (product === 0) return "zero-variance";
  const root = sqrtOfRatio(times(10_000, times(withOthers, withOthers)), product);
  return withOthers < 0 ? -root : root;
}

function effectiveWeight(withTotal: Scaled, root: bigint, sumOfRoots: bigint): Figure {
  if (withTotal < 0) return "negative-covariance";
  return sumOfRoots === 0n ? "zero-variance" : ratioToDouble(100n * root, sumOfRoots);
}
