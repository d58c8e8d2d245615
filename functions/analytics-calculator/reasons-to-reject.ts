// When score lines count nowhere, and what is then told of them.
import type { StoredObject, SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import type { QualityReport } from "../../generated/types/rejection.d.ts";
import { qualityReport } from "../../statistics/quality-report.ts";
import { MAX_PROBLEMS } from "../../statistics/reading/problem-log.ts";
import type { ScoresRead } from "./read-scores.ts";

/**
 * The quality report of score lines that are rejected; undefined where they count. They are rejected
 * - where their bytes are not those that were declared (`checksum-mismatch`);
 * - where there is no score line in them (`no-scores`), as a request with none is refused;
 * - in strict mode, where anything in them cannot be read: then they count as a whole or not at all.
 */
export function reasonsToReject(
  declared: StoredObject,
  { mode = "strict" }: SubmissionOptions,
  { sha256, summary: { lineCount, reading, problems } }: ScoresRead,
): QualityReport | undefined {
  const ofTheWhole = [...mismatch(declared.sha256, sha256), ...(lineCount === 0 ? [noScores] : [])];
  const isUnreadable = mode === "strict" && problems.errorCount > 0;
  if (ofTheWhole.length === 0 && !isUnreadable) return undefined;
  return ofTheWhole.reduceRight(withProblem, qualityReport(reading, [problems]));
}

/** A problem of the input as a whole. */
interface WholeProblem {
  code: string;
  hint: string;
}

const noScores: WholeProblem = {
  code: "no-scores",
  hint: "There is no score line. A line is a quiz name and its scores, as in Quiz1,85,76,90.",
};

function mismatch(declared: string | undefined, actual: string): WholeProblem[] {
  if (declared === undefined || declared === actual) return [];
  const hint = `The bytes that came have the SHA-256 ${actual}, and ${declared} was declared: they changed on their way, or another file was meant. Send it again.`;
  return [{ code: "checksum-mismatch", hint }];
}

/** The report with one more problem, which comes first. */
function withProblem(report: QualityReport, { code, hint }: WholeProblem): QualityReport {
  const same = report.problemCounts.find((kind) => kind.code === code);
  const counts = report.problemCounts.filter((kind) => kind !== same);
  const severity = "error";
  return {
    ...report,
    problemCount: report.problemCount + 1,
    problemCounts: [...counts, { code, severity, count: (same?.count ?? 0) + 1 } as const].sort((a, b) => (a.code < b.code ? -1 : 1)),
    problems: [{ code, severity, line: 1, column: null, byteOffset: null, cell: null, hint } as const, ...report.problems].slice(
      0,
      MAX_PROBLEMS,
    ),
  };
}
