// What the scores of one quiz add up to while they are generated, exactly: all in hundredths.

import type { QuizAnswer } from "../answer.ts";

/** Scores lie between 0 and 100 and have two decimals at most. */
export const MAX_HUNDREDTHS = 100_00;

/** Count, sum and extremes of many quizzes; a table of all scores for the few of them that are looked at closely. */
export class QuizTallies {
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  readonly #mins: Int32Array;
  readonly #maxs: Int32Array;
  readonly #tables = new Map<number, Float64Array>();

  constructor(size: number, lookedAt: readonly number[]) {
    this.#counts = new Float64Array(size);
    this.#sums = new Float64Array(size);
    this.#mins = new Int32Array(size).fill(MAX_HUNDREDTHS);
    this.#maxs = new Int32Array(size);
    for (const quiz of lookedAt) this.#tables.set(quiz, new Float64Array(MAX_HUNDREDTHS + 1));
  }

  /** Adds the first `count` of `scores` to a quiz. */
  add(quiz: number, scores: Int32Array, count: number): void {
    let sum = 0;
    let min = this.#mins[quiz] ?? 0;
    let max = this.#maxs[quiz] ?? 0;
    for (let i = 0; i < count; i++) {
      const score = scores[i] ?? 0;
      sum += score;
      if (score < min) min = score;
      if (score > max) max = score;
    }
    this.#counts[quiz] = (this.#counts[quiz] ?? 0) + count;
    this.#sums[quiz] = (this.#sums[quiz] ?? 0) + sum;
    this.#mins[quiz] = min;
    this.#maxs[quiz] = max;
    const table = this.#tables.get(quiz);
    if (table === undefined) return;
    for (let i = 0; i < count; i++) {
      const score = scores[i] ?? 0;
      table[score] = (table[score] ?? 0) + 1;
    }
  }

  /** The figures of a quiz, each rounded once: quotients of integers below 2^53. */
  answer(quiz: number): QuizAnswer {
    const count = this.#counts[quiz] ?? 0;
    const sum = this.#sums[quiz] ?? 0;
    const figures = { count, min: (this.#mins[quiz] ?? 0) / 100, max: (this.#maxs[quiz] ?? 0) / 100, mean: sum / (100 * count) };
    const table = this.#tables.get(quiz);
    if (table === undefined) return figures;
    const quartile = (quarter: number) => quartileOf(table, count, quarter);
    return { ...figures, quartiles: [quartile(1), quartile(2), quartile(3)], standardDeviation: deviationOf(table, count, sum) };
  }
}

/** Hyndman & Fan's type 7: between the scores of ranks around (n − 1)·quarter/4. */
function quartileOf(table: Float64Array, count: number, quarter: number): number {
  const position = (count - 1) * quarter;
  const rank = Math.floor(position / 4);
  const low = scoreAt(table, rank);
  const high = position % 4 === 0 ? low : scoreAt(table, rank + 1);
  return (4 * low + (position % 4) * (high - low)) / 400;
}

function scoreAt(table: Float64Array, rank: number): number {
  let below = 0;
  for (let score = 0; score < table.length; score++) {
    below += table[score] ?? 0;
    if (rank < below) return score;
  }
  throw new RangeError(`There is no score of rank ${rank}.`);
}

/** The sample standard deviation, off by the rounding of one quotient and one root. */
function deviationOf(table: Float64Array, count: number, sum: number): number {
  let squares = 0n;
  for (const [score, times] of table.entries()) squares += BigInt(score) ** 2n * BigInt(times);
  const n = BigInt(count);
  const numerator = n * squares - BigInt(sum) ** 2n;
  return Math.sqrt(Number(numerator) / Number(10_000n * n * (n - 1n)));
}
