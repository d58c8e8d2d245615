// How quizzes vary, each by itself and with the sum of all, in exact integers.

import { minus, plus, type Scaled, times, toScaled } from "../arithmetic/scaled.ts";
import type { ScoreMatrix } from "./score-matrix.ts";

/**
 * Variances and covariances of one quiz's scores x, the totals T of all quizzes, and the totals X = T − x of the others.
 *
 * Each is the integer n·Σab − Σa·Σb of the scaled scores of n students: the (co)variance with denominator n − 1 times n(n − 1)·10^(2·decimals).
 */
export interface QuizCovariances {
  readonly variance: Scaled;
  readonly othersVariance: Scaled;
  readonly withTotal: Scaled;
  readonly withOthers: Scaled;
  /** The highest covariance that these x and these X could have: that of both in ascending order. */
  readonly highestWithOthers: Scaled;
}

export interface Covariances {
  readonly totalVariance: Scaled;
  readonly quizzes: readonly QuizCovariances[];
}

/** An integer a student: safe ones in a typed array, any in a plain one. */
type Row = Int32Array | Float64Array | readonly Scaled[];

/**
 * The covariances of the first `quizCount` quizzes, two at least, of a matrix that is aligned.
 *
 * Cost: four passes over the scores and two sorts a quiz; BigInt only where a sum leaves the safe integers.
 */
export function covariancesOf(matrix: ScoreMatrix, quizCount: number): Covariances {
  const n = matrix.studentCount;
  let totals: Row = new Float64Array(n);
  for (let quiz = 0; quiz < quizCount; quiz++) totals = combine(totals, matrix.row(quiz), 1);
  const sumOfTotals = sumOf(totals);
  const totalVariance = minus(times(n, sumOfProducts(totals, totals)), times(sumOfTotals, sumOfTotals));
  const quizzes: QuizCovariances[] = [];
  for (let quiz = 0; quiz < quizCount; quiz++) {
    const scores = matrix.row(quiz);
    const others = combine(totals, scores, -1);
    const sum = sumOf(scores);
    const variance = minus(times(n, sumOfProducts(scores, scores)), times(sum, sum));
    const withTotal = minus(times(n, sumOfProducts(scores, totals)), times(sum, sumOfTotals));
    const withOthers = minus(withTotal, variance);
    const highest = sumOfProducts(ascending(scores), ascending(others));
    quizzes.push({
      variance,
      othersVariance: minus(totalVariance, plus(withTotal, withOthers)),
      withTotal,
      withOthers,
      highestWithOthers: minus(times(n, highest), times(sum, minus(sumOfTotals, sum))),
    });
  }
  return { totalVariance, quizzes };
}

/** `a + sign·b`, student by student. A million int32, as many as there can be, add up to a safe integer in any order. */
function combine(a: Row, b: Row, sign: 1 | -1): Row {
  if (!isTyped(a) || !isTyped(b)) return Array.from(a, (value, i) => (sign > 0 ? plus : minus)(value, b[i] ?? 0));
  const combined = new Float64Array(a.length);
  for (let i = 0; i < combined.length; i++) combined[i] = (a[i] ?? 0) + sign * (b[i] ?? 0);
  return combined;
}

function ascending(row: Row): Row {
  return isTyped(row) ? row.toSorted() : row.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function isTyped(row: Row): row is Int32Array | Float64Array {
  return ArrayBuffer.isView(row);
}

function sumOf(row: Row): Scaled {
  let sum: Scaled = 0;
  for (let i = 0; i < row.length; i++) sum = plus(sum, row[i] ?? 0);
  return sum;
}

/** `Σ aᵢ·bᵢ`, exactly: what is no safe integer is added to a BigInt, and a sum that would leave the safe integers is carried over to it. */
function sumOfProducts(a: Row, b: Row): Scaled {
  let sum = 0;
  let carried = 0n;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    if (typeof x === "number" && typeof y === "number") {
      const product = x * y;
      const next = sum + product;
      if (Number.isSafeInteger(product) && Number.isSafeInteger(next)) {
        sum = next;
        continue;
      }
    }
    carried += BigInt(sum) + BigInt(x) * BigInt(y);
    sum = 0;
  }
  return toScaled(carried + BigInt(sum));
}
