// The mail about one submission: its statistics, or why there are none.
import { failureReason, tellingStage, unnotifiedReason } from "../boundary/failure-reason.ts";
import { plural, wrap } from "./plain-text.ts";
import { printable } from "./printable.ts";
import { errorCountOf, renderProblems } from "./render-problems.ts";
import { renderCounts, renderStatistics, type StatisticsDetail } from "./render-statistics.ts";
import { type FailureReport, labelOf, type RejectionReport, type Report } from "./report.ts";
import { linksOf, renderLink } from "./submission-links.ts";

/** How much is told. */
export interface Detail extends StatisticsDetail {
  /** Whether title and course are. */
  label: boolean;
}

const rejectedFor = { errors: "What keeps the score lines from being counted:", warnings: "Worth a look as well:" };

/** Its lines. The first ones say all that matters; the last ones are where to look for more. */
export function renderReport(report: Report, detail: Detail, apiUrl: string): string[] {
  const { submissionId, submittedAt } = report;
  const label = detail.label ? printable(labelOf(report)) : "";
  return [
    ...(label === "" ? [] : wrap(label)),
    renderOutcome(report),
    `Received ${minuteOf(submittedAt)}${report.status === "failed" ? `, given up ${minuteOf(report.failedAt)}` : ""}`,
    ...renderDetails(report, detail),
    "",
    ...renderLinks(report, apiUrl),
    "",
    `Submission ${submissionId}`,
  ];
}

/** Whether there is a result, though it could not be mailed. */
export function hasResult({ stage }: FailureReport): boolean {
  return stage === tellingStage;
}

/** The same reason and advice as the API's status gives. */
export function reasonOf(report: FailureReport): string {
  const { detail } = hasResult(report) ? unnotifiedReason(report.submissionId, "by the links below") : failureReason(report);
  return printable(detail);
}

/** `2026-11-22 23:40 UTC` */
export function minuteOf(instant: string): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}

function renderOutcome(report: Report): string {
  if (report.status === "failed") return hasResult(report) ? "FAILED: the result could not be mailed" : "FAILED: there are no statistics";
  if (report.status !== "rejected") return renderCounts(report);
  return `REJECTED: ${plural(errorCountOf(report.quality), "problem", "problems")} in the score lines, so nothing was counted`;
}

function renderDetails(report: Report, detail: Detail): string[] {
  if (report.status === "failed") return ["", ...wrap(reasonOf(report))];
  return report.status === "rejected" ? renderRejection(report, detail) : renderStatistics(report, detail);
}

function renderRejection({ quality }: RejectionReport, { problems: most }: Detail): string[] {
  const advice = adviceFor(quality);
  return [...renderProblems(quality, { most, headings: rejectedFor }), ...(advice === "" ? [] : ["", ...wrap(advice)])];
}

/** Where it is cells that could not be read, the others can be had without them. Where it is the bytes as a whole, the problem says all. */
function adviceFor({ problems }: RejectionReport["quality"]): string {
  if (problems.some(({ code }) => code === "checksum-mismatch")) return "";
  const mend = "What to do: mend the score lines and send all of them again, as a new submission.";
  const hasOtherCells = problems.every(({ severity, column }) => severity === "warning" || column !== null);
  return hasOtherCells ? `${mend} Or send them in mode lenient: then what can be read counts, and the rest is left out and told.` : mend;
}

function renderLinks(report: Report, apiUrl: string): string[] {
  const { submission, statistics, problems } = linksOf(apiUrl, report.submissionId);
  const status = renderLink("The submission", submission);
  const figures = renderLink("Its statistics", statistics);
  const mended = "Its problems, and with the header Accept: text/csv its rows to mend";
  if (report.status === "failed") return hasResult(report) ? [...status, ...figures] : status;
  if (report.status === "rejected") return [...status, ...renderLink(mended, problems)];
  const { problemCount } = report.quality;
  const isMendable = errorCountOf(report.quality) > 0;
  return [...status, ...figures, ...(problemCount > 0 ? renderLink(isMendable ? mended : "Its problems", problems) : [])];
}
