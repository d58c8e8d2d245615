// Count, sum and extremes by quiz, exactly and with no list of scores: what Scoreline's reader alone can do.

import { ratioToDouble } from "../../statistics/arithmetic/rational.ts";
import { POWERS_OF_TEN, type Scaled } from "../../statistics/arithmetic/scaled.ts";
import { QuizNames } from "../../statistics/quiz-names.ts";
import type { ScoreSink } from "../../statistics/reading/score-sink.ts";
import { AnswerSheet } from "../answer.ts";

/** In so many scores the lowest and the highest are found early, and a processor foresees that the next one is neither; in a few it cannot. */
const LONG_RUN = 64;

/** The sink of a `ScoreReader`. Sums are integers in doubles: exact below 2^53, which 2^53 / 10,000 scores of 100.00 do not reach. */
export class Extremes implements ScoreSink {
  readonly #names: QuizNames;
  #quiz = -1;
  // By quiz. All but the counts stand for themselves / 10^scale.
  #counts = new Float64Array(64);
  #sums = new Float64Array(64);
  #mins = new Float64Array(64);
  #maxs = new Float64Array(64);
  #scales = new Uint8Array(64);
  readonly #single = new Int32Array(1);

  constructor(delimiter: number) {
    this.#names = new QuizNames(delimiter);
  }

  answer(askedFor: readonly string[]): AnswerSheet["answer"] {
    const sheet = new AnswerSheet(askedFor);
    for (let quiz = 0; quiz < this.#names.size; quiz++) {
      const count = this.#counts[quiz] ?? 0;
      const unit = POWERS_OF_TEN[this.#scales[quiz] ?? 0] ?? 1;
      sheet.add(this.#names.text(quiz), {
        count,
        min: (this.#mins[quiz] ?? 0) / unit,
        max: (this.#maxs[quiz] ?? 0) / unit,
        mean: ratioToDouble(this.#sums[quiz] ?? 0, count * unit),
      });
    }
    return sheet.answer;
  }

  guessLine(chunk: Uint8Array, at: number): number {
    const quiz = this.#names.guess(this.#quiz, chunk, at);
    if (quiz < 0) return 0;
    this.#quiz = quiz;
    return this.#names.lengthOf(quiz);
  }

  line(name: Uint8Array, from: number, to: number): boolean {
    const known = this.#names.size;
    this.#quiz = this.#names.find(name, from, to, true);
    if (this.#quiz < known) return true;
    if (this.#quiz >= this.#counts.length) this.#grow();
    this.#mins[this.#quiz] = Number.POSITIVE_INFINITY;
    this.#maxs[this.#quiz] = Number.NEGATIVE_INFINITY;
    return true;
  }

  scores(values: Int32Array, count: number, decimals: number): void {
    let sum = 0;
    let min = (values[0] ?? 0) | 0;
    let max = min;
    if (count < LONG_RUN) {
      for (let i = 0; i < count; i++) {
        const value = (values[i] ?? 0) | 0;
        // A run's scores are in [0, 2^31): no difference of two overflows. Its sign, shifted through, is a mask.
        const overMin = (value - min) | 0;
        const overMax = (value - max) | 0;
        sum += value;
        min = (min + (overMin & (overMin >> 31))) | 0;
        max = (max + (overMax & ~(overMax >> 31))) | 0;
      }
    } else {
      for (let i = 0; i < count; i++) {
        const value = (values[i] ?? 0) | 0;
        sum += value;
        if (value < min) min = value;
        if (value > max) max = value;
      }
    }
    const quiz = this.#quiz;
    if (decimals > (this.#scales[quiz] ?? 0)) this.#rescale(quiz, decimals);
    const factor = POWERS_OF_TEN[(this.#scales[quiz] ?? 0) - decimals] ?? 1;
    this.#counts[quiz] = (this.#counts[quiz] ?? 0) + count;
    this.#sums[quiz] = (this.#sums[quiz] ?? 0) + sum * factor;
    this.#mins[quiz] = Math.min(this.#mins[quiz] ?? 0, min * factor);
    this.#maxs[quiz] = Math.max(this.#maxs[quiz] ?? 0, max * factor);
  }

  score(digits: Scaled, decimals: number): void {
    this.#single[0] = Number(digits);
    if (this.#single[0] !== digits) throw new RangeError(`The bench's files have no score of ${digits} / 10^${decimals}.`);
    this.scores(this.#single, 1, decimals);
  }

  missing(): void {}

  endLine(): void {}

  #rescale(quiz: number, decimals: number): void {
    const factor = POWERS_OF_TEN[decimals - (this.#scales[quiz] ?? 0)] ?? 1;
    for (const figures of [this.#sums, this.#mins, this.#maxs]) figures[quiz] = (figures[quiz] ?? 0) * factor;
    this.#scales[quiz] = decimals;
  }

  #grow(): void {
    const length = this.#counts.length * 2;
    const longer = (figures: Float64Array) => {
      const copy = new Float64Array(length);
      copy.set(figures);
      return copy;
    };
    this.#counts = longer(this.#counts);
    this.#sums = longer(this.#sums);
    this.#mins = longer(this.#mins);
    this.#maxs = longer(this.#maxs);
    const scales = new Uint8Array(length);
    scales.set(this.#scales);
    this.#scales = scales;
  }
}
