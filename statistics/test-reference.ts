// For tests: the statistics of scores as their definitions have them, worked in fractions and without regard to cost.

import {
  add,
  compare,
  divide,
  type Fraction,
  fraction,
  multiply,
  power,
  rootToDouble,
  subtract,
  toDouble,
  total,
} from "./test-fractions.ts";

/** A statistic, or null where its definition divides by 0. */
type Value = number | null;

export interface Reference {
  count: number;
  min: Value;
  max: Value;
  range: Value;
  sum: Value;
  mean: Value;
  median: Value;
  q1: Value;
  q3: Value;
  interquartileRange: Value;
  percentiles: { percent: number; value: number }[] | null;
  sdSample: Value;
  sdPopulation: Value;
  standardError: Value;
  skewness: Value;
  kurtosis: Value;
}

/** The scores of each quiz in lines of bare names and plain numbers between commas. */
export function readPlainLines(text: string): Map<string, Fraction[]> {
  const quizzes = new Map<string, Fraction[]>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [name = "", ...cells] = line.split(",");
    quizzes.set(name, [...(quizzes.get(name) ?? []), ...cells.map(fraction)]);
  }
  return quizzes;
}

/** Every double is the one nearest to the exact value. */
export function referenceOf(scores: readonly Fraction[]): Reference {
  const sorted = scores.toSorted(compare);
  const n = fraction(scores.length);
  const [least, most] = [sorted[0] ?? n, sorted.at(-1) ?? n];
  const sum = total(sorted);
  const deviations = scores.length === 0 ? [] : sorted.map((score) => subtract(score, divide(sum, n)));
  const squares = total(deviations.map((deviation) => power(deviation, 2)));
  const from = (count: number, value: () => number): Value => (scores.length < count ? null : value());
  const at = (percent: number) => toDouble(quantile(sorted, percent));
  return {
    count: scores.length,
    min: from(1, () => toDouble(least)),
    max: from(1, () => toDouble(most)),
    range: from(1, () => toDouble(subtract(most, least))),
    sum: from(1, () => toDouble(sum)),
    mean: from(1, () => toDouble(divide(sum, n))),
    median: from(1, () => at(50)),
    q1: from(1, () => at(25)),
    q3: from(1, () => at(75)),
    interquartileRange: from(1, () => toDouble(subtract(quantile(sorted, 75), quantile(sorted, 25)))),
    percentiles: scores.length < 1 ? null : [5, 10, 90, 95].map((percent) => ({ percent, value: at(percent) })),
    sdSample: from(2, () => rootToDouble(divide(squares, fraction(scores.length - 1)))),
    sdPopulation: from(1, () => rootToDouble(divide(squares, n))),
    standardError: from(2, () => rootToDouble(divide(squares, fraction(scores.length * (scores.length - 1))))),
    ...shapeOf(deviations),
  };
}

/** Type 7 of Hyndman & Fan (1996): linear between the scores, of which the k-th stands at (k − 1)/(n − 1). Of sorted scores. */
export function quantile(sorted: readonly Fraction[], percent: number): Fraction {
  const hundredths = (sorted.length - 1) * percent;
  const lower = sorted[Math.floor(hundredths / 100)] ?? fraction(0);
  const upper = sorted[Math.ceil(hundredths / 100)] ?? lower;
  return add(lower, multiply(subtract(upper, lower), [BigInt(hundredths % 100), 100n]));
}

/**
 * Moodle's skewness k₃ / k₂^1.5 and kurtosis k₄ / k₂² (https://docs.moodle.org/dev/Quiz_statistics_calculations), of deviations from the mean:
 * with the moments mₖ = Σdᵏ/n, k₂ = n/(n−1)·m₂, k₃ = n²/((n−1)(n−2))·m₃ and k₄ = n²/((n−1)(n−2)(n−3))·((n+1)·m₄ − 3(n−1)·m₂²).
 */
export function shapeOf(deviations: readonly Fraction[]): { skewness: Value; kurtosis: Value } {
  const n = deviations.length;
  const moment = (k: number) => divide(total(deviations.map((deviation) => power(deviation, k))), fraction(n));
  if (n < 3 || moment(2)[0] === 0n) return { skewness: null, kurtosis: null };
  const k2 = multiply(fraction(n), divide(moment(2), fraction(n - 1)));
  const k3 = multiply(fraction(n * n), divide(moment(3), fraction((n - 1) * (n - 2))));
  const size = rootToDouble(divide(power(k3, 2), power(k2, 3)));
  const skewness = k3[0] < 0n ? -size : size;
  if (n < 4) return { skewness, kurtosis: null };
  const inner = subtract(multiply(fraction(n + 1), moment(4)), multiply(fraction(3 * (n - 1)), power(moment(2), 2)));
  const k4 = multiply(fraction(n * n), divide(inner, fraction((n - 1) * (n - 2) * (n - 3))));
  return { skewness, kurtosis: toDouble(divide(k4, power(k2, 2))) };
}
