// value → count, in tables of machine numbers: a score costs a few nanoseconds and no object.

import { randomOdd } from "../arithmetic/random-odd.ts";
import { type Scaled, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Frequencies, FrequencyLists } from "./sample.ts";

const FIRST_CAPACITY = 8;

/** Above this many values the small ones get an array of counts, if they are dense enough: 0 to 100 with two decimals fit it in 16 KB. */
const SPARSE_SIZE = 16;
const MAX_DENSE_LENGTH = 65_536;
/** An array of counts is at most this many times as long as there are values. */
const MIN_DENSITY = 8;
/** … and this many times when it is the first, since more values will come. */
const FIRST_DENSITY = 32;

/** The most that a place of either kind of array holds. */
const FULL_BYTE = 2 ** 8 - 1;
const FULL_WORD = 2 ** 16 - 1;

const NO_COUNTS = new Uint8Array(0);

// The hash is keyed afresh in every process, so that nobody can write a file of scores that all fall into one slot.
// The key decides only where a count lies, never what is read from the table.
const [LOW_KEY, HIGH_KEY, MIX_KEY] = [randomOdd(), randomOdd(), randomOdd()];

/**
 * How often each integer was seen, up to 2^53 times.
 *
 * Open addressing over pairs (value, count) of doubles, half full at most; a count of 0 is an empty slot. Small integers that fill their range
 * well enough move to an array of counts, `#dense[value]`, ten times as fast; it is looked at whenever the hash table would grow. What takes time
 * is to bring its places into the cache, so they are bytes until one is full, and then words of 16 bits; what these do not hold is in `#carried`.
 *
 * Integers past 2^53 are rare: they lie in a Map, under their decimal text, since V8 keys its hash of strings but hashes only the low 64 bits of
 * a bigint, unkeyed.
 */
export class CountTable {
  #pairs = emptyPairs(FIRST_CAPACITY);
  #shift = 32 - Math.log2(FIRST_CAPACITY);
  #hashed = 0;
  #dense: Uint8Array | Uint16Array = NO_COUNTS;
  #carried: Float64Array | null = null;
  /** Distinct values in `#dense`, or more: they are not counted for every score. */
  #denseSizeAtMost = 0;
  /** So many scores may be counted in words before any of them can be full. */
  #room = FULL_WORD;
  #wide: Map<string, number> | null = null;

  /** Whether there are more distinct values than that. */
  isLargerThan(size: number): boolean {
    return this.#sparseSize() + this.#denseSizeAtMost > size && this.#measure() > size;
  }

  /** Counts each of the first `count` of `values`, times `factor`: safe integers. */
  addAll(values: Int32Array, count: number, factor: number): void {
    if (this.#dense.length === 0 && count > SPARSE_SIZE * (this.#hashed + 1)) this.#prepareFor(values, count);
    for (let at = 0; at < count; at++) {
      if (factor === 1) at = this.#addAllToDense(values, at, count);
      if (at < count) this.add((values[at] ?? 0) * factor, 1);
    }
  }

  /** Counts `value` another `times` times, `times` ≥ 1. */
  add(value: Scaled, times: number): void {
    if (typeof value === "bigint") {
      this.#wide ??= new Map();
      const text = value.toString();
      this.#wide.set(text, (this.#wide.get(text) ?? 0) + times);
    } else if (value >= 0 && value < this.#dense.length) {
      this.#addToDense(value, times);
    } else {
      this.#addHashed(value, times);
    }
  }

  /** Visits every value with its count, in no particular order. */
  forEach(visit: (value: Scaled, count: number) => void): void {
    for (let value = 0; value < this.#dense.length; value++) {
      const count = this.#countAt(value);
      if (count > 0) visit(value, count);
    }
    forEachPair(this.#pairs, visit);
    this.#wide?.forEach((count, text) => {
      visit(BigInt(text), count);
    });
  }

