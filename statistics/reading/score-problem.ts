// What can be wrong with an input: the closed list of codes, and what is told of each problem.

/**
 * Every kind of problem there is, with its severity. The list is closed: a new code is a new version of the contract that carries it.
 * Where Frictionless Data has a name for it (`type-error`, `constraint-error`, `encoding-error`, `extra-cell`, `missing-cell`), it is that name.
 *
 * An error keeps a cell, a line or the whole input from being read; a warning keeps nothing from being read.
 */
export const SEVERITIES = {
  /** A score cell that is neither a number nor a missing token; see `readDecimal` for the grammar. */
  "type-error": "error",
  /** A number of 10^15 or more in magnitude, or with more than 12 decimals. */
  "number-out-of-range": "error",
  /** A decimal point and a decimal comma are both possible, and nobody said which it is. */
  "ambiguous-decimal": "error",
  /** Several delimiters are possible, and nobody said which it is: nothing is read. */
  "ambiguous-delimiter": "error",
  /** The first line holds no score, and nobody said whether it is a header. */
  "ambiguous-header": "error",
  /** The input starts like another encoding than was declared, or like UTF-16 where none was: nothing is read. */
  "ambiguous-encoding": "error",
  /** Bytes that are not of the encoding. */
  "encoding-error": "error",
  /** A line that is only a name. */
  "no-scores": "error",
  /** A line whose first cell is empty. */
  "no-quiz-name": "error",
  /** A cell of more bytes than the limit. */
  "cell-too-long": "error",
  /** A line of more cells than the limit; those past it are not read. */
  "too-many-cells": "error",
  /** A line that names one more quiz than the limit. */
  "too-many-quizzes": "error",
  /** A quoted cell that is still open where it must end: at the end of the input, or past the limit of a cell's length. */
  "unterminated-quote": "error",
  /** Something between a closing quote and the delimiter. */
  "text-after-quote": "error",
  /** A quiz on another line again: the lines are one quiz. */
  "duplicate-quiz": "warning",
  /** A line of fewer cells than the header or the first line has. */
  "missing-cell": "warning",
  /** A line of more cells than the header or the first line has. */
  "extra-cell": "warning",
  /** A score above the highest that is possible. */
  "constraint-error": "warning",
  /** A score whose decimal point is likely to have slipped. */
  "decimal-slip": "warning",
} as const;

export type ScoreProblemCode = keyof typeof SEVERITIES;

export const severityOf = (code: ScoreProblemCode): "error" | "warning" => SEVERITIES[code];

/** One thing that is wrong with the input, where it is, and what to do. */
export interface ScoreProblem {
  code: ScoreProblemCode;
  severity: "error" | "warning";
  /** Physical line, from 1: what an editor shows. CRLF ends one line. */
  line: number;
  /** Cell in the line, from 1, which is the quiz name; null where the line as a whole is meant. */
  column: number | null;
  /** Offset in the input as sent, from 0, of the cell's first byte that is not a blank; of the delimiter that ends it when the cell is empty. */
  byteOffset: number | null;
  /** The cell as it was sent, without the blanks round it; at most 40 code points, see `showCell`. */
  cell: string | null;
  /** What is wrong and what to do about it, in a sentence or two. */
  hint: string;
}
