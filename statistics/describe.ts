// A summary as the statistics document states it: what is not defined is null, with the reason.
import type { QuizStatistics, Statistics } from "../generated/types/statistics.ts";
import type { QuizSummary, Summary } from "./summary.ts";

export type Description = Pick<Statistics, "quizCount" | "scoreCount" | "missingCount" | "quizzes">;

/** The statistics of every quiz, in the order of first appearance, and their totals. */
export function describe({ quizzes }: Summary): Description {
  const described = quizzes.map(describeQuiz);
  return {
    quizCount: described.length,
    scoreCount: described.reduce((sum, { count }) => sum + count, 0),
    missingCount: described.reduce((sum, { missing }) => sum + missing, 0),
    quizzes: described,
  };
}

function describeQuiz({ name, distribution }: QuizSummary): QuizStatistics {
  const { count, missing, min, max, mean } = distribution;
  const undefinedStatistics = Object.entries({ min, max, mean })
    .filter(([_statistic, value]) => value === null)
    .map(([statistic]) => ({ statistic, reason: "n<1" }));
  return { name, method: "exact", count, missing, min, max, mean, ...(undefinedStatistics.length > 0 && { undefinedStatistics }) };
}