  /**
   * Every value with its count, ascending. Cost: a pass over the array of counts, and a sort of the values that are not in it.
   *
   * @param lists where they may be listed: then they are valid until something else is
   */
  frequencies(lists: FrequencyLists): Frequencies {
    const hashed = new Float64Array(this.#hashed);
    let size = 0;
    forEachPair(this.#pairs, (value) => {
      hashed[size++] = value;
    });
    hashed.sort();
    const dense = this.#frequenciesOfDense(lists);
    if (this.#wide === null && size === 0) return dense;
    const values: Scaled[] = [];
    for (let i = 0; i < dense.size; i++) values.push(dense.values[i] ?? 0);
    for (const value of hashed) values.push(value);
    this.#wide?.forEach((_count, text) => {
      values.push(BigInt(text));
    });
    values.sort((a, b) => (a < b ? -1 : 1));
    return { size: values.length, values, counts: values.map((value) => this.#countOf(value)) };
  }

  /** The same counts of each value times 10^power. */
  timesPowerOfTen(power: number): CountTable {
    const scaled = new CountTable();
    this.forEach((value, count) => {
      scaled.add(timesPowerOfTen(value, power), count);
    });
    return scaled;
  }

  /** Makes an array of counts where these values, many at once and far more than there are so far, are dense enough for one. */
  #prepareFor(values: Int32Array, count: number): void {
    // As an unsigned integer a negative one is greater than any length.
    const length = 2 ** Math.ceil(Math.log2(highestUnsigned(values, count) + 1));
    if (length > Math.min(count * FIRST_DENSITY, MAX_DENSE_LENGTH)) return;
    this.#dense = new Uint8Array(length);
    if (this.#hashed > 0) this.#sortOut(this.#pairs, this.#pairs.length / 2);
  }

  /** Counts values from index `from` on, and returns the index of the first that lies elsewhere or for which there may be no room, or `to`. */
  #addAllToDense(values: Int32Array, from: number, to: number): number {
    if (this.#dense instanceof Uint8Array) {
      const at = countInBytes(this.#dense, values, from, to);
      if (at >= from) {
        this.#countDistinct(at - from);
        return at;
      }
    }
    const words = this.#words();
    if (to - from > this.#room) this.#makeRoom(words);
    const at = countInWords(words, values, from, Math.min(to, from + this.#room));
    this.#room -= at - from;
    this.#countDistinct(at - from);
    return at;
  }

  /** Takes note of values that may all be new. */
  #countDistinct(count: number): void {
    this.#denseSizeAtMost = Math.min(this.#denseSizeAtMost + count, this.#dense.length);
  }

  #addToDense(value: number, times: number): void {
    if (this.#countAt(value) === 0) this.#countDistinct(1);
    const total = (this.#dense[value] ?? 0) + times;
    if (this.#dense instanceof Uint8Array && total <= FULL_BYTE) {
      this.#dense[value] = total;
    } else if (total <= FULL_WORD) {
      this.#words()[value] = total;
      this.#room = Math.min(this.#room, FULL_WORD - total);
    } else {
      this.#carry(value, times);
    }
  }

  /** The array of counts, in words from now on. */
  #words(): Uint16Array {
    if (this.#dense instanceof Uint16Array) return this.#dense;
    const words = Uint16Array.from(this.#dense);
    this.#dense = words;
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
    this.#carried ??= new Float64Array(this.#dense.length);
    this.#carried[value] = (this.#carried[value] ?? 0) + count;
  }

  /** Counts the distinct values: a pass over the array of counts. */
  #measure(): number {
    let size = 0;
    for (let value = 0; value < this.#dense.length; value++) {
      if (this.#countAt(value) > 0) size++;
    }
    this.#denseSizeAtMost = size;
    return this.#sparseSize() + size;
  }

  /** Distinct values outside the array of counts. */
  #sparseSize(): number {
    return this.#hashed + (this.#wide?.size ?? 0);
  }

  #countAt(value: number): number {
    return (this.#dense[value] ?? 0) + (this.#carried?.[value] ?? 0);
  }

  #countOf(value: Scaled): number {
    if (typeof value === "bigint") return this.#wide?.get(value.toString()) ?? 0;
    if (value >= 0 && value < this.#dense.length) return this.#countAt(value);
    return this.#pairs[this.#slotOf(value) + 1] ?? 0;
  }

  #frequenciesOfDense(lists: FrequencyLists): Frequencies {
    const length = this.#dense.length;
    lists.reserve(length);
    if (this.#carried === null) {
      lists.counts.set(this.#dense);
      return { size: listNonzero(lists.counts, length, lists.values), values: lists.values, counts: lists.counts };
    }
    const counts = Float64Array.from(this.#carried, (_, value) => this.#countAt(value));
    return { size: listNonzero(counts, length, lists.values), values: lists.values, counts };
  }

  #addHashed(value: number, times: number): void {
    const pairs = this.#pairs;
    const at = this.#slotOf(value);
    const count = pairs[at + 1] ?? 0;
    pairs[at] = value;
    pairs[at + 1] = count + times;
    if (count === 0 && ++this.#hashed * 4 > pairs.length) this.#grow();
  }

  /** Where the pair of a value lies, or the free place where it belongs. */
  #slotOf(value: number): number {
    const pairs = this.#pairs;
    const mask = pairs.length - 1;
    let at = (hash(value) >>> this.#shift) << 1;
    while ((pairs[at + 1] ?? 0) !== 0 && pairs[at] !== value) at = (at + 2) & mask;
    return at;
  }

  /** Makes room: a longer array of counts when that would take in most of the hashed values, else a hash table of twice the size. */
  #grow(): void {
    const old = this.#pairs;
    const size = this.#measure();
    const reach = Math.min(2 ** Math.ceil(Math.log2(MIN_DENSITY * size)), MAX_DENSE_LENGTH);
    let within = 0;
    forEachPair(old, (value) => {
      if (value >= 0 && value < reach) within++;
    });
    if (size > SPARSE_SIZE && reach > this.#dense.length && within * 2 > this.#hashed) {
      this.#dense = longer(this.#dense, this.#dense instanceof Uint8Array ? new Uint8Array(reach) : new Uint16Array(reach));
      if (this.#carried !== null) this.#carried = longer(this.#carried, new Float64Array(reach));
      this.#sortOut(old, old.length / 2);
    } else {
      this.#shift--;
      this.#sortOut(old, old.length);
    }
  }

  /** Adds the pairs again, each where it now belongs. */
  #sortOut(pairs: readonly number[], capacity: number): void {
    this.#pairs = emptyPairs(capacity);
    this.#hashed = 0;
    forEachPair(pairs, (value, count) => {
      this.add(value, count);
    });
  }
}

function longer<T extends Uint8Array | Uint16Array | Float64Array>(array: T, into: T): T {
  into.set(array);
  return into;
}

function highestUnsigned(values: Int32Array, count: number): number {
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const value = (values[i] ?? 0) >>> 0;
    if (value > highest) highest = value;
  }
  return highest;
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

// A plain array, since it lies on the heap: a typed one costs a microsecond to make, and an input may have a million quizzes of ten scores.
function emptyPairs(capacity: number): number[] {
  return new Array<number>(2 * capacity).fill(0);
}

function forEachPair(pairs: readonly number[], visit: (value: number, count: number) => void): void {
  for (let at = 0; at < pairs.length; at += 2) {
    const count = pairs[at + 1] ?? 0;
    if (count > 0) visit(pairs[at] ?? 0, count);
  }
}

/** 32 bits of a safe integer, mixed by multiplication; the high bits are the good ones. */
function hash(value: number): number {
  const low = value | 0;
  const word = low === value ? low : low ^ Math.imul((value - low) / 2 ** 32, HIGH_KEY);
  const product = Math.imul(word, LOW_KEY);
  return Math.imul(product ^ (product >>> 15), MIX_KEY);
}
