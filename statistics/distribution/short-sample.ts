// The sample of a short list of scores, made without a table that lasts: for the million quizzes of a handful of scores each.

import { type Scaled, toScaled } from "../arithmetic/scaled.ts";
import { bitsOf } from "./bits-of.ts";
import type { FrequencyLists, Sample } from "./sample.ts";

/** Scores up to this are counted in an array: 100 with one decimal. The sum of 512 of their squares is an int32. */
const MAX_COUNTED = 2047;
/** … if there are not many more places in it than scores. */
const MIN_DENSITY = 16;
/** … or few places: to go through these takes less time than to sort. */
const FEW_PLACES = 128;

const INT32_MAX = 2 ** 31 - 1;

/** The longest list. */
export const MAX_SHORT = 512;

/** Makes samples one after another in the same arrays. */
export class ShortSample {
  readonly #lists: FrequencyLists;
  /** Zeros between two samples. */
  readonly #places = new Int32Array(MAX_COUNTED + 1);
  #sum = 0;
  #sumOfSquares = 0;

  constructor(lists: FrequencyLists) {
    lists.reserve(MAX_SHORT + 1);
    this.#lists = lists;
  }

  /**
   * The sample of the first `length` integers of `list`, each standing for itself / 10^decimals. Valid until the next call.
   *
   * @param length at most `MAX_SHORT`
   */
  of(list: Int32Array, length: number, decimals: number): Sample {
    const highest = bitsOf(list, length);
    const places = Math.max(FEW_PLACES, length * MIN_DENSITY);
    const isDense = highest >= 0 && highest < places && highest <= MAX_COUNTED;
    const size = isDense ? this.#count(list, length, highest) : this.#sort(list.slice(0, length));
    const { values, counts } = this.#lists;
    return {
      count: length,
      decimals,
      min: values[0] ?? 0,
      max: values[size - 1] ?? 0,
      sum: this.#sum,
      // Every part of the sum is at most the sum: if that is a safe integer, nothing was rounded on the way.
      sumOfSquares: Number.isSafeInteger(this.#sumOfSquares) ? this.#sumOfSquares : exactSumOfSquares(list.subarray(0, length)),
      frequencies: { size, values, counts },
      sketch: null,
    };
  }

  /** Counts values from 0 to `highest` in places of their own, and returns how many different ones there are. */
  #count(list: Int32Array, length: number, highest: number): number {
    const places = this.#places;
    let sum = 0;
    let sumOfSquares = 0;
    for (let i = 0; i < length; i++) {
      const value = (list[i] ?? 0) | 0;
      sum = (sum + value) | 0;
      sumOfSquares = (sumOfSquares + Math.imul(value, value)) | 0;
      places[value] = ((places[value] ?? 0) + 1) | 0;
    }
    this.#sum = sum;
    this.#sumOfSquares = sumOfSquares;
    return takeCounts(places, highest, this.#lists.values, this.#lists.counts);
  }

  /** Sorts the values and counts equal ones, and returns how many different ones there are. */
  #sort(list: Int32Array): number {
    const { values, counts } = this.#lists;
    let size = 0;
    let sum = 0;
    let sumOfSquares = 0;
    for (const value of list.sort()) {
      sum += value;
      sumOfSquares += value * value;
      if (size === 0 || value !== values[size - 1]) {
        values[size] = value;
        counts[size++] = 0;
      }
      counts[size - 1] = (counts[size - 1] ?? 0) + 1;
    }
    this.#sum = sum;
    this.#sumOfSquares = sumOfSquares;
    return size;
  }
}

/** Lists the places up to `highest` that are not 0, with what is in them, and leaves zeros. Returns how many they are. */
function takeCounts(places: Int32Array, highest: number, values: Int32Array, counts: Int32Array): number {
  let size = 0;
  for (let value = 0; value <= highest; value++) {
    const count = (places[value] ?? 0) | 0;
    places[value] = 0;
    // Written whether it is one or not, since nobody can foresee where the scores lie: the next one writes over a value of count 0.
    values[size] = value;
    counts[size] = count;
    size = (size + ((count + INT32_MAX) >>> 31)) | 0;
  }
  return size;
}

function exactSumOfSquares(list: Int32Array): Scaled {
  let exact = 0n;
  for (const value of list) exact += BigInt(value) ** 2n;
  return toScaled(exact);
}
