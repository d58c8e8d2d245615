// The statistics of a submission as CSV: a line for each quiz, a column for each figure.
import type { QuizStatistics, Statistics } from "../../generated/types/statistics.d.ts";
import { type Cell, csvText } from "./csv.ts";

type Figure = { [Name in keyof QuizStatistics]-?: QuizStatistics[Name] extends Cell ? Name : never }[keyof QuizStatistics];

/**
 * The columns in their order; the first line names them. They are the same for every submission, so that a column can be addressed by its
 * place; a figure that is null or was not asked for leaves its cell empty. Most are the document's fields of the same name, as
 * docs/statistics.md defines them. Left out is what has no single value: histograms, outliers, grade bands, figures without zeros, advice.
 */
const columns: [name: string, cell: (quiz: QuizStatistics) => Cell][] = [
  ["quiz", ({ name }) => name],
  ...figures("method", "relativeError", "count", "missing"),
  ...figures("min", "q1", "median", "q3", "max", "range", "interquartileRange", "sum", "mean"),
  /** With a space between them. */
  ["modes", ({ modes }) => modes?.join(" ")],
  ...figures("sdSample", "sdPopulation", "standardError", "skewness", "kurtosis"),
  ...[5, 10, 90, 95].map((percent) => percentile(percent)),
  ["lowerWhisker", ({ boxPlot }) => boxPlot?.lowerWhisker],
  ["upperWhisker", ({ boxPlot }) => boxPlot?.upperWhisker],
  ["outlierCount", ({ boxPlot }) => boxPlot?.outlierCount],
  ...figures("facilityIndex", "passRate"),
  ["discriminationIndex", ({ item }) => item?.discriminationIndex],
  ["effectiveWeight", ({ item }) => item?.effectiveWeight],
  ["discriminativeEfficiency", ({ item }) => item?.discriminativeEfficiency],
];

export const columnNames = columns.map(([name]) => name);

/** The CSV, with a header line. Numbers are the shortest decimals that read back as the same double, with a point. */
export function statisticsCsv({ quizzes }: Statistics): string {
  return csvText([columnNames, ...quizzes.map((quiz) => columns.map(([, cell]) => cell(quiz)))]);
}

function figures(...names: Figure[]): typeof columns {
  return names.map((name) => [name, (quiz) => quiz[name]]);
}

function percentile(percent: number): (typeof columns)[number] {
  return [`percentile${percent}`, ({ percentiles }) => percentiles?.find((one) => one.percent === percent)?.value];
}
