// What a correction changed, as far as a mail tells it: the quizzes whose figures are not what they were.
import type { EarlierFigures, QuizStatistics, ReplacedSubmission, Statistics } from "../../generated/types/statistics.d.ts";

/** The figures that are compared, and what a mail calls them. */
export const comparedFigures = [
  ["count", "n"],
  ["min", "min"],
  ["median", "median"],
  ["mean", "mean"],
  ["sdSample", "SD"],
  ["max", "max"],
] as const;

type ComparedFigure = (typeof comparedFigures)[number][0];

export interface Change extends Pick<QuizStatistics, "name" | "decimals" | ComparedFigure> {
  before: Pick<EarlierFigures, ComparedFigure>;
}

export interface Correction {
  /** The submission that was corrected. */
  submissionId: string;
  /** Why its figures are not known, where they are not; then nothing below says anything. */
  unavailable?: ReplacedSubmission["unavailable"];
  /** The first quizzes that changed; `changedCount` counts all. */
  changes: Change[];
  changedCount: number;
  sameCount: number;
  newCount: number;
  /** Names of the first quizzes that are gone; `goneCount` counts all. */
  gone: string[];
  goneCount: number;
}

/** @param most so many changed and so many gone quizzes are kept */
export function correctionOf({ replaces, quizzes }: Pick<Statistics, "replaces" | "quizzes">, most: number): Correction | undefined {
  if (replaces === undefined) return undefined;
  const { submissionId, unavailable, newQuizCount = 0, goneQuizzes = [] } = replaces;
  const both = quizzes.flatMap(({ before, ...quiz }) => (before === undefined ? [] : [{ ...quiz, before }]));
  const changed = both.filter((quiz) => comparedFigures.some(([figure]) => quiz[figure] !== quiz.before[figure]));
  return {
    submissionId,
    ...(unavailable !== undefined && { unavailable }),
    changes: changed.slice(0, most),
    changedCount: changed.length,
    sameCount: both.length - changed.length,
    newCount: newQuizCount,
    gone: goneQuizzes.slice(0, most).map(({ name }) => name),
    goneCount: goneQuizzes.length,
  };
}
