// A summary as the statistics document states it.

import type { AcrossQuizzes, ItemStatistics, QuizStatistics, Statistics, TokenCount } from "../generated/types/statistics.d.ts";
import type { QuizSummary } from "./collector.ts";
import { describeFigures, Gaps } from "./describe-figures.ts";
import { type AcrossQuizzes as AcrossFigures, acrossQuizzes, type ItemFigures } from "./figures/across-quizzes.ts";
import { adviceFor } from "./figures/advice.ts";
import { withoutZeros } from "./figures/without-zeros.ts";
import { qualityReport } from "./quality-report.ts";
import { warnOf } from "./quiz-warnings.ts";
import { ProblemLog } from "./reading/problem-log.ts";
import type { Summary } from "./summary.ts";

/** The document, but for where the bytes came from. */
export type Description = Omit<Statistics, "$schema" | "source">;

/** The names of the definitions that the figures have. */
const DEFINITIONS: Statistics["definitions"] = {
  quantiles: "hyndman-fan-7",
  sdSample: "n-1",
  sdPopulation: "n",
  skewnessAndKurtosis: "k-statistics",
  whiskers: "tukey-1.5-iqr",
};

/**
 * The statistics of every quiz, in the order of first appearance, of all of them together, and the quality report. The same input and options give
 * the same description, to the byte, however the input was cut.
 */
export function describe(summary: Summary): Description {
  const across = acrossQuizzes(summary.aligned, summary.quizCount);
  const warnings = new ProblemLog();
  const quizzes: QuizStatistics[] = [];
  for (const quiz of summary.quizzes()) {
    quizzes.push(describeQuiz(quiz, across.items[quizzes.length], summary));
    warnOf(quiz, summary, warnings);
  }
  const missing = quizzes.map((quiz) => quiz.missing);
  return {
    status: summary.problems.errorCount > 0 ? "partial" : "complete",
    options: summary.options,
    definitions: DEFINITIONS,
    quizCount: quizzes.length,
    scoreCount: quizzes.reduce((sum, { count }) => sum + count, 0),
    missingCount: missing.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0),
    acrossQuizzes: describeAcross(across, summary),
    quality: qualityReport(summary.reading, [summary.problems, warnings]),
    quizzes,
  };
}

function describeQuiz(
  { name, lineCount, missing, sample }: QuizSummary,
  item: ItemFigures | undefined,
  { options, marks, missingTokens, quizCount }: Summary,
): QuizStatistics {
  const { minimumGroupSize = 0, excludeZeros = false } = options;
  const isSuppressed = sample.count < minimumGroupSize;
  const gaps = new Gaps();
  const tell = (statistic: keyof QuizStatistics, value: number) => gaps.value(statistic, isSuppressed ? "suppressed" : value);
  const counts = {
    lineCount: tell("lineCount", lineCount),
    missing: tell(
      "missing",
      missing.reduce((sum, count) => sum + count, 0),
    ),
  };
  const figures = describeFigures(isSuppressed ? "suppressed" : sample, sample.count, marks, gaps);
  const nonZero = excludeZeros && !isSuppressed ? withoutZeros(sample) : null;
  const itemStatistics = item && quizCount > 1 ? describeItem(item, isSuppressed) : null;
  const advice = adviceFor({ facilityIndex: figures.facilityIndex, discriminationIndex: itemStatistics?.discriminationIndex });
  return {
    name,
    method: sample.sketch === null ? "exact" : "sketch",
    ...(sample.sketch && { relativeError: sample.sketch.relativeError }),
    ...counts,
    missingByToken: isSuppressed ? [] : tokenCounts(missing, missingTokens),
    ...figures,
    ...(nonZero && {
      withoutZeros: describeFigures(nonZero.count < minimumGroupSize ? "suppressed" : nonZero.sample, nonZero.count, marks),
    }),
    ...(itemStatistics && { item: itemStatistics }),
    ...(advice.length > 0 && { advice }),
  };
}

function tokenCounts(missing: readonly number[], tokens: readonly string[]): TokenCount[] {
  return tokens.map((token, index) => ({ token, count: missing[index] ?? 0 })).filter(({ count }) => count > 0);
}

function describeItem(item: ItemFigures, isSuppressed: boolean): ItemStatistics {
  const gaps = new Gaps();
  const tell = (statistic: keyof ItemFigures) => gaps.value(statistic, isSuppressed ? "suppressed" : item[statistic]);
  return {
    discriminationIndex: tell("discriminationIndex"),
    effectiveWeight: tell("effectiveWeight"),
    discriminativeEfficiency: tell("discriminativeEfficiency"),
    ...gaps.field,
  };
}

function describeAcross({ items: _, ...across }: AcrossFigures, { options: { minimumGroupSize = 0 } }: Summary): AcrossQuizzes {
  const gaps = new Gaps();
  const isSuppressed = typeof across.studentCount === "number" && across.studentCount < minimumGroupSize;
  const tell = (statistic: keyof typeof across) => gaps.value(statistic, isSuppressed ? "suppressed" : across[statistic]);
  const described = {
    studentCount: gaps.value("studentCount", across.studentCount),
    cronbachAlpha: tell("cronbachAlpha"),
    errorRatio: tell("errorRatio"),
    standardError: tell("standardError"),
  };
  const advice = adviceFor({ cronbachAlpha: described.cronbachAlpha });
  return { ...described, ...gaps.field, ...(advice.length > 0 && { advice }) };
}
