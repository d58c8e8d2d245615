// How an input was read, and what was wrong with it, as the document states it.

import type { QualityReport } from "../generated/types/statistics.d.ts";
import { MAX_PROBLEMS, type ProblemLog } from "./reading/problem-log.ts";
import { type ScoreProblem, severityOf } from "./reading/score-problem.ts";
import type { Reading } from "./summary.ts";

/** The report of what the logs hold: what the reader found, and what the figures gave rise to. */
export function qualityReport(reading: Reading, logs: readonly ProblemLog[]): QualityReport {
  const counts = logs.flatMap((log) => [...log.counts]);
  return {
    reading: describeReading(reading),
    problemCount: counts.reduce((sum, [, count]) => sum + count, 0),
    problemCounts: counts.map(([code, count]) => ({ code, severity: severityOf(code), count })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    problems: firstOf(logs.flatMap((log) => [...log.errors, ...log.warnings])),
  };
}

function describeReading({ encoding, byteOrderMark, dialect, lineCounts: { blank, ...lineEndings } }: Reading): QualityReport["reading"] {
  const { delimiter, decimal, header, decidedBy } = dialect;
  return {
    encoding,
    byteOrderMark,
    delimiter,
    delimiterDecidedBy: decidedBy.delimiter,
    decimal,
    decimalDecidedBy: decidedBy.decimal,
    header,
    headerDecidedBy: decidedBy.header,
    blankLineCount: blank,
    lineEndings,
  };
}

/** The first `MAX_PROBLEMS`, errors before warnings, in the order of the input. */
function firstOf(problems: readonly ScoreProblem[]): ScoreProblem[] {
  return [...problems]
    .sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0))
    .slice(0, MAX_PROBLEMS)
    .sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
}
