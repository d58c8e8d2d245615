// The fast way through a line: cells that are plain numbers and lie whole in the chunk.

import { POWERS_OF_TEN, timesPowerOfTen } from "../arithmetic/scaled.ts";
import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE, ZERO } from "./ascii.ts";
import type { Decimal } from "./decimal.ts";

/** Scores that are handed on at a time: 16 KB of them stay in the first-level cache. */
export const BATCH = 4096;

/** As many digits as an int32 always holds, and so the most of a plain number. */
const DIGITS = 9;

/** The last bytes of a chunk are read one by one, so that elsewhere words can be read without a look at the chunk's end. */
const LOOKAHEAD = 12;

const INT32_MAX = 2 ** 31 - 1;

/**
 * Reads runs of plain numbers, `85` or `8.25` of up to nine digits, in quotes or not, from the cell that starts at some place.
 *
 * A run ends at the line's end, at a cell of another kind, at one that the chunk may cut, and where a cell has more decimals than the run:
 * then `nextDecimals` has grown, and another run goes on. What it found is in `values` and the fields; all scores of a run have one scale.
 * It says of a plain number exactly what `readDecimal` says of it.
 *
 * Nearly all scores have one of a few shapes, by the run's scale. These are told four bytes at a time, in loops that do nothing else, which are what
 * V8 compiles best; everything else is read byte by byte outside them. XOR with `00,` leaves the values of two digits, and 0 where the delimiter is; to
 * add 0x76 to each of them sets the highest bit of what was no digit (above 9), and one mask tests it all.
 */
