// Whether the first line of an input names its columns, where nobody said it.

import type { SampleLine } from "./sample.ts";

/** What may stand over a column of quizzes, in any case of letters. The list is part of the rule: a title more makes an ambiguous input a plain one. */
const TITLES: ReadonlySet<string> = new Set([
  "",
  "quiz",
  "quizzes",
  "quiz name",
  "name",
  "title",
  "test",
  "exam",
  "assignment",
  "assessment",
  "activity",
  "item",
  "question",
]);

export function isColumnTitle(cell: string): boolean {
  return TITLES.has(cell.toLowerCase());
}

/**
 * What the first line that is not blank is. Where nothing is declared:
 *
 * 1. It is a header when its first cell is blank or one of the titles above, and it has cells behind that, some not blank and none a number or a missing token.
 * 2. Behind any other first cell nobody can tell when there are two or more cells, all of them text, and another line follows.
 * 3. Otherwise it is scores.
 *
 * A single cell of text is the scores of a quiz, garbled: that is a problem of its own.
 */
export function judgeHeader(
  lines: readonly SampleLine[],
  isWhole: boolean,
  declared: boolean | undefined,
): "header" | "scores" | "ambiguous" {
  const [first, second] = lines;
  if (declared !== undefined) return declared ? "header" : "scores";
  if (first === undefined || first.texts + first.notes === 0 || isNoHeader(first)) return "scores";
  if (first.titled) return "header";
  const anotherFollows = second !== undefined || !isWhole;
  return first.texts > 1 && first.blanks === 0 && anotherFollows ? "ambiguous" : "scores";
}

/** Whether the cells of the first line so far say already that it is no header. */
export function isNoHeader({ numbers, tokens }: SampleLine): boolean {
  return numbers > 0 || tokens > 0;
}
