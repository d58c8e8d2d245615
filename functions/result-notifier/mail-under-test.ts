// For tests: reports of score lines, and the mail that tells them.
import { describeLines } from "../../statistics/test-summary.ts";
import { withReplaced } from "../analytics-calculator/replaced.ts";
import { correctionOf } from "./correction.ts";
import { widthOf } from "./plain-text.ts";
import { mostChanges } from "./render-correction.ts";
import { type Mail, renderMail } from "./render-mail.ts";
import type { FailureReport, RejectionReport, Report, StatisticsReport } from "./report.ts";

export const apiUrl = "https://abcdefghij.execute-api.eu-central-1.amazonaws.com";
export const submissionId = "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";

const submitted = { submissionId, submittedAt: "2026-11-22T23:40:12.345Z" };

type Options = Parameters<typeof describeLines>[1];

/** The report of some score lines. */
export function report(lines: string, { options, ...changes }: Partial<StatisticsReport> & { options?: Options } = {}): StatisticsReport {
  return { ...submitted, ...describeLines(lines, options), ...changes };
}

/** The report of score lines that are rejected. */
export function rejected(lines: string, changes: Partial<RejectionReport> = {}): RejectionReport {
  return { ...submitted, status: "rejected", quality: describeLines(lines).quality, ...changes };
}

/** The report of a submission that a function gave up. */
export function failed(changes: Partial<FailureReport> = {}): FailureReport {
  const why = { failedAt: "2026-11-22T23:41:00.000Z", stage: "analytics-calculator", code: "retries-exhausted" };
  return { ...submitted, status: "failed", ...why, ...changes };
}

/** The report of score lines that correct others; without these, why they cannot be compared. */
export function corrected(now: string, before: { lines: string } | { unavailable: "rejected" }, options: Options = {}): StatisticsReport {
  const document = (lines: string) => ({
    $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
    source: { sha256: "0".repeat(64), sizeBytes: lines.length, lineCount: 1 },
    ...describeLines(lines, options),
  });
  const earlier = { submissionId: earlierId, ...("lines" in before ? { statistics: document(before.lines) } : before) };
  const statistics = withReplaced(document(now), earlier);
  const correction = correctionOf(statistics, mostChanges);
  return { ...submitted, ...statistics, ...(correction && { correction }) };
}

export const earlierId = "019ac2f0-0000-7000-8000-000000000000";

/** Different ids. */
export function idOf(index: number): string {
  return `019ac2f0-5b1e-7000-8000-${String(index).padStart(12, "0")}`;
}

export function mail(...reports: Report[]): Mail {
  return renderMail(reports, { apiUrl });
}

/** The lines of a mail that are wider than a mail is; a URL may be. */
export function tooWide({ text }: Mail): string[] {
  return text.split("\n").filter((line) => widthOf(line) > 78 && !isUrl(line));
}

/** A line with a URL alone. */
function isUrl(line: string): boolean {
  return line.startsWith(`${apiUrl}/submissions/`) && /^\S+$/.test(line);
}
