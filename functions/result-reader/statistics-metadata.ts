// What a status needs of statistics, from the metadata beside them: so that nobody reads a document of megabytes for a handful of numbers.
import type { Counts } from "../../generated/types/submission-status.d.ts";

export interface StatisticsMetadata {
  acceptedAt: string;
  calculatedAt: string;
  partial: boolean;
  counts: Counts;
  title?: string;
  course?: string;
  replaces?: string;
}

/** Throws an Error that names what is missing. `missing-count` may be: the count is null then. Texts are percent-encoded UTF-8. */
export function readStatisticsMetadata(metadata: Record<string, string>): StatisticsMetadata {
  const text = (name: string): string => {
    const value = metadata[name];
    if (value === undefined) throw new Error(`Stored statistics have no metadata "${name}". analytics-calculator writes it: look there.`);
    return value;
  };
  const { title, course, replaces, "missing-count": missing } = metadata;
  return {
    acceptedAt: text("accepted-at"),
    calculatedAt: text("calculated-at"),
    partial: text("status") === "partial",
    counts: {
      quizCount: Number(text("quiz-count")),
      scoreCount: Number(text("score-count")),
      missingCount: missing === undefined ? null : Number(missing),
      problemCount: Number(text("problem-count")),
    },
    ...(title !== undefined && { title: decodeURIComponent(title) }),
    ...(course !== undefined && { course: decodeURIComponent(course) }),
    ...(replaces !== undefined && { replaces }),
  };
}
