// The names of quizzes, found by their bytes: no string is made until one is asked for.

import { randomOdd } from "./arithmetic/random-odd.ts";
import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from "./reading/ascii.ts";
import { decodeUtf8 } from "./reading/utf8.ts";
import { withRoom } from "./with-room.ts";

// The hash is keyed afresh in every process, so that nobody can write a file of names that all fall into one slot.
const [BYTE_KEY, MIX_KEY] = [randomOdd(), randomOdd()];

/** A slot is one integer: the index + 1 of a name in its lower 24 bits, and eight bits of the name's hash above them; 0 is a free one. */
const INDEX_BITS = 24;
const INDEX_MASK = (1 << INDEX_BITS) - 1;

/** How many times as long the table gets when it is half full: to find a place for every name anew takes a cache miss for each. */
const GROWTH = 4;

/** As many names as a slot can tell apart. */
export const MAX_NAMES = INDEX_MASK - 1;

/** So many bytes of names are decoded at once. */
const TEXT_BYTES = 4096;

/** Names by index, in the order in which they were added, in one array of bytes; an open-addressing table finds them, half full at most. */
export class QuizNames {
  /** Names so far. */
  size = 0;
  readonly #delimiter: number;
  #bytes = new Uint8Array(1024);
  /** Where name i ends in `#bytes`, and name i + 1 begins. */
  #ends = new Int32Array(64);
  /** Whether a name means itself when it stands unquoted in a line. */
  #bare = new Uint8Array(64);
  #slots = new Int32Array(128);
  /** The bytes in [`#textStart`, `#textEnd`) as text, or null where they are not all ASCII. */
  #text: string | null = "";
  #textStart = 0;
  #textEnd = 0;

  /** @param delimiter the byte that ends a name in a line */
  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  /**
   * The index of the name that stands, bare and with the delimiter behind it, in `chunk` at `at`, if it is that of `last` or the one after it: files
   * have a quiz's lines together, or list their quizzes again and again in the same order. Otherwise -1.
   */
  guess(last: number, chunk: Uint8Array, at: number): number {
    if (this.#standsAt(last, chunk, at)) return last;
    const next = last + 1 < this.size ? last + 1 : 0;
    return this.#standsAt(next, chunk, at) ? next : -1;
  }

  /** Bytes of name `index`. */
  lengthOf(index: number): number {
    return (this.#ends[index] ?? 0) - this.#start(index);
  }

  /** The index of the name that is the bytes in [from, to); where there is none, that of the name added, or -1 if none may be. */
  find(name: Uint8Array, from: number, to: number, mayAdd: boolean): number {
    const hash = hashOf(name, from, to);
    const slot = this.#slotOf(hash, name, from, to);
    const known = ((this.#slots[slot] ?? 0) & INDEX_MASK) - 1;
    if (known >= 0 || !mayAdd || this.size === MAX_NAMES) return known;
    const index = this.size++;
    const start = this.#start(index);
    const end = start + to - from;
    this.#bytes = withRoom(Uint8Array, this.#bytes, end);
    this.#ends = withRoom(Int32Array, this.#ends, this.size);
    this.#bare = withRoom(Uint8Array, this.#bare, this.size);
    let isBare = 1;
    for (let i = from; i < to; i++) {
      const byte = name[i] ?? 0;
      this.#bytes[start + i - from] = byte;
      if (byte === this.#delimiter || byte === QUOTE || byte === LINE_FEED || byte === CARRIAGE_RETURN) isBare = 0;
    }
    this.#ends[index] = end;
    this.#bare[index] = isBare;
    this.#slots[slot] = tagOf(hash) | (index + 1);
    if (this.size * 2 > this.#slots.length) this.#grow();
    return index;
  }

  /** Name `index` as text. Names are asked for one after the other, and most are ASCII: many are decoded at once, and each is cut out. */
  text(index: number): string {
    const start = this.#start(index);
    const end = this.#ends[index] ?? 0;
    if (start < this.#textStart || end > this.#textEnd) this.#decodeFrom(start, end);
    if (this.#text === null) return decodeUtf8(this.#bytes.subarray(start, end));
    return this.#text.slice(start - this.#textStart, end - this.#textStart);
  }

  /** Decodes the bytes from `start` on, to `end` at least. */
  #decodeFrom(start: number, end: number): void {
    this.#textStart = start;
    this.#textEnd = Math.max(end, Math.min(start + TEXT_BYTES, this.#start(this.size)));
    // Characters that are not ASCII have fewer UTF-16 units than bytes, but for one whose first byte alone is there: that is of a name not yet asked for.
    const text = decodeUtf8(this.#bytes.subarray(start, this.#textEnd));
    this.#text = text.length === this.#textEnd - start ? text : null;
  }

  #standsAt(index: number, chunk: Uint8Array, at: number): boolean {
    const from = this.#start(index);
    const length = (this.#ends[index] ?? 0) - from;
    if (chunk[at + length] !== this.#delimiter || this.#bare[index] !== 1) return false;
    // Names differ in their last bytes mostly.
    for (let i = length - 1; i >= 0; i--) {
      if (chunk[at + i] !== this.#bytes[from + i]) return false;
    }
    return true;
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  /** The slot of a name, or the free one where it belongs. */
  #slotOf(hash: number, name: Uint8Array, from: number, to: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const tag = tagOf(hash);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] ?? 0) | 0;
      if (entry === 0 || ((entry ^ tag) >>> INDEX_BITS === 0 && this.#is((entry & INDEX_MASK) - 1, name, from, to))) return slot;
    }
  }

  #is(index: number, name: Uint8Array, from: number, to: number): boolean {
    const start = this.#start(index);
    if ((this.#ends[index] ?? 0) - start !== to - from) return false;
    for (let i = from; i < to; i++) {
      if (name[i] !== this.#bytes[start + i - from]) return false;
    }
    return true;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * GROWTH);
    const mask = slots.length - 1;
    let from = 0;
    for (let index = 0; index < this.size; index++) {
      const to = this.#ends[index] ?? 0;
      const hash = hashOf(this.#bytes, from, to);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = tagOf(hash) | (index + 1);
      from = to;
    }
    this.#slots = slots;
  }
}

/** The bits of a hash that a slot keeps: not those that lead to it. */
function tagOf(hash: number): number {
  return hash & ~INDEX_MASK;
}

function hashOf(name: Uint8Array, from: number, to: number): number {
  let word = to - from;
  for (let i = from; i < to; i++) word = (Math.imul(word, BYTE_KEY) + (name[i] ?? 0)) | 0;
  const product = Math.imul(word ^ (word >>> 15), MIX_KEY);
  return product ^ (product >>> 16);
}
