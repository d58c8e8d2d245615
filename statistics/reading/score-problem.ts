// What can be wrong with a cell of scores, and how a person is told.

import { MAX_CELL_BYTES } from "./cell.ts";
import { MAX_DECIMALS, MAX_WHOLE_DIGITS } from "./decimal.ts";

/** How many problems of an input are explained; all are counted. */
export const MAX_PROBLEMS = 100;

/**
 * Every kind of problem there is. The list is closed: a new code is a new version of the contract that carries it.
 *
 * - `not-a-number`: a score cell that is neither a number nor a missing token (see `readDecimal` for the grammar)
 * - `number-out-of-range`: a number of 10^15 or more in magnitude, or with more than 12 decimals
 * - `no-scores`: a line that is only a name
 * - `no-quiz-name`: a line whose first cell is empty
 * - `cell-too-long`: a cell of more than `MAX_CELL_BYTES`
 * - `unterminated-quote`: a quoted cell that is still open where its line ends; reading goes on at the next line
 * - `text-after-quote`: something between a closing quote and the delimiter
 * - `invalid-utf8`: a quiz name whose bytes are not UTF-8
 */
export type ScoreProblemCode =
  | "not-a-number"
  | "number-out-of-range"
  | "no-scores"
  | "no-quiz-name"
  | "cell-too-long"
  | "unterminated-quote"
  | "text-after-quote"
  | "invalid-utf8";

/** One thing that is wrong with the input, where it is, and what to do. */
export interface ScoreProblem {
  code: ScoreProblemCode;
  /** Physical line, from 1: what an editor shows. CRLF ends one line. */
  line: number;
  /** Cell in the line, from 1, which is the quiz name. */
  column: number;
  /** Offset in the input, from 0, of the cell's first byte that is not a blank; of the delimiter that ends it when the cell is empty. */
  byteOffset: number;
  /** The cell as it was sent, without the blanks round it; at most 40 code points, see `showCell`. */
  cell: string;
  /** What is wrong and what to do about it, in a sentence or two. */
  message: string;
}

/**
 * The message of a problem.
 *
 * @param code what is wrong
 * @param cell the cell as `showCell` shows it
 * @param invalidOffset for `invalid-utf8`, the offset in the input of the first byte that is not UTF-8
 */
export function explainProblem(code: ScoreProblemCode, cell: string, invalidOffset: number): string {
  switch (code) {
    case "not-a-number":
      return `"${cell}" is not a number. ${numberAdvice(cell)}`;
    case "number-out-of-range":
      return `${cell} is out of range: a score is below 10^${MAX_WHOLE_DIGITS} in magnitude and has at most ${MAX_DECIMALS} decimals. Correct it, or round it.`;
    case "no-scores":
      return `"${cell}" has no scores. A line is a quiz name and its scores, as in Quiz1,85,76,90: add the scores, or take the line out.`;
    case "no-quiz-name":
      return "The line has no quiz name. Its first cell names the quiz, as in Quiz1,85,76,90: add the name, or take the line out.";
    case "cell-too-long":
      return `The cell is longer than ${MAX_CELL_BYTES} bytes. Shorten it, or check that the cells are separated by commas.`;
    case "unterminated-quote":
      return 'The cell opens with a quote that is not closed on this line. Close it; a quote inside a quoted cell is written twice, as in "say ""hi""".';
    case "text-after-quote":
      return 'There is text after the closing quote. Put a comma after the quote; a quote inside a quoted cell is written twice, as in "say ""hi""".';
    case "invalid-utf8":
      return `The quiz name is not UTF-8 at byte ${invalidOffset}${encodingGuess(cell, invalidOffset)}. Save the file as UTF-8 and send it again.`;
  }
}

/** The slips that are worth a word of their own, first match first; tried on the cell without its quotes. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^\+\d/, "Leave the plus sign out."],
  [/^-?\.\d/, "Write a digit before the point: 0.5, not .5."],
  [/^-?\d+\.$/, "Write a digit after the point, or leave the point out: 5, not 5."],
  [/^-?\d+,\d+$/, "Write a point for decimals and nothing between thousands: 1.5, 1000."],
  [/^-?\d+([ _']|\\u\{[0-9a-f]+\})\d/, "Write the digits together, and one score in a cell."],
  [/^-?\d+(\.\d+)? ?%$/, "Leave the percent sign out."],
  [/^\d+(\.\d+)? ?\/ ?\d/, "Write the score alone, without what it is out of."],
  [/[^\p{ASCII}]|\\[ux]/u, "It holds a character that is not a plain digit, point or minus sign: type it again."],
];

function numberAdvice(cell: string): string {
  const text = cell.startsWith('"') ? cell.replaceAll('"', "").trim() : cell;
  for (const [slip, advice] of ADVICE) {
    if (slip.test(text)) return advice;
  }
  return "A score is written like 85, 8.5 or -2; leave the cell empty, or write NA, ABS or EX, when there is none.";
}

function encodingGuess(cell: string, invalidOffset: number): string {
  if (invalidOffset === 0 && /^\\xff\\xfe|^\\xfe\\xff/.test(cell)) return "; the file looks like UTF-16";
  return "; the file looks like Windows-1252 or another older encoding";
}
