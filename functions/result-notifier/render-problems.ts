// What the quality report says, as lines of a mail: what could not be read, and what is worth a look.
import type { QualityReport, ScoreProblem } from "../../generated/types/statistics.d.ts";
import { wrap } from "./plain-text.ts";

export interface Telling {
  /** So many problems of each severity are told; the stored report has more. */
  most: number;
  /** What heads the errors, and the warnings. */
  headings: { errors: string; warnings: string };
}

/** Errors first, then warnings, each under its heading; nothing where there are none, or none is to be told. */
export function renderProblems({ problems, problemCounts }: QualityReport, { most, headings }: Telling): string[] {
  if (most === 0) return [];
  const section = (severity: ScoreProblem["severity"], heading: string) => {
    const count = problemCounts.reduce((sum, kind) => sum + (kind.severity === severity ? kind.count : 0), 0);
    const told = problems.filter((problem) => problem.severity === severity).slice(0, most);
    const more = count > told.length ? [`  … and ${count - told.length} more, see the stored report.`] : [];
    return count === 0 ? [] : ["", heading, ...told.flatMap(renderProblem), ...more];
  };
  return [...section("error", headings.errors), ...section("warning", headings.warnings)];
}

/** Number of the errors, those that are not listed as well. */
export function errorCountOf({ problemCounts }: QualityReport): number {
  return problemCounts.reduce((sum, { severity, count }) => sum + (severity === "error" ? count : 0), 0);
}

function renderProblem({ severity, line, column, hint }: ScoreProblem): string[] {
  // An error without a cell is one of the input as a whole.
  const ofTheWhole = severity === "error" && column === null;
  const place = column === null ? `line ${line}` : `line ${line}, cell ${column}`;
  return wrap(ofTheWhole ? `- ${hint}` : `- ${place}: ${hint}`).map((each, index) => (index === 0 ? each : `  ${each}`));
}
