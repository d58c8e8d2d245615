// The statistics that a correction replaces: their figures, beside the new ones.
import type { EarlierFigures, GoneQuiz, QuizStatistics, ReplacedSubmission, Statistics } from "../../generated/types/statistics.d.ts";

/** What is known of the submission that is replaced: its statistics, or why there are none to tell. */
export type Replaced = { submissionId: string } & (
  | { statistics: Pick<Statistics, "quizzes"> }
  | { unavailable: NonNullable<ReplacedSubmission["unavailable"]> }
);

const told = ["min", "median", "mean", "max", "sdSample"] as const;

/**
 * The new statistics with the earlier figures beside: `before` in each quiz that the replaced submission has by the very same name, and in `replaces`
 * how many it has not and which it alone has. Where there are no earlier figures `replaces` says why.
 *
 * Of a quiz that had fewer scores than the new `minimumGroupSize` nothing but their number is told, as of one that was suppressed then: the stricter of the
 * two sizes holds. That holds for each set of scores by itself; whoever has both can see what a change of few scores did to the figures.
 */
export function withReplaced(statistics: Statistics, replaced: Replaced): Statistics {
  const { quizzes, ...others } = statistics;
  const { submissionId } = replaced;
  if ("unavailable" in replaced) return { ...others, replaces: { submissionId, unavailable: replaced.unavailable }, quizzes };
  const { minimumGroupSize = 0 } = statistics.options;
  const earlier = new Map(replaced.statistics.quizzes.map((quiz) => [quiz.name, earlierFigures(quiz, minimumGroupSize)]));
  const compared = quizzes.map((quiz) => withBefore(quiz, earlier.get(quiz.name)));
  const names = new Set(quizzes.map(({ name }) => name));
  const goneQuizzes = [...earlier].flatMap(([name, before]): GoneQuiz[] => (names.has(name) ? [] : [{ name, before }]));
  const newQuizCount = quizzes.filter(({ name }) => !earlier.has(name)).length;
  return { ...others, replaces: { submissionId, newQuizCount, goneQuizzes }, quizzes: compared };
}

function withBefore(quiz: QuizStatistics, before: EarlierFigures | undefined): QuizStatistics {
  return before === undefined ? quiz : { ...quiz, before };
}

function earlierFigures(quiz: QuizStatistics, minimumGroupSize: number): EarlierFigures {
  const { count, min, median, mean, max, sdSample, undefinedStatistics = [] } = quiz;
  if (count < minimumGroupSize) {
    const suppressed = told.map((statistic) => ({ statistic, reason: "suppressed" }));
    return { count, min: null, median: null, mean: null, max: null, sdSample: null, undefinedStatistics: suppressed };
  }
  const reasons = undefinedStatistics.filter(({ statistic }) => told.some((name) => name === statistic));
  return {
    count,
    min,
    median,
    mean,
    max,
    sdSample,
    ...(reasons.length > 0 && { undefinedStatistics: reasons.map(({ statistic, reason }) => ({ statistic, reason })) }),
  };
}
