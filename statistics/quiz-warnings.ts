// The warnings that a quiz as a whole gives rise to: it is on several lines, or a score is likely to be wrong.

import type { QuizSummary } from "./collector.ts";
import { decimalSlips } from "./figures/decimal-slips.ts";
import { type Decimal, isGreater } from "./reading/decimal.ts";
import { HIDDEN } from "./reading/hints.ts";
import type { ProblemLog } from "./reading/problem-log.ts";
import { showCell } from "./reading/show-cell.ts";
import type { Summary } from "./summary.ts";

/** Adds the warnings of a quiz; none for a quiz whose scores are not told. */
export function warnOf(quiz: QuizSummary, { options: { minimumGroupSize }, marks: { maxScore } }: Summary, log: ProblemLog): void {
  if (quiz.sample.count < (minimumGroupSize ?? 0)) return;
  if (quiz.lineCount > 1) warnOfLines(quiz, log);
  // Elsewhere the reader tells of each such score, with its place.
  if (maxScore !== null && minimumGroupSize !== undefined) warnOfHighScores(quiz, maxScore, log);
  warnOfSlips(quiz, minimumGroupSize === undefined, log);
}

function warnOfLines({ name, lineCount, firstLine, secondLine }: QuizSummary, log: ProblemLog): void {
  if (!log.add("duplicate-quiz")) return;
  const shown = showName(name);
  const hint = `"${shown}" is on ${lineCount} lines, the first of them line ${firstLine}: the scores of all were taken together. Rename one if they are different quizzes.`;
  log.keep({ code: "duplicate-quiz", line: secondLine, column: 1, byteOffset: null, cell: shown, hint });
}

function warnOfHighScores({ name, firstLine, sample }: QuizSummary, maxScore: Decimal, log: ProblemLog): void {
  if (sample.count === 0 || !isGreater({ digits: sample.max, decimals: sample.decimals }, maxScore) || !log.add("constraint-error")) return;
  const hint = `"${showName(name)}" has scores above the highest possible score. They were taken: correct them, or the option maxScore.`;
  log.keep({ code: "constraint-error", line: firstLine, column: null, byteOffset: null, cell: null, hint });
}

/** A warning for each different score that looks like a slip. */
function warnOfSlips({ name, firstLine, sample }: QuizSummary, showScores: boolean, log: ProblemLog): void {
  for (const { score, likely, count } of decimalSlips(sample)) {
    if (!log.add("decimal-slip")) continue;
    const occurrences = count === 1 ? "" : `, ${count} times,`;
    const [shown, meant] = showScores ? [String(score), String(likely)] : ["A score", "another"];
    const hint = `${shown}${occurrences} lies far from the other scores of "${showName(name)}", and ${meant} would not: look whether its decimal point has slipped. It was taken as it is.`;
    log.keep({ code: "decimal-slip", line: firstLine, column: null, byteOffset: null, cell: showScores ? shown : HIDDEN, hint });
  }
}

function showName(name: string): string {
  return showCell(new TextEncoder().encode(name));
}
