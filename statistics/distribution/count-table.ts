// value → count, in tables of machine numbers: a score costs a few nanoseconds and no object.

import { randomOdd } from "../arithmetic/random-odd.ts";
import { type Scaled, timesPowerOfTen } from "../arithmetic/scaled.ts";
import { bitsOf } from "./bits-of.ts";
import { DenseCounts } from "./dense-counts.ts";
import type { Frequencies, FrequencyLists } from "./sample.ts";

const FIRST_CAPACITY = 8;

/** Above this many values the small ones get an array of counts, if they are dense enough: 0 to 100 with two decimals fit it in 16 KB. */
const SPARSE_SIZE = 16;
const MAX_DENSE_LENGTH = 65_536;
/** An array of counts is at most this many times as long as there are values. */
const MIN_DENSITY = 8;
/** … and this many times when it is the first, since more values will come. */
const FIRST_DENSITY = 32;

// The hash is keyed afresh in every process, so that nobody can write a file of scores that all fall into one slot.
// The key decides only where a count lies, never what is read from the table.
const [LOW_KEY, HIGH_KEY, MIX_KEY] = [randomOdd(), randomOdd(), randomOdd()];

/**
 * How often each integer was seen, up to 2^53 times.
 *
 * Open addressing over pairs (value, count) of doubles, half full at most; a count of 0 is an empty slot. Small integers that fill their range
 * well enough move to an array of counts, ten times as fast; it is looked at whenever the hash table would grow.
 *
 * Integers past 2^53 are rare: they lie in a Map, under their decimal text, since V8 keys its hash of strings but hashes only the low 64 bits of
 * a bigint, unkeyed.
 */
export class CountTable {
  #pairs = emptyPairs(FIRST_CAPACITY);
  #shift = 32 - Math.log2(FIRST_CAPACITY);
  #hashed = 0;
  readonly #dense = new DenseCounts();
  #wide: Map<string, number> | null = null;

  /** Whether there are more distinct values than that. */
  isLargerThan(size: number): boolean {
    return this.#sparseSize() + this.#dense.sizeAtMost > size && this.#measure() > size;
  }

  /** Counts each of the first `count` of `values`, times `factor`: safe integers. */
  addAll(values: Int32Array, count: number, factor: number): void {
    if (this.#dense.length === 0 && count > SPARSE_SIZE * (this.#hashed + 1)) this.#prepareFor(values, count);
    for (let at = 0; at < count; at++) {
      if (factor === 1) at = this.#dense.addAll(values, at, count);
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
      this.#dense.add(value, times);
    } else {
      this.#addHashed(value, times);
    }
  }

  /** Visits every value with its count, in no particular order. */
  forEach(visit: (value: Scaled, count: number) => void): void {
    for (let value = 0; value < this.#dense.length; value++) {
      const count = this.#dense.countOf(value);
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
    const dense = this.#dense.frequencies(lists);
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
    const length = 2 ** (32 - Math.clz32(bitsOf(values, count)));
    if (length > Math.min(count * FIRST_DENSITY, MAX_DENSE_LENGTH)) return;
    this.#dense.grow(length);
    if (this.#hashed > 0) this.#sortOut(this.#pairs, this.#pairs.length / 2);
  }

  /** Counts the distinct values: a pass over the array of counts. */
  #measure(): number {
    return this.#sparseSize() + this.#dense.measure();
  }

  /** Distinct values outside the array of counts. */
  #sparseSize(): number {
    return this.#hashed + (this.#wide?.size ?? 0);
  }

  #countOf(value: Scaled): number {
    if (typeof value === "bigint") return this.#wide?.get(value.toString()) ?? 0;
    if (value >= 0 && value < this.#dense.length) return this.#dense.countOf(value);
    return this.#pairs[this.#slotOf(value) + 1] ?? 0;
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
      this.#dense.grow(reach);
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
