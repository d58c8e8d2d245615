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
  readonly #values: Int32Array;
  readonly #counts: Int32Array;
  /** Zeros between two samples. */
  readonly #places = new Int32Array(MAX_SPREAD);

  constructor(maxLength: number) {
    this.#values = new Int32Array(maxLength + 1);
    this.#counts = new Int32Array(maxLength + 1);
  }

  /** The sample of the `length` integers of `list` from `from` on, each standing for itself / 10^decimals. Valid until the next call. */
  of(list: Int32Array, from: number, length: number, decimals: number): Sample {
    const to = from + length;
    let min = (list[from] ?? 0) | 0;
    let max = min;
    let sum = 0;
    let sumOfSquares = 0;
    for (let i = from; i < to; i++) {
      const value = (list[i] ?? 0) | 0;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      sumOfSquares += value * value;
    }
    const spread = max - min + 1;
    const size =
      spread <= MAX_SPREAD && spread <= length * MIN_DENSITY ? this.#count(list, from, to, min, spread) : this.#sort(list.slice(from, to));
    return {
      count: length,
      decimals,
      min,
      max,
      sum,
      // Every part of the sum is at most the sum: if that is a safe integer, nothing was rounded on the way.
      sumOfSquares: Number.isSafeInteger(sumOfSquares) ? sumOfSquares : exactSumOfSquares(list.subarray(from, to)),
      frequencies: { size, values: this.#values, counts: this.#counts },
      sketch: null,
    };
  }

  /** Counts the values in places of their own, and returns how many different ones there are. */
  #count(list: Int32Array, from: number, to: number, min: number, spread: number): number {
    const places = this.#places;
    const values = this.#values;
    const counts = this.#counts;
    for (let i = from; i < to; i++) {
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
  #sort(list: Int32Array): number {
    let size = 0;
    for (const value of list.sort()) {
      if (size === 0 || value !== this.#values[size - 1]) {
        this.#values[size] = value;
        this.#counts[size++] = 0;
      }
      this.#counts[size - 1] = (this.#counts[size - 1] ?? 0) + 1;
    }
    return size;
  }
}

function exactSumOfSquares(list: Int32Array): Scaled {
  let exact = 0n;
  for (const value of list) exact += BigInt(value) ** 2n;
  return toScaled(exact);
}
