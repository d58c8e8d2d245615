// What figures are read off: the scores of one quiz, seen as a whole.

import type { Scaled } from "../arithmetic/scaled.ts";
import type { QuantileSketch } from "./quantile-sketch.ts";

/** The distinct scores in ascending order, each with its count. Only the first `size` entries of the two arrays are in use. */
export interface Frequencies {
  readonly size: number;
  readonly values: ArrayLike<Scaled>;
  readonly counts: ArrayLike<number>;
}

/** Arrays that the frequencies of one quiz after another are listed in, so that a million quizzes need no array each. */
export class FrequencyLists {
  values = new Int32Array(0);
  counts = new Int32Array(0);

  /** Makes room for `size` entries. What was listed is lost. */
  reserve(size: number): void {
    if (size <= this.values.length) return;
    this.values = new Int32Array(size);
    this.counts = new Int32Array(size);
  }
}

/**
 * The scores of one quiz. Every integer in it stands for itself / 10^decimals.
 *
 * `min` and `max` mean nothing when `count` is 0. `frequencies` and `sketch`: exactly one of the two is there.
 */
export interface Sample {
  readonly count: number;
  readonly decimals: number;
  readonly min: Scaled;
  readonly max: Scaled;
  readonly sum: Scaled;
  readonly sumOfSquares: Scaled;
  readonly frequencies: Frequencies | null;
  readonly sketch: QuantileSketch | null;
}
