// The sample of a short list of scores, made without a table that lasts: for the million quizzes of a handful of scores each.

import { type Scaled, toScaled } from "../arithmetic/scaled.ts";
import type { Sample } from "./sample.ts";

/** Scores that lie this close are counted in an array. */
const MAX_SPREAD = 16_384;
/** … if there are not many more places in it than scores. */
const MIN_DENSITY = 16;

const INT32_MAX = 2 ** 31 - 1;

/** Makes samples one after another in the same arrays. */
export class ShortSample {
  readonly #values: Float64Array;
  readonly #counts: Float64Array;
  /** Zeros between two samples. */
  readonly #places = new Int32Array(MAX_SPREAD);

  constructor(maxLength: number) {
    this.#values = new Float64Array(maxLength + 1);
    this.#counts = new Float64Array(maxLength + 1);
  }

  /** The sample of the first `length` integers of `list`, each standing for itself / 10^decimals; may sort them. Valid until the next call. */
  of(list: Int32Array, length: number, decimals: number): Sample {
    let min = (list[0] ?? 0) | 0;
    let max = min;
    let sum = 0;
    let sumOfSquares = 0;
    for (let i = 0; i < length; i++) {
      const value = (list[i] ?? 0) | 0;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      sumOfSquares += value * value;
    }
    const spread = max - min + 1;
    const size = spread <= MAX_SPREAD && spread <= length * MIN_DENSITY ? this.#count(list, length, min, spread) : this.#sort(list, length);
    return {
      count: length,
      decimals,
      min,
      max,
      sum,
      // Every part of the sum is at most the sum: if that is a safe integer, nothing was rounded on the way.
      sumOfSquares: Number.isSafeInteger(sumOfSquares) ? sumOfSquares : exactSumOfSquares(list, length),
      frequencies: { size, values: this.#values, counts: this.#counts },
      sketch: null,
    };
  }

  /** Counts the values in places of their own, and returns how many different ones there are. */
  #count(list: Int32Array, length: number, min: number, spread: number): number {
    const places = this.#places;
    const values = this.#values;
    const counts = this.#counts;
    for (let i = 0; i < length; i++) {
      const place = ((list[i] ?? 0) - min) | 0;
      places[place] = ((places[place] ?? 0) + 1) | 0;
    }
    let size = 0;
    for (let place = 0; place < spread; place++) {
      const count = (places[place] ?? 0) | 0;
      places[place] = 0;
      // Written whether it is one or not, since nobody can foresee where the scores lie: the next one writes over a value of count 0.
      values[size] = min + place;
      counts[size] = count;
      size += (count + INT32_MAX) >>> 31;
    }
    return size;
  }

  /** Sorts the values and counts equal ones, and returns how many different ones there are. */
  #sort(list: Int32Array, length: number): number {
    list.subarray(0, length).sort();
    let size = 0;
    for (let i = 0; i < length; i++) {
      const value = list[i] ?? 0;
      if (size === 0 || value !== this.#values[size - 1]) {
        this.#values[size] = value;
        this.#counts[size++] = 0;
      }
      this.#counts[size - 1] = (this.#counts[size - 1] ?? 0) + 1;
    }
    return size;
  }
}

function exactSumOfSquares(list: Int32Array, length: number): Scaled {
  let exact = 0n;
  for (let i = 0; i < length; i++) exact += BigInt(list[i] ?? 0) ** 2n;
  return toScaled(exact);
}
