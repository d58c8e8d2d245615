// value → count, in tables of machine numbers: a score costs a few nanoseconds and no object.

import { randomOdd } from "../arithmetic/random-odd.ts";
import { type Scaled, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Frequencies } from "./sample.ts";

const FIRST_CAPACITY = 8;

/** Above this many values the small ones get an array of counts, if they are dense enough: 0 to 100 with two decimals fit it in 16 KB. */
const SPARSE_SIZE = 16;
const MAX_DENSE_LENGTH = 65_536;
/** An array of counts is at most this many times as long as there are values. */
const MIN_DENSITY = 8;
/** … and this many times when it is the first, since more values will come. */
const FIRST_DENSITY = 32;

/** What a byte does not hold any more; half of it stays there when a count is carried over, so that only a first count ever makes the byte 1. */
const CARRY = 256;
const KEPT = CARRY / 2;

const NO_COUNTS = new Uint8Array(0);

// The hash is keyed afresh in every process, so that nobody can write a file of scores that all fall into one slot.
// The key decides only where a count lies, never what is read from the table.
const [LOW_KEY, HIGH_KEY, MIX_KEY] = [randomOdd(), randomOdd(), randomOdd()];

/**
 * How often each integer was seen, up to 2^53 times.
 *
 * Open addressing over pairs (value, count) of doubles, half full at most; a count of 0 is an empty slot. Small integers that fill their range
 * well enough move to an array of counts, `#dense[value]`, ten times as fast; it is looked at whenever the hash table would grow. It has a byte a
 * value, since what takes time is to bring it into the cache; what a byte does not hold is in `#carried`. Integers past 2^53 are rare: they lie in a
 * Map, under their decimal text, since V8 keys its hash of strings but hashes only the low 64 bits of a bigint, unkeyed.
 */
export class CountTable {
  #pairs = emptyPairs(FIRST_CAPACITY);
  #shift = 32 - Math.log2(FIRST_CAPACITY);
  #hashed = 0;
  #dense = NO_COUNTS;
  #carried: Float64Array | null = null;
  /** Distinct values in `#dense`. */
  #denseSize = 0;
  #wide: Map<string, number> | null = null;

  /** Distinct values. */
  get size(): number {
    return this.#hashed + this.#denseSize + (this.#wide?.size ?? 0);
  }

  /** Counts each of the first `count` of `values`, times `factor`: safe integers. */
  addAll(values: Int32Array, count: number, factor: number): void {
    if (this.size === 0) this.#prepareFor(values, count);
    for (let at = 0; at < count; at++) {
      if (factor === 1) at = this.#addDense(values, at, count);
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
      if (this.#countAt(value) === 0) this.#denseSize++;
      const total = (this.#dense[value] ?? 0) + times;
      this.#dense[value] = total < CARRY ? total : KEPT;
      if (total >= CARRY) {
        this.#carried ??= new Float64Array(this.#dense.length);
        this.#carried[value] = (this.#carried[value] ?? 0) + total - KEPT;
      }
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

  /** Every value with its count, ascending. Cost: a sort of the values that are not in the array of counts. */
  frequencies(): Frequencies {
    const hashed = new Float64Array(this.#hashed);
    let size = 0;
    forEachPair(this.#pairs, (value) => {
      hashed[size++] = value;
    });
    hashed.sort();
    const dense = this.#frequenciesOfDense();
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

  /** Starts with an array of counts where the first values, many at once, are dense enough for one. */
  #prepareFor(values: Int32Array, count: number): void {
    let [min, max] = [0, 0];
    for (let i = 0; i < count; i++) {
      min = Math.min(min, values[i] ?? 0);
      max = Math.max(max, values[i] ?? 0);
    }
    const length = 2 ** Math.ceil(Math.log2(max + 1));
    if (min === 0 && count > SPARSE_SIZE && length <= Math.min(count * FIRST_DENSITY, MAX_DENSE_LENGTH))
      this.#dense = new Uint8Array(length);
  }

  /** Counts values from index `from` on, and returns the index of the first that lies elsewhere or whose count does not fit, or `to`. */
  #addDense(values: Int32Array, from: number, to: number): number {
    const dense = this.#dense;
    const length = dense.length;
    let size = 0;
    let at = from;
    for (; at < to; at++) {
      const value = (values[at] ?? 0) | 0;
      if (value >>> 0 >= length) break;
      const count = ((dense[value] ?? 0) + 1) | 0;
      if (count === CARRY) break;
      dense[value] = count;
      size = (size + ((count - 2) >>> 31)) | 0; // one more when the count is 1
    }
    this.#denseSize += size;
    return at;
  }

  #countAt(value: number): number {
    return (this.#dense[value] ?? 0) + (this.#carried?.[value] ?? 0);
  }

  #countOf(value: Scaled): number {
    if (typeof value === "bigint") return this.#wide?.get(value.toString()) ?? 0;
    if (value >= 0 && value < this.#dense.length) return this.#countAt(value);
    return this.#pairs[this.#slotOf(value) + 1] ?? 0;
  }

  #frequenciesOfDense(): Frequencies {
    const dense = this.#dense;
    const carried = this.#carried;
    const values = new Float64Array(this.#denseSize);
    const counts = new Float64Array(this.#denseSize);
    let size = 0;
    for (let value = 0; size < values.length; value++) {
      const count = (dense[value] ?? 0) + (carried === null ? 0 : (carried[value] ?? 0));
      if (count === 0) continue;
      values[size] = value;
      counts[size++] = count;
    }
    return { size, values, counts };
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
    const reach = Math.min(2 ** Math.ceil(Math.log2(MIN_DENSITY * this.size)), MAX_DENSE_LENGTH);
    let within = 0;
    forEachPair(old, (value) => {
      if (value >= 0 && value < reach) within++;
    });
    if (this.size > SPARSE_SIZE && reach > this.#dense.length && within * 2 > this.#hashed) {
      this.#dense = longer(this.#dense, new Uint8Array(reach));
      if (this.#carried !== null) this.#carried = longer(this.#carried, new Float64Array(reach));
      this.#pairs = emptyPairs(old.length / 2);
    } else {
      this.#pairs = emptyPairs(old.length);
      this.#shift--;
    }
    this.#hashed = 0;
    forEachPair(old, (value, count) => {
      this.add(value, count);
    });
  }
}

function longer<T extends Uint8Array | Float64Array>(array: T, into: T): T {
  into.set(array);
  return into;
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
