// The mail: plain text of 78 columns at most, readable in any mail program; a big result is shortened, never split.
import { columns } from "./plain-text.ts";
import { mostChanges } from "./render-correction.ts";
import { type Detail, type Report, renderReport } from "./render-report.ts";
import { renderSubject } from "./render-subject.ts";

export interface Mail {
  /** ASCII, fewer than 100 characters. */
  subject: string;
  /** Plain text, below SNS's 256 KiB. */
  text: string;
}

/** A mail shows so many quizzes at most; 600 lines of 78 columns stay below SNS's 256 KiB in any script. */
export const mostRows = 600;

/** SNS takes 256 KiB, the subject included. */
const mostBytes = 250_000;

/**
 * The mail for one result, with its problems, or for many: then each has its part, with a few of its problems. The more results, the less
 * is told of each, but never less than which submission it was and what became of it. `reports` is not empty; 1,000 of them fit.
 */
export function renderMail(reports: Report[]): Mail {
  const subject = renderSubject(reports);
  const [full, ...shorter] = details(reports.length);
  let text = renderParts(reports, full);
  for (const detail of shorter) if (Buffer.byteLength(text) > mostBytes) text = renderParts(reports, detail);
  return { subject, text };
}

/** From the most to the least that can be told of so many results. */
function details(count: number): [Detail, ...Detail[]] {
  const rows = Math.floor(mostRows / count);
  const full: Detail =
    count === 1 ? { rows, problems: 10, changes: mostChanges, label: "whole" } : { rows, problems: 3, changes: 3, label: "line" };
  return [full, { rows, problems: 0, changes: 0, label: "line" }, { rows: 0, problems: 0, changes: 0, label: "none" }];
}

function renderParts(reports: Report[], detail: Detail): string {
  const parts = reports.map((report) => renderReport(report, detail).join("\n"));
  return `${parts.join(`\n\n${"-".repeat(columns)}\n\n`)}\n`;
}
