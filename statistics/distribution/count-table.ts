// value → count, in a hash table of plain doubles: a score costs a few nanoseconds and no object.

import { type Scaled, timesPowerOfTen } from "../arithmetic/scaled.ts";

const FIRST_CAPACITY = 8;

/** Above this many values the small ones get an array of counts, if they are dense enough; scores 0 to 100 with two decimals fit it. */
const SPARSE_SIZE = 16;
const MAX_DENSE_LENGTH = 16_384;
/** An array of counts is at most this many times as long as there are values. */
const MIN_DENSITY = 8;

const NO_COUNTS = new Float64Array(0);

// The hash is keyed afresh in every process, so that nobody can write a file of scores that all fall into one slot.
// The key decides only where a count lies, never what is read from the table.
const [LOW_KEY, HIGH_KEY, MIX_KEY] = [randomOdd(), randomOdd(), randomOdd()];

/**
 * How often each integer was seen, up to 2^53 times.
 *
 * Open addressing over pairs (value, count) of doubles, half full at most; a count of 0 is an empty slot. Small integers that fill their range
 * well enough move to an array of counts, `#dense[value]`, ten times as fast; it is looked at whenever the hash table would grow. Integers past
 * 2^53 are rare: they lie in a Map, under their decimal text, since V8 keys its hash of strings but hashes only the low 64 bits of a bigint, unkeyed.
 */
export class CountTable {
  /** Distinct values. */
  size = 0;
  #pairs = emptyPairs(FIRST_CAPACITY);
  #shift = 32 - Math.log2(FIRST_CAPACITY);
  #hashed = 0;
  #dense = NO_COUNTS;
  #wide: Map<string, number> | null = null;

  /** Counts `value` another `times` times, `times` ≥ 1. */
  add(value: Scaled, times: number): void {
    if (typeof value === "bigint") {
      this.#wide ??= new Map();
      const text = value.toString();
      const count = this.#wide.get(text) ?? 0;
      if (count === 0) this.size++;
      this.#wide.set(text, count + times);
    } else if (value >= 0 && value < this.#dense.length) {
      const count = this.#dense[value] ?? 0;
      if (count === 0) this.size++;
      this.#dense[value] = count + times;
    } else {
      this.#addHashed(value, times);
    }
  }

  /** Visits every value with its count, in no particular order. */
  forEach(visit: (value: Scaled, count: number) => void): void {
    const dense = this.#dense;
    for (let value = 0; value < dense.length; value++) {
      const count = dense[value] ?? 0;
      if (count > 0) visit(value, count);
    }
    forEachPair(this.#pairs, visit);
    this.#wide?.forEach((count, text) => {
      visit(BigInt(text), count);
    });
  }

  /** The same counts of each value times 10^power. */
  timesPowerOfTen(power: number): CountTable {
    const scaled = new CountTable();
    this.forEach((value, count) => {
      scaled.add(timesPowerOfTen(value, power), count);
    });
    return scaled;
  }

  #addHashed(value: number, times: number): void {
    const pairs = this.#pairs;
    const mask = pairs.length - 1;
    let at = (hash(value) >>> this.#shift) << 1;
    for (;;) {
      const count = pairs[at + 1] ?? 0;
      if (count === 0) break;
      if (pairs[at] === value) {
        pairs[at + 1] = count + times;
        return;
      }
      at = (at + 2) & mask;
    }
    pairs[at] = value;
    pairs[at + 1] = times;
    this.size++;
    if (++this.#hashed * 4 > pairs.length) this.#grow();
  }

  /** Makes room: a longer array of counts when that would take in most of the hashed values, else a hash table of twice the size. */
  #grow(): void {
    const old = this.#pairs;
    const reach = Math.min(2 ** Math.ceil(Math.log2(MIN_DENSITY * this.size)), MAX_DENSE_LENGTH);
    let within = 0;
    forEachPair(old, (value) => {
      if (value >= 0 && value < reach) within++;
    });
    if (this.size > SPARSE_SIZE && within * 2 > this.#hashed) {
      const dense = new Float64Array(reach);
      dense.set(this.#dense);
      this.#dense = dense;
      this.#pairs = emptyPairs(old.length / 2);
    } else {
      this.#pairs = emptyPairs(old.length);
      this.#shift--;
    }
    this.size -= this.#hashed;
    this.#hashed = 0;
    forEachPair(old, (value, count) => {
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

function randomOdd(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}
