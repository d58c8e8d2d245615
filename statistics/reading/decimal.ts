// The grammar of a score, read from bytes: which cells are numbers, and exactly which decimal each one is.

import { POWERS_OF_TEN, type Scaled, timesPowerOfTen, toScaled } from "../arithmetic/scaled.ts";
import { LOWER_E, MINUS, NINE, PLUS, POINT, UPPER_E, ZERO } from "./ascii.ts";

/** A score's magnitude is below 10 to this power. */
export const MAX_WHOLE_DIGITS = 15;

/** A score has at most this many decimals. */
export const MAX_DECIMALS = 12;

/** An exact decimal, `digits / 10^decimals`, with as few decimals as it can be written with: 8.50 is 85 / 10^1. */
export interface Decimal {
  digits: Scaled;
  decimals: number;
}

/** Whether `a` is greater than `b`, exactly. */
export function isGreater(a: Decimal, b: Decimal): boolean {
  const decimals = Math.max(a.decimals, b.decimals);
  return timesPowerOfTen(a.digits, decimals - a.decimals) > timesPowerOfTen(b.digits, decimals - b.decimals);
}

/** An exponent past this is as good as infinite: no cell is long enough to bring such a number back into range. */
const EXPONENT_CAP = 99_999;

/** Significant digits that are kept in one exact double; those after them go to a second one. */
const HIGH_DIGITS = 15;

/**
 * The decimal that the bytes in [from, to) spell, or the code of what is wrong with them.
 *
 * The grammar is `-?digits[.digits][(e|E)[+-]digits]`, in ASCII digits: JSON's numbers, with leading zeros allowed, since registers
 * write them (`085`). So `+5`, `.5` and `5.` are not numbers, as in JSON and unlike in most languages: in a file that is typed by hand they
 * are slips more often than not. Neither are `nan`, `inf`, `1_000`, `0x10`, `1 2`, `--1`, a lone `-` or full-width digits. `-0` is 0.
 *
 * `mark` is the byte before the decimals, a point unless a comma is said. The range is that of the value, not of its notation: `1.500000000000000` has one decimal, `0.001e15` is 10^12, `1e400` is out of range.
 * Nothing is rounded, and no string is made. Cost: one pass over the bytes, BigInt only past 15 significant digits.
 */
export function readDecimal(text: Uint8Array, from: number, to: number, mark = POINT): Decimal | "type-error" | "number-out-of-range" {
  const negative = from < to && text[from] === MINUS;
  const first = negative ? from + 1 : from;
  const whole = endOfDigits(text, first, to);
  if (whole === first) return "type-error";
  let end = whole;
  if (whole < to && text[whole] === mark) {
    end = endOfDigits(text, whole + 1, to);
    if (end === whole + 1) return "type-error";
  }
  let exponent = 0;
  let stop = end;
  if (end < to && (text[end] === LOWER_E || text[end] === UPPER_E)) {
    const sign = text[end + 1];
    const power = sign === MINUS || sign === PLUS ? end + 2 : end + 1;
    stop = endOfDigits(text, power, to);
    if (stop === power) return "type-error";
    exponent = readExponent(text, power, stop) * (sign === MINUS ? -1 : 1);
  }
  return stop === to ? scale(text, first, whole, end, exponent, negative) : "type-error";
}

/** The value of a well-formed number: digits in [first, end) with the point at `whole`, times 10^exponent. */
function scale(text: Uint8Array, first: number, whole: number, end: number, exponent: number, negative: boolean) {
  // Zeros at both ends say nothing; the decimal mark, point or comma, is a lower byte than any digit.
  let from = first;
  while (from < end && (text[from] ?? 0) <= ZERO) from++;
  let to = end;
  while (to > from && (text[to - 1] ?? 0) <= ZERO) to--;
  if (from === to) return { digits: 0, decimals: 0 };

  let high = 0;
  let low = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const byte = text[i] ?? 0;
    if (byte < ZERO) continue;
    if (count < HIGH_DIGITS) high = high * 10 + (byte - ZERO);
    else low = low * 10 + (byte - ZERO);
    count++;
  }
  // The power of ten that the last significant digit stands for.
  const power = exponent + (to <= whole ? whole - to : whole + 1 - to);
  if (count + power > MAX_WHOLE_DIGITS || -power > MAX_DECIMALS) return "number-out-of-range";
  const magnitude =
    count > HIGH_DIGITS
      ? toScaled(BigInt(high) * 10n ** BigInt(count - HIGH_DIGITS) + BigInt(low))
      : high * (POWERS_OF_TEN[Math.max(power, 0)] ?? 1);
  return { digits: negative ? -magnitude : magnitude, decimals: Math.max(-power, 0) };
}

/** Where the run of digits that starts at `from` ends, `to` at the latest; `from` itself when there is none. */
export function endOfDigits(text: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const byte = text[at] ?? 0;
    if (byte < ZERO || byte > NINE) break;
    at++;
  }
  return at;
}

function readExponent(text: Uint8Array, from: number, to: number): number {
  let exponent = 0;
  for (let i = from; i < to; i++) exponent = Math.min(exponent * 10 + ((text[i] ?? ZERO) - ZERO), EXPONENT_CAP);
  return exponent;
}
