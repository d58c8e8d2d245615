// How a person is told what is wrong with an input, and what to do about it.

import { MAX_DECIMALS, MAX_WHOLE_DIGITS } from "./decimal.ts";
import type { Encoding } from "./encoding.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { Likeness } from "./looks-like.ts";
import type { ScoreProblemCode } from "./score-problem.ts";

/** What is shown of a cell that is not to be shown. */
export const HIDDEN = "…";

/** What a hint may mention beside the cell. */
export interface Circumstances {
  /** The cell as `showCell` shows it; "…" alone where it is not to be shown. */
  cell: string;
  /** Offset in the input of the first byte that is not of the encoding. */
  invalidOffset: number;
  /** What a cell that is not of the encoding looks like. */
  looksLike: Likeness;
  /** The encoding that the input starts like. */
  startsLike: Encoding;
  limits: Limits;
  /** Cells that a line should have behind its name, and those that it has; null where that is not to be told. */
  expected: number | null;
  actual: number | null;
  /** Whether a note stands before the cell in its line, or is it. */
  isBehindNote: boolean;
}

const NOTHING_SAID: Circumstances = {
  cell: "",
  invalidOffset: 0,
  looksLike: null,
  startsLike: "utf-8",
  limits: DEFAULT_LIMITS,
  expected: null,
  actual: null,
  isBehindNote: false,
};

const QUOTES_DOUBLED = 'A quote inside a quoted cell is written twice, as in "say ""hi""".';

/** What a quiz as a whole gives rise to is told by the one who finds it. */
export type HintedCode = Exclude<ScoreProblemCode, "decimal-slip" | "duplicate-quiz">;

const hints: Record<HintedCode, (about: Circumstances) => string> = {
  "type-error": ({ cell, isBehindNote }) =>
    isBehindNote
      ? `${mention(cell)} stands behind a note, where nothing is read. Put it before the note, or take the note out.`
      : `${mention(cell)} is not a number. ${numberAdvice(cell)}`,
  "number-out-of-range": ({ cell }) =>
    `${mention(cell)} is out of range: a score is below 10^${MAX_WHOLE_DIGITS} in magnitude and has at most ${MAX_DECIMALS} decimals. Correct it, or round it.`,
  "ambiguous-decimal": ({ cell }) =>
    `${mention(cell)} can be read in two ways here, as the comma and the point may each stand before decimals or between thousands. Declare which it is with the option decimal, "." or ",".`,
  "ambiguous-delimiter": () =>
    "More than one of comma, semicolon and tab can be what separates the cells, so nothing was read. Declare which it is with the option delimiter, or put names that hold one of them in quotes.",
  "ambiguous-header": ({ cell }) =>
    `The first line, which starts with ${mention(cell)}, holds no score. Declare with the option header whether it names the columns (true) or is a quiz whose scores need correcting (false).`,
  "ambiguous-encoding": ({ startsLike }) =>
    `The input starts as ${startsLike} does, which is not what was declared, or what is read where nothing is: so nothing was read. Send it as UTF-8, or declare what it is with the option encoding: "utf-8", "utf-16le", "utf-16be" or "windows-1252".`,
  "encoding-error": ({ invalidOffset, looksLike }) =>
    `Byte ${invalidOffset} is no character in the encoding that the input was read in. ${encodingAdvice(looksLike)}`,
  "no-scores": ({ cell, isBehindNote }) =>
    `${isBehindNote ? "The line" : mention(cell)} has no scores. A line is a quiz name and its scores, as in Quiz1,85,76,90: add the scores, or take the line out.`,
  "no-quiz-name": () =>
    "The line has no quiz name. Its first cell names the quiz, as in Quiz1,85,76,90: add the name, or take the line out.",
  "cell-too-long": ({ limits }) =>
    `The cell is longer than ${limits.maxCellBytes} bytes. Shorten it; or declare with the option delimiter what separates the cells, if they were not told apart.`,
  "too-many-cells": ({ limits }) =>
    `The line has more than ${limits.maxCellsPerLine} scores. Put the others on a line of their own with the same quiz name.`,
  "too-many-quizzes": ({ limits }) => `There are more than ${limits.maxQuizzes} quizzes. Send the others as a submission of their own.`,
  "unterminated-quote": () =>
    `The cell opens with a quote that is not closed, so what comes behind it was taken for text. Close it. ${QUOTES_DOUBLED}`,
  "text-after-quote": () => `There is text after the closing quote. Put a delimiter after the quote, or the text inside. ${QUOTES_DOUBLED}`,
  "missing-cell": (about) =>
    `The line has ${lengthOf("fewer", about)}. Nothing was filled in: leave a cell empty for a student without a score.`,
  "extra-cell": (about) => `The line has ${lengthOf("more", about)}. None was left out for that: check that no delimiter slipped in.`,
  "constraint-error": ({ cell }) =>
    `${mention(cell)} is above the highest possible score. It was taken: correct it, or the option maxScore.`,
};

