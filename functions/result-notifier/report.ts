// What a mail tells of a submission: its statistics, or why there are none.
import type { Rejection } from "../../generated/types/rejection.d.ts";
import type { QuizStatistics, Statistics } from "../../generated/types/statistics.d.ts";
import type { Correction } from "./correction.ts";

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

/** A function gave the submission up. */
export interface FailureReport extends Submitted {
  status: "failed";
  /** RFC 3339, UTC. */
  failedAt: string;
  /** The function that gave up. */
  stage: string;
  /** Why, as a stable word. */
  code: string;
}

export type Report = StatisticsReport | RejectionReport | FailureReport;

/** What the two of them say that the submission is: `Week 7 (CS-487)`; empty where neither is said. */
export function labelOf({ title, course }: Pick<Submitted, "title" | "course">): string {
  return title !== undefined && course !== undefined ? `${title} (${course})` : (title ?? course ?? "");
}

/** The course of all of them; undefined where they have several, or one has none. */
export function commonCourse(reports: Report[]): string | undefined {
  const [course, ...others] = new Set(reports.map(({ course }) => course));
  return others.length > 0 ? undefined : course;
}