export class PlainScores {
  readonly values: Int32Array = new Int32Array(BATCH);
  /** Scores in `values`. */
  count = 0;
  /** Each stands for itself / 10^decimals. */
  decimals = 0;
  /** The line end behind the last cell, LF or CR, or 0 when the line goes on. */
  ending = 0;
  /** The scale for the next run. */
  nextDecimals = 0;
  readonly #delimiter: number;
  readonly #mark: number;
  /** By scale, the highest score that is read here: what is above `maxScore` goes the other way, which warns. */
  readonly #highest: Int32Array;
  // Shapes as little-endian integers, the first character in the lowest byte.
  readonly #d: number; // 0,
  readonly #dd: number; // 00,
  readonly #ddd: number; // 000,
  readonly #dmd: number; // 0.0,
  readonly #ddmd: number; // 00.0
  readonly #dmdd: number; // 0.00
  #digits = 0;
  #chunk: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(delimiter: number, decimalMark: number, maxScore: Decimal | null) {
    this.#delimiter = delimiter;
    this.#mark = decimalMark;
    this.#highest = Int32Array.from({ length: DIGITS + 1 }, (_, decimals) => highestAt(decimals, maxScore));
    this.#d = (delimiter << 8) | ZERO;
    this.#dd = (delimiter << 16) | 0x3030;
    this.#ddd = (delimiter << 24) | 0x303030;
    this.#dmd = (delimiter << 24) | (decimalMark << 8) | 0x300030;
    this.#ddmd = (decimalMark << 16) | 0x30003030;
    this.#dmdd = (decimalMark << 8) | 0x30300030;
  }

  /** Reads a run of at most `room` scores (up to `BATCH`) from the cell that starts at `from`, and returns where the next cell starts. */
  read(chunk: Uint8Array, from: number, room: number): number {
    if (chunk !== this.#chunk) {
      this.#chunk = chunk;
      this.#view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    }
    const stop = chunk.length - LOOKAHEAD;
    const scale = this.nextDecimals;
    const highest = this.#highest[scale] ?? 0;
    this.decimals = scale;
    this.count = 0;
    this.ending = 0;
    let at = from;
    while (this.count < room && this.ending === 0) {
      if (scale === 0 && highest >= 99) at = this.#readWholes(this.#view, at, stop, room, highest);
      else if (scale === 1 && highest >= 999) at = this.#readTenths(this.#view, at, stop, room);
      else if (scale === 2 && highest >= 9999) at = this.#readHundredths(this.#view, at, stop, room);
      if (this.count === room) break;
      const next = this.#readAny(chunk, at, scale, highest);
      if (next === at) break;
      at = next;
    }
    return at;
  }

  /** Scores such as `85`, `7` and `100`. */
  #readWholes(view: DataView, from: number, stop: number, room: number, highest: number): number {
    const values = this.values;
    const d = this.#d | 0;
    const dd = this.#dd | 0;
    const ddd = this.#ddd | 0;
    let count = this.count | 0;
    let at = from | 0;
    while (at < stop && count < room) {
      const word = view.getInt32(at, true);
      const double = (word & 0xffffff) ^ dd;
      const single = (word & 0xffff) ^ d;
      let score = 0;
      if ((((double + 0x7676) | double) & 0xff8080) === 0) {
        score = (double & 15) * 10 + (double >>> 8);
        at = (at + 3) | 0;
      } else if (single <= 9) {
        score = single;
        at = (at + 2) | 0;
      } else {
        const triple = word ^ ddd;
        if ((((triple + 0x767676) | triple) & 0xff808080) !== 0) break;
        score = (triple & 15) * 100 + ((triple >>> 8) & 15) * 10 + (triple >>> 16);
        if (score > highest) break;
        at = (at + 4) | 0;
      }
      values[count] = score;
      count = (count + 1) | 0;
    }
    this.count = count;
    return at;
  }

  /** Scores such as `85.5`, `8.5`, `85` and `8`. */
  #readTenths(view: DataView, from: number, stop: number, room: number): number {
    const values = this.values;
    const d = this.#d | 0;
    const dd = this.#dd | 0;
    const ddmd = this.#ddmd | 0;
    const dmd = this.#dmd | 0;
    const delimiter = this.#delimiter | 0;
    let count = this.count | 0;
    let at = from | 0;
    while (at < stop && count < room) {
      const word = view.getInt32(at, true);
      const long = word ^ ddmd;
      const short = word ^ dmd;
      let score = 0;
      if ((((long + 0x76007676) | long) & 0x80ff8080) === 0) {
        if (view.getUint8(at + 4) !== delimiter) break;
        score = (long & 15) * 100 + ((long >>> 8) & 15) * 10 + (long >>> 24);
        at = (at + 5) | 0;
      } else if ((((short + 0x760076) | short) & 0xff80ff80) === 0) {
        score = (short & 15) * 10 + (short >>> 16);
        at = (at + 4) | 0;
      } else {
        const whole = (word & 0xffffff) ^ dd;
        const single = (word & 0xffff) ^ d;
        if ((((whole + 0x7676) | whole) & 0xff8080) === 0) {
          score = (whole & 15) * 100 + (whole >>> 8) * 10;
          at = (at + 3) | 0;
        } else if (single <= 9) {
          score = single * 10;
          at = (at + 2) | 0;
        } else break;
      }
      values[count] = score;
      count = (count + 1) | 0;
    }
    this.count = count;
    return at;
  }

  /** Scores such as `85.25`, `85.5` and `8.25`. */
  #readHundredths(view: DataView, from: number, stop: number, room: number): number {
    const values = this.values;
    const d = this.#d | 0;
    const ddmd = this.#ddmd | 0;
    const dmdd = this.#dmdd | 0;
    const delimiter = this.#delimiter | 0;
    let count = this.count | 0;
    let at = from | 0;
    while (at < stop && count < room) {
      const word = view.getInt32(at, true);
      const next = view.getInt32(at + 4, true);
      const long = word ^ ddmd;
      let score = 0;
      if ((((long + 0x76007676) | long) & 0x80ff8080) === 0) {
        score = (long & 15) * 1000 + ((long >>> 8) & 15) * 100 + (long >>> 24) * 10;
        const last = (next & 0xffff) ^ d;
        if (last <= 9) {
          score = (score + last) | 0;
          at = (at + 1) | 0;
        } else if ((next & 0xff) !== delimiter) break;
      } else {
        const short = word ^ dmdd;
        if ((((short + 0x76760076) | short) & 0x8080ff80) !== 0 || (next & 0xff) !== delimiter) break;
        score = (short & 15) * 100 + ((short >>> 16) & 15) * 10 + (short >>> 24);
      }
      values[count] = score;
      count = (count + 1) | 0;
      at = (at + 5) | 0;
    }
    this.count = count;
    return at;
  }

  /**
   * Reads a plain number of any shape, byte by byte; quotes round it mean nothing. Returns where the next cell starts, or `from` where this is no plain
   * number or the chunk cuts it.
   */
  #readAny(chunk: Uint8Array, from: number, scale: number, highest: number): number {
    let at = from;
    while (at < chunk.length && chunk[at] === SPACE) at++;
    const isQuoted = at < chunk.length && chunk[at] === QUOTE;
    if (isQuoted) at++;
    const first = at;
    at = this.#readDigits(chunk, first, 0);
    const whole = at - first;
    if (whole === 0 || whole > DIGITS - scale || at === chunk.length) return from;
    let decimals = 0;
    if (chunk[at] === this.#mark) {
      const point = at;
      at = this.#readDigits(chunk, point + 1, this.#digits);
      decimals = at - point - 1;
      if (decimals === 0 || whole + decimals > DIGITS || at === chunk.length) return from;
      if (decimals > scale) {
        this.nextDecimals = decimals;
        return from;
      }
    }
    if (isQuoted && (chunk[at++] !== QUOTE || at === chunk.length)) return from;
    const value = Math.imul(this.#digits, POWERS_OF_TEN[scale - decimals] ?? 1);
    if (value > highest) return from;
    const byte = chunk[at] ?? 0;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) this.ending = byte;
    else if (byte !== this.#delimiter) return from;
    this.values[this.count++] = value;
    return at + 1;
  }

  /** Appends the digits from `from` on to `before`, in `#digits`, and returns where they end. */
  #readDigits(chunk: Uint8Array, from: number, before: number): number {
    let digits = before | 0;
    let at = from;
    for (; at < chunk.length; at++) {
      const digit = ((chunk[at] ?? 0) - ZERO) | 0;
      if (digit >>> 0 > 9) break;
      digits = (Math.imul(digits, 10) + digit) | 0;
    }
    this.#digits = digits;
    return at;
  }
}

function highestAt(decimals: number, maxScore: Decimal | null): number {
  if (maxScore === null) return INT32_MAX;
  const power = decimals - maxScore.decimals;
  const highest = power < 0 ? BigInt(maxScore.digits) / 10n ** BigInt(-power) : BigInt(timesPowerOfTen(maxScore.digits, power));
  return Math.min(Number(highest), INT32_MAX);
}