/** What is wrong and what to do about it, in a sentence or two. */
export function explain(code: HintedCode, circumstances: Partial<Circumstances>): string {
  return hints[code]({ ...NOTHING_SAID, ...circumstances });
}

function lengthOf(direction: string, { expected, actual }: Circumstances): string {
  if (expected === null || actual === null) return `${direction} scores than were expected`;
  return `${actual} ${actual === 1 ? "score" : "scores"} where ${expected} were expected`;
}

/** The cell in the quotes that it came in, or in some. */
function mention(cell: string): string {
  if (cell === HIDDEN) return "The cell";
  return cell.startsWith('"') ? cell : `"${cell}"`;
}

function encodingAdvice(looksLike: Likeness): string {
  if (looksLike === "damaged utf-8") return "Other characters beside it are UTF-8, so this one was damaged on its way: type it again.";
  const save = "declare its encoding with the option encoding, or save it as UTF-8.";
  return looksLike === null ? `If the file is in another one, ${save}` : `The cell looks like ${looksLike}: ${save}`;
}

/** The slips that are worth a word of their own, first match first; tried on the cell without its quotes. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^\+\d/, "Leave the plus sign out."],
  [/^-?[.,]\d/, "Write a digit before the point: 0.5, not .5."],
  [/^-?\d+[.,]$/, "Write a digit after the point, or leave the point out: 5, not 5."],
  [
    /^-?\d+,\d+$/,
    "Write a point for decimals and nothing between thousands: 1.5, 1000. Or declare decimal commas with the option decimal.",
  ],
  [/^-?\d+\.\d+$/, "The decimals of this input are written with a comma, as in 1,5. Or declare decimal points with the option decimal."],
  [/^-?\d[\d.,]*$/, "Write one mark, before the decimals, and nothing between thousands."],
  [/\\u\{0\}/, 'It holds NULs, as UTF-16 does when it is read as UTF-8: declare "utf-16le" or "utf-16be" with the option encoding.'],
  [/\\u\{feff\}/, "It holds a byte order mark, as the start of a file that was put behind another does: take it out."],
  [/^-?\d+([ _']|\\u\{[0-9a-f]+\})\d/, "Write the digits together, and one score in a cell."],
  [/^-?\d+([.,]\d+)? ?%$/, "Leave the percent sign out."],
  [/^\d+([.,]\d+)? ?\/ ?\d/, "Write the score alone, without what it is out of."],
  [/[^\p{ASCII}]|\\[ux]/u, "It holds a character that is not a plain digit, point or minus sign: type it again."],
];

function numberAdvice(cell: string): string {
  const whole = cell.endsWith("…") ? cell.slice(0, -1) : cell;
  const text = whole.startsWith('"') ? whole.replaceAll('"', "").trim() : whole;
  for (const [slip, advice] of ADVICE) {
    if (slip.test(text)) return advice;
  }
  return "A score is written like 85, 8.5 or -2. Leave the cell empty when there is none, or declare with the option missingTokens what stands for that.";
}
