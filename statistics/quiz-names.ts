// The names of quizzes, found by their bytes: no string is made until one is asked for.

import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from "./reading/ascii.ts";
import { decodeUtf8 } from "./reading/utf8.ts";
import { withRoom } from "./with-room.ts";

// The hash is keyed afresh in every process, so that nobody can write a file of names that all fall into one slot.
const [BYTE_KEY, MIX_KEY] = [randomOdd(), randomOdd()];

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
  /** Pairs: the hash of a name, and its index + 1, or 0. */
  #slots = new Int32Array(256);

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
    const known = (this.#slots[slot + 1] ?? 0) - 1;
    if (known >= 0 || !mayAdd) return known;
    const index = this.size++;
    const start = this.#start(index);
    const end = start + to - from;
    this.#bytes = withRoom(Uint8Array, this.#bytes, end);
    this.#ends = withRoom(Int32Array, this.#ends, this.size);
    this.#bare = withRoom(Uint8Array, this.#bare, this.size);
    for (let i = from; i < to; i++) this.#bytes[start + i - from] = name[i] ?? 0;
    this.#ends[index] = end;
    this.#bare[index] = this.#isBare(name, from, to) ? 1 : 0;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = index + 1;
    if (this.size * 4 > this.#slots.length) this.#grow();
    return index;
  }

  /** Name `index` as text. */
  text(index: number): string {
    return decodeUtf8(this.#bytes.subarray(this.#start(index), this.#ends[index]));
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
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const index = (slots[slot + 1] ?? 0) - 1;
      if (index < 0 || (slots[slot] === hash && this.#is(index, name, from, to))) return slot;
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

  #isBare(name: Uint8Array, from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const byte = name[i];
      if (byte === this.#delimiter || byte === QUOTE || byte === LINE_FEED || byte === CARRIAGE_RETURN) return false;
    }
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      const hash = old[at] ?? 0;
      let slot = (hash << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = old[at + 1] ?? 0;
    }
    this.#slots = slots;
  }
}

function hashOf(name: Uint8Array, from: number, to: number): number {
  let word = to - from;
  for (let i = from; i < to; i++) word = (Math.imul(word, BYTE_KEY) + (name[i] ?? 0)) | 0;
  const product = Math.imul(word ^ (word >>> 15), MIX_KEY);
  return product ^ (product >>> 16);
}

function randomOdd(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}
