// The fast way through a line: cells that are plain numbers and lie whole in the chunk.

import { POWERS_OF_TEN, timesPowerOfTen } from "../arithmetic/scaled.ts";
import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE, ZERO } from "./ascii.ts";
import type { Decimal } from "./decimal.ts";

/** Scores that are handed on at a time: 16 KB of them stay in the first-level cache. */
export const BATCH = 4096;

/** As many digits as an int32 always holds, and so the most of a plain number. */
const DIGITS = 9;

/** The last bytes of a chunk are left to the other way, so that the first digits of a cell can be read without a look at the chunk's end. */
const LOOKAHEAD = 12;

const INT32_MAX = 2 ** 31 - 1;

/**
 * Reads runs of plain numbers, `85` or `8.25` of up to nine digits, in quotes or not, from the cell that starts at some place.
 *
 * A run ends at the line's end, at a cell of another kind, at one that the chunk may cut, and where a cell has more decimals than the run:
 * then `nextDecimals` has grown, and another run goes on. What it found is in `values` and the fields; all scores of a run have one scale.
 * It says of a plain number exactly what `readDecimal` says of it.
 *
 * The shapes that nearly all scores have are told four bytes at a time. XOR with `00,` leaves the values of two digits, and 0 where the delimiter
 * is; to add 0x76 to each of them sets the highest bit of what was no digit (above 9), and one mask tests it all.
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
  readonly #ddmd: number; // 00.0
  readonly #dmdd: number; // 0.00
  #chunk: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(delimiter: number, decimalMark: number, maxScore: Decimal | null) {
    this.#delimiter = delimiter;
    this.#mark = decimalMark;
    this.#highest = Int32Array.from({ length: DIGITS + 1 }, (_, decimals) => highestAt(decimals, maxScore));
    this.#d = (delimiter << 8) | ZERO;
    this.#dd = (delimiter << 16) | 0x3030;
    this.#ddmd = (decimalMark << 16) | 0x30003030;
    this.#dmdd = (decimalMark << 8) | 0x30300030;
  }

  /** Reads a run of at most `room` scores (up to `BATCH`) from the cell that starts at `from`, and returns where the next cell starts. */
  read(chunk: Uint8Array, from: number, room: number): number {
    if (chunk !== this.#chunk) {
      this.#chunk = chunk;
      this.#view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    }
    const view = this.#view;
    const values = this.values;
    const delimiter = this.#delimiter;
    const mark = this.#mark;
    const [d, dd, ddmd, dmdd] = [this.#d, this.#dd, this.#ddmd, this.#dmdd];
    const lineFeed = LINE_FEED ^ delimiter;
    const end = chunk.length;
    const stop = end - LOOKAHEAD;
    const scale = this.nextDecimals;
    const unit = (POWERS_OF_TEN[scale] ?? 1) | 0;
    const highest = (this.#highest[scale] ?? 0) | 0;
    const wholeDigits = DIGITS - scale;
    let count = 0;
    let at = from;
    this.ending = 0;
    while (at < stop && count < room) {
      const word = view.getInt32(at, true);
      if (scale === 0 && highest > 99) {
        const first = (word & 0xffffff) ^ dd;
        if ((((first + 0x7676) | first) & 0xff8080) === 0 && count + 2 < room) {
          // Scores of two digits are seldom alone: up to three in a turn.
          values[count++] = (first & 15) * 10 + (first >>> 8);
          at += 3;
          const second = (view.getInt32(at, true) & 0xffffff) ^ dd;
          if ((((second + 0x7676) | second) & 0xff8080) !== 0) continue;
          values[count++] = (second & 15) * 10 + (second >>> 8);
          at += 3;
          const third = (view.getInt32(at, true) & 0xffffff) ^ dd;
          if ((((third + 0x7676) | third) & 0xff8080) !== 0) continue;
          values[count++] = (third & 15) * 10 + (third >>> 8);
          at += 3;
          continue;
        }
        const single = (word & 0xffff) ^ d;
        if (single <= 9) {
          values[count++] = single;
          at += 2;
          continue;
        }
        if ((((first + 0x7676) | first) & 0x8080) === 0 && first >>> 16 === lineFeed) {
          values[count++] = (first & 15) * 10 + ((first >>> 8) & 15);
          at += 3;
          this.ending = LINE_FEED;
          break;
        }
      } else if (scale === 2) {
        const next = view.getInt32(at + 4, true);
        const long = word ^ ddmd;
        const short = word ^ dmdd;
        let score = -1;
        let length = 5;
        if ((((long + 0x76007676) | long) & 0x80ff8080) === 0) {
          const tenths = (long & 15) * 1000 + ((long >>> 8) & 15) * 100 + (long >>> 24) * 10;
          const last = (next & 0xffff) ^ d;
          if (last <= 9) {
            score = tenths + last;
            length = 6;
          } else if ((next & 0xff) === delimiter) {
            score = tenths;
          }
        } else if ((((short + 0x76760076) | short) & 0x8080ff80) === 0 && (next & 0xff) === delimiter) {
          score = (short & 15) * 100 + ((short >>> 16) & 15) * 10 + (short >>> 24);
        }
        if (score >= 0 && score <= highest) {
          values[count++] = score;
          at += length;
          continue;
        }
      }
      // Every other shape, byte by byte; quotes round a number mean nothing.
      const isQuoted = (word & 0xff) === QUOTE;
      const start = isQuoted ? at + 1 : at;
      let byte = (chunk[start] ?? 0) | 0;
      let digit = (byte - ZERO) | 0;
      if (digit >>> 0 > 9) {
        if (byte !== SPACE || isQuoted) break;
        at++;
        continue;
      }
      let next = start;
      let value = 0;
      do {
        value = (Math.imul(value, 10) + digit) | 0;
        byte = (chunk[++next] ?? 0) | 0;
        digit = (byte - ZERO) | 0;
      } while (digit >>> 0 <= 9);
      const whole = next - start;
      let factor = unit;
      if (byte === mark) {
        const first = ++next;
        for (;;) {
          byte = (chunk[next] ?? 0) | 0;
          digit = (byte - ZERO) | 0;
          if (digit >>> 0 > 9) break;
          value = (Math.imul(value, 10) + digit) | 0;
          next++;
        }
        const decimals = next - first;
        if (decimals === 0 || whole + decimals > DIGITS) break;
        if (decimals > scale) {
          this.nextDecimals = decimals;
          break;
        }
        factor = (POWERS_OF_TEN[scale - decimals] ?? 1) | 0;
      }
      if (isQuoted) {
        if (byte !== QUOTE) break;
        byte = (chunk[++next] ?? 0) | 0;
      }
      if (whole > wholeDigits) break;
      value = Math.imul(value, factor);
      if (value > highest) break;
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) this.ending = byte;
      else if (byte !== delimiter) break;
      values[count++] = value;
      at = next + 1;
      if (this.ending !== 0) break;
    }
    this.count = count;
    this.decimals = scale;
    return at;
  }
}

function highestAt(decimals: number, maxScore: Decimal | null): number {
  if (maxScore === null) return INT32_MAX;
  const power = decimals - maxScore.decimals;
  const highest = power < 0 ? BigInt(maxScore.digits) / 10n ** BigInt(-power) : BigInt(timesPowerOfTen(maxScore.digits, power));
  return Math.min(Number(highest), INT32_MAX);
}
