// How often each small integer was seen: an array of counts, as narrow as they allow.

import type { Frequencies, FrequencyLists } from "./sample.ts";

/** The most that a place of either kind of array holds. */
const FULL_BYTE = 2 ** 8 - 1;
const FULL_WORD = 2 ** 16 - 1;

const NO_COUNTS = new Uint8Array(0);

/**
 * The counts, up to 2^53 each, of the integers from 0 up to a length.
 *
 * What takes time is to bring their places into the cache: they are bytes until one is full, and then words of 16 bits; what these do not hold is carried
 * over to doubles.
 */
export class DenseCounts {
  #counts: Uint8Array | Uint16Array = NO_COUNTS;
  #carried: Float64Array | null = null;
  /** Distinct values, or more: they are not counted for every score. */
  #sizeAtMost = 0;
  /** So many values may be counted in words before any of them can be full. */
  #room = FULL_WORD;

  /** It counts integers below this; at first there are none. */
  get length(): number {
    return this.#counts.length;
  }

  /** Distinct values, or more: a bound that costs nothing to ask for. */
  get sizeAtMost(): number {
    return this.#sizeAtMost;
  }

  /** Takes in the integers below `length`, which is not less than it was. */
  grow(length: number): void {
    this.#counts = copied(this.#counts, this.#counts instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length));
    if (this.#carried !== null) this.#carried = copied(this.#carried, new Float64Array(length));
  }

  /** Counts values from index `from` on, and returns the index of the first past the length, or for which there may be no room, or `to`. */
  addAll(values: Int32Array, from: number, to: number): number {
    if (this.#counts instanceof Uint8Array) {
      const at = countInBytes(this.#counts, values, from, to);
      if (at >= from) {
        this.#noteNew(at - from);
        return at;
      }
    }
    const words = this.#words();
    if (to - from > this.#room) this.#makeRoom(words);
    const at = countInWords(words, values, from, Math.min(to, from + this.#room));
    this.#room -= at - from;
    this.#noteNew(at - from);
    return at;
  }

  /** Counts a value below the length another `times` times. */
  add(value: number, times: number): void {
    if (this.countOf(value) === 0) this.#noteNew(1);
    const total = (this.#counts[value] ?? 0) + times;
    if (this.#counts instanceof Uint8Array && total <= FULL_BYTE) {
      this.#counts[value] = total;
    } else if (total <= FULL_WORD) {
      this.#words()[value] = total;
      this.#room = Math.min(this.#room, FULL_WORD - total);
    } else {
      this.#carry(value, times);
    }
  }

  countOf(value: number): number {
    return (this.#counts[value] ?? 0) + (this.#carried?.[value] ?? 0);
  }

  /** Counts the distinct values: a pass over the array. */
  measure(): number {
    let size = 0;
    for (let value = 0; value < this.length; value++) {
      if (this.countOf(value) > 0) size++;
    }
    this.#sizeAtMost = size;
    return size;
  }

  /** Every value with its count, ascending: a pass over the array. */
  frequencies(lists: FrequencyLists): Frequencies {
    lists.reserve(this.length);
    const { values } = lists;
    if (this.#carried === null) {
      lists.counts.set(this.#counts);
      return { size: listNonzero(lists.counts, this.length, values), values, counts: lists.counts };
    }
    const counts = Float64Array.from(this.#carried, (_, value) => this.countOf(value));
    return { size: listNonzero(counts, this.length, values), values, counts };
  }

  /** Takes note of values that may all be new. */
  #noteNew(count: number): void {
    this.#sizeAtMost = Math.min(this.#sizeAtMost + count, this.length);
  }

  /** The counts, in words from now on. */
  #words(): Uint16Array {
    if (this.#counts instanceof Uint16Array) return this.#counts;
    const words = Uint16Array.from(this.#counts);
    this.#counts = words;
    this.#room = FULL_WORD - FULL_BYTE;
    return words;
  }

  /** Carries over what fills half of its word or more. */
  #makeRoom(words: Uint16Array): void {
    let highest = 0;
    for (let value = 0; value < words.length; value++) {
      const count = words[value] ?? 0;
      if (count > FULL_WORD / 2) {
        this.#carry(value, count);
        words[value] = 0;
      } else if (count > highest) {
        highest = count;
      }
    }
    this.#room = FULL_WORD - highest;
  }

  #carry(value: number, count: number): void {
    this.#carried ??= new Float64Array(this.length);
    this.#carried[value] = (this.#carried[value] ?? 0) + count;
  }
}

function copied<T extends Uint8Array | Uint16Array | Float64Array>(array: T, into: T): T {
  into.set(array);
  return into;
}

/** Counts values from index `from` on, and returns the index of the first past the array, or `to`; -1, and nothing is counted, when a byte gets full. */
function countInBytes(bytes: Uint8Array, values: Int32Array, from: number, to: number): number {
  const length = bytes.length;
  let counts = 0;
  let at = from;
  for (; at < to; at++) {
    const value = (values[at] ?? 0) | 0;
    if (value >>> 0 >= length) break;
    const count = ((bytes[value] ?? 0) + 1) | 0;
    bytes[value] = count;
    counts |= count;
  }
  if (counts <= FULL_BYTE) return at;
  // What went over its byte comes back as it was.
  for (let i = from; i < at; i++) bytes[values[i] ?? 0] = (bytes[values[i] ?? 0] ?? 0) - 1;
  return -1;
}

/** Counts values from index `from` on, and returns the index of the first past the array, or `to`. No word may get full. */
function countInWords(words: Uint16Array, values: Int32Array, from: number, to: number): number {
  const length = words.length;
  let at = from;
  for (; at < to; at++) {
    const value = (values[at] ?? 0) | 0;
    if (value >>> 0 >= length) break;
    words[value] = ((words[value] ?? 0) + 1) | 0;
  }
  return at;
}

/** Moves the counts that are not 0 to the front and lists whose they are; returns how many. */
function listNonzero(counts: Int32Array | Float64Array, length: number, values: Int32Array): number {
  let size = 0;
  for (let value = 0; value < length; value++) {
    const count = counts[value] ?? 0;
    if (count === 0) continue;
    values[size] = value;
    counts[size++] = count;
  }
  return size;
}
