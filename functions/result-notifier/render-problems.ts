// What the quality report says, as lines of a mail: what could not be read, and what is worth a look.
import type { QualityReport, ScoreProblem } from "../../generated/types/statistics.d.ts";
import { wrap } from "./plain-text.ts";
import { printable } from "./printable.ts";

export interface Telling {
  /** So many problems of each severity are told; the stored report has more. */
  most: number;
  /** What heads the errors, and the warnings. */
  headings: { errors: string; warnings: string };
}

/** Errors first, then warnings, each under its heading; nothing where there are none, or none is to be told. */
export function renderProblems(quality: QualityReport, { most, headings }: Telling): string[] {
  if (most === 0) return [];
  const section = (severity: ScoreProblem["severity"], heading: string) => {
    const count = countOf(quality, severity);
    const told = firstProblems(quality, severity, most);
    const more = count > told.length ? [`- and ${count - told.length} more: see the problems, by the link below.`] : [];
    return count === 0 ? [] : ["", heading, ...renderList(told), ...more];
  };
  return [...section("error", headings.errors), ...section("warning", headings.warnings)];
}

/** Number of the errors, those that are not listed as well. */
export function errorCountOf(quality: QualityReport): number {
  return countOf(quality, "error");
}

/** The first problems of a severity, so many at most. */
export function firstProblems({ problems }: QualityReport, severity: ScoreProblem["severity"], most: number): ScoreProblem[] {
  return problems.filter((problem) => problem.severity === severity).slice(0, most);
}

/** A list: where each is, what it is, and what to do. What to do about many is told with the first of them. */
export function renderList(problems: ScoreProblem[]): string[] {
  const told = new Set<string>();
  return problems.flatMap((problem) => {
    const { what, advice } = inSentences(problem);
    const isNew = advice !== "" && !told.has(advice);
    told.add(advice);
    return listItem(printable(`${placeOf(problem)}${what}${isNew ? ` ${advice}` : ""}`));
  });
}

/** The first sentence of a hint, in which its cell stands as it came, and the others. */
function inSentences({ hint, cell }: ScoreProblem): { what: string; advice: string } {
  const behindCell = cell === null ? 0 : hint.indexOf(cell) + cell.length;
  const end = hint.indexOf(". ", behindCell);
  return end < 0 ? { what: hint, advice: "" } : { what: hint.slice(0, end + 1), advice: hint.slice(end + 2) };
}

/** An error without a cell is one of the input as a whole. */
function placeOf({ severity, line, column }: ScoreProblem): string {
  if (column !== null) return `line ${line}, cell ${column}: `;
  return severity === "error" ? "" : `line ${line}: `;
}

/** `- ` and the text, which hangs below its own beginning. */
export function listItem(text: string): string[] {
  return wrap(text).map((line, index) => `${index === 0 ? "- " : "  "}${line}`);
}

function countOf({ problemCounts }: QualityReport, severity: ScoreProblem["severity"]): number {
  return problemCounts.reduce((sum, kind) => sum + (kind.severity === severity ? kind.count : 0), 0);
}
