// The mail: plain text of 78 columns at most, readable in any mail program; what is too long is shortened and linked, never split.
import { mostChanges } from "./render-correction.ts";
import { type Digest, digestOf, renderDigest } from "./render-digest.ts";
import { type Detail, renderReport } from "./render-report.ts";
import { renderSubject } from "./render-subject.ts";
import type { Report } from "./report.ts";

export interface Mail {
  /** ASCII, fewer than 100 characters, of which the first is a letter or `[`. */
  subject: string;
  /** Plain text, below SNS's 256 KiB with its subject. */
  text: string;
}

/** A mail shows so many quizzes at most. */
export const mostRows = 600;

/** SNS takes 262,144 bytes, the subject included. */
const mostBytes = 260_000;

/**
 * The mail for one result, or the digest of many. `reports` is not empty; 1,000 of them fit, each with its id and what became of it.
 *
 * @param apiUrl where the API is, without a slash at its end: mails link to it
 */
export function renderMail(reports: Report[], { apiUrl }: { apiUrl: string }): Mail {
  const [only, second] = reports;
  return { subject: renderSubject(reports), text: only && !second ? reportWithin(only, apiUrl) : digestWithin(reports, apiUrl) };
}

/** From the most to the least that is told of one submission. The last is a few hundred bytes, whatever anything is called. */
const details: Detail[] = [
  ...[mostRows, 300, 150, 75, 30, 0].map((rows) => ({ rows, problems: 10, changes: mostChanges, label: true })),
  { rows: 0, problems: 0, changes: 0, label: false },
];

function reportWithin(report: Report, apiUrl: string): string {
  let text = "";
  for (const detail of details) {
    text = asText(renderReport(report, detail, apiUrl));
    if (Buffer.byteLength(text) <= mostBytes) break;
  }
  return text;
}

/** Titles where they fit, and then problems in the bytes that are left. Without both a submission takes 80 bytes at most. */
function digestWithin(reports: Report[], apiUrl: string): string {
  const bytesOf = (digest: Digest) => Buffer.byteLength(asText(renderDigest(digest, 0, apiUrl)));
  const labelled = digestOf(reports, true);
  const digest = bytesOf(labelled) <= mostBytes ? labelled : digestOf(reports, false);
  return asText(renderDigest(digest, mostBytes - bytesOf(digest), apiUrl));
}

function asText(lines: string[]): string {
  return `${lines.join("\n")}\n`;
}
