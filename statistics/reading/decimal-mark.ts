// What stands before the decimals of an input's scores, where nobody said it.

import { COMMA, MINUS, POINT, ZERO } from "./ascii.ts";
import { endOfDigits } from "./decimal.ts";
import type { DecimalMark, Delimiter } from "./dialect.ts";
import type { SampleLine } from "./sample.ts";

/** Digits between two marks of thousands. */
const GROUP = 3;

/**
 * Under a comma as delimiter it is the point. Otherwise it is the comma when some number of the sample proves the comma and none proves
 * the point, and the point when not. Numbers with the other mark are then problems: only `ScoreReader` meets them all.
 */
export function judgeDecimalMark(lines: readonly SampleLine[], delimiter: Delimiter): DecimalMark {
  if (delimiter === ",") return ".";
  const isProven = (mark: DecimalMark) => lines.some(({ proves }) => proves.has(mark));
  return isProven(",") && !isProven(".") ? "," : ".";
}

/**
 * Whether the number in [from, to) has `mark` where no mark of thousands can be: not with three digits behind it, or behind a leading zero, or behind
 * more than three digits. So 85,5 and 0,125 and 1234,567 prove a decimal comma; 1,000 does not.
 */
export function provesMark(text: Uint8Array, from: number, to: number, mark: DecimalMark): boolean {
  const first = text[from] === MINUS ? from + 1 : from;
  const whole = endOfDigits(text, first, to);
  if (whole === to || text[whole] !== (mark === "." ? POINT : COMMA)) return false;
  const decimals = endOfDigits(text, whole + 1, to) - (whole + 1);
  return decimals !== GROUP || text[first] === ZERO || whole - first > GROUP;
}
