// What a mail says of one submission: its statistics, or why there are none.
import type { Rejection } from "../../generated/types/rejection.d.ts";
import type { QuizStatistics, Statistics } from "../../generated/types/statistics.d.ts";
import type { Correction } from "./correction.ts";
import { plural, printable, shorten, wrap } from "./plain-text.ts";
import { renderCorrection } from "./render-correction.ts";
import { errorCountOf, renderProblems } from "./render-problems.ts";
import { renderTable } from "./render-table.ts";

interface Submitted {
  submissionId: string;
  /** RFC 3339, UTC. */
  submittedAt: string;
  title?: string;
  course?: string;
}

export interface StatisticsReport extends Submitted, Pick<Statistics, "status" | "quizCount" | "scoreCount" | "missingCount" | "quality"> {
  /** The first quizzes; `quizCount` counts all. */
  quizzes: QuizStatistics[];
  /** What it changed, where it is a correction. */
  correction?: Correction;
}

export interface RejectionReport extends Submitted, Pick<Rejection, "quality"> {
  status: "rejected";
}

export type Report = StatisticsReport | RejectionReport;

/** How much is told of each submission. */
export interface Detail {
  /** Rows of its table. */
  rows: number;
  /** Problems of each severity. */
  problems: number;
  /** Quizzes that a correction changed; with 0 nothing is told of it. */
  changes: number;
  /** Title and course: all of them, or one line, or nothing. */
  label: "whole" | "line" | "none";
}

const leftOut = { errors: "Left out, since it could not be read:", warnings: "Taken as it is, but worth a look:" };
const rejectedFor = { errors: "What keeps the score lines from being counted:", warnings: "Worth a look as well:" };

/** Its part of the mail, as lines. */
export function renderReport(report: Report, detail: Detail): string[] {
  const { submissionId, submittedAt } = report;
  return [
    ...renderLabel(report, detail.label),
    report.status === "rejected" ? renderRejected(report) : renderCounts(report),
    `Received ${submittedAt.slice(0, 16).replace("T", " ")} UTC`,
    `Submission ${submissionId}`,
    ...(report.status === "rejected" ? renderReasons(report, detail) : renderStatistics(report, detail)),
  ];
}

/** `Week 7 (CS-487)`, or what was said of the two. */
function renderLabel({ title, course }: Report, extent: Detail["label"]): string[] {
  const label = printable(title !== undefined && course !== undefined ? `${title} (${course})` : (title ?? course ?? ""));
  if (label === "" || extent === "none") return [];
  return extent === "whole" ? wrap(label) : [shorten(label, 78)];
}

/** `3 quizzes, 9 scores (1 missing, 2 left out)`; what is suppressed is not told. */
function renderCounts({ quizCount, scoreCount, missingCount, quality }: StatisticsReport): string {
  const errorCount = errorCountOf(quality);
  const apart = [...(missingCount ? [`${missingCount} missing`] : []), ...(errorCount > 0 ? [`${errorCount} left out`] : [])];
  return `${plural(quizCount, "quiz", "quizzes")}, ${plural(scoreCount, "score", "scores")}${apart.length > 0 ? ` (${apart.join(", ")})` : ""}`;
}

function renderStatistics({ quizCount, quizzes, quality, correction }: StatisticsReport, { rows, problems, changes }: Detail): string[] {
  const shown = quizzes.slice(0, rows);
  const table = shown.length > 0 ? ["", ...renderTable(shown)] : [];
  const hidden = quizCount - shown.length;
  const more =
    hidden > 0
      ? ["", `${shown.length > 0 ? `… and ${plural(hidden, "more quiz", "more quizzes")}` : "The quizzes are"} in the stored statistics.`]
      : [];
  return [...table, ...more, ...renderCorrection(correction, changes), ...renderProblems(quality, { most: problems, headings: leftOut })];
}

function renderRejected({ quality }: RejectionReport): string {
  return `REJECTED: nothing was counted, for ${plural(errorCountOf(quality), "problem", "problems")} in the score lines`;
}

function renderReasons({ quality }: RejectionReport, { problems: most }: Detail): string[] {
  const told = renderProblems(quality, { most, headings: rejectedFor });
  return told.length > 0 ? [...told, "", ...wrap(adviceFor(quality))] : [];
}

/** Where it is cells that could not be read, the others can be had without them. */
function adviceFor({ problems }: RejectionReport["quality"]): string {
  const mend = "What to do: mend the score lines and send all of them again, as a new submission.";
  const hasOtherCells = problems.every(({ severity, column }) => severity === "warning" || column !== null);
  return hasOtherCells ? `${mend} Or send them in mode lenient: then what can be read counts, and the rest is left out and told.` : mend;
}
