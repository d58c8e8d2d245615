// What a mail says of statistics: how much there is, the figures, how they are spread, what changed and what was left out.
import { plural } from "./plain-text.ts";
import { renderCorrection } from "./render-correction.ts";
import { renderPlots } from "./render-plots.ts";
import { errorCountOf, renderProblems } from "./render-problems.ts";
import { renderTable } from "./render-table.ts";
import type { StatisticsReport } from "./report.ts";

/** How much is told. */
export interface StatisticsDetail {
  /** Quizzes in the table. */
  rows: number;
  /** Problems of each severity. */
  problems: number;
  /** Quizzes that a correction changed. */
  changes: number;
}

const leftOut = { errors: "Left out, since it could not be read:", warnings: "Taken as it is, but worth a look:" };

/** `3 quizzes, 9 scores (1 missing, 2 left out)`; what is suppressed is not told. */
export function renderCounts({ quizCount, scoreCount, missingCount, quality }: StatisticsReport): string {
  const errorCount = errorCountOf(quality);
  const apart = [...(missingCount ? [`${missingCount} missing`] : []), ...(errorCount > 0 ? [`${errorCount} left out`] : [])];
  return `${plural(quizCount, "quiz", "quizzes")}, ${plural(scoreCount, "score", "scores")}${apart.length > 0 ? ` (${apart.join(", ")})` : ""}`;
}

/** All but the counts: first what a correction changed, since that is what it was sent for. */
export function renderStatistics(report: StatisticsReport, { rows, problems, changes }: StatisticsDetail): string[] {
  const { quizCount, quality, correction } = report;
  const quizzes = report.quizzes.slice(0, rows);
  const section = (lines: string[]) => (lines.length > 0 ? ["", ...lines] : []);
  return [
    ...renderCorrection(correction, changes),
    ...section(quizzes.length > 0 ? renderTable(quizzes) : []),
    ...section(renderHidden(quizCount, quizzes.length)),
    ...section(renderPlots(quizzes)),
    ...renderProblems(quality, { most: problems, headings: leftOut }),
  ];
}

function renderHidden(quizCount: number, shown: number): string[] {
  if (quizCount === shown) return [];
  const which = shown > 0 ? plural(quizCount - shown, "more quiz is", "more quizzes are") : "The quizzes are";
  return [`${which} in the statistics: see the link below.`];
}
