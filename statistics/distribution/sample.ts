// What figures are read off: the scores of one quiz, seen as a whole.

import type { Scaled } from "../arithmetic/scaled.ts";
import type { QuantileSketch } from "./quantile-sketch.ts";

/** The distinct scores in ascending order, each with its count. Only the first `size` entries of the two arrays are in use. */
export interface Frequencies {
  readonly size: number;
  readonly values: ArrayLike<Scaled>;
  readonly counts: ArrayLike<number>;
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
