// A submission's statistics as rows of the history, which query engines read: one for each quiz, a pure function of the statistics and the event.
import { historyRow as contract } from "../../generated/contracts.js";
import type { HistoryRow } from "../../generated/types/history-row.d.ts";
import type { RawDataStoredData } from "../../generated/types/raw-data-stored.d.ts";
import type { QuizStatistics, Statistics } from "../../generated/types/statistics.d.ts";
import { writeHistoryRow } from "../../generated/validators/write-history-row.js";
import { accept } from "../boundary/contract.ts";

type Submitted = Pick<RawDataStoredData, "submissionId" | "submittedAt" | "title" | "course" | "replaces">;

/** The version of the contract, as its `$id` says it. */
const schemaVersion = contract.id.split("/").at(-1)?.replace(".schema.json", "") ?? "";

/**
 * NDJSON: one line of JSON for each quiz, in the order of the statistics, each ended by LF. The same statistics, event and time give the same
 * text. Every row is held against its contract; throws ContractError where one breaks it.
 *
 * @param calculatedAt when the statistics were stored first
 */
export function historyText(statistics: Statistics, submitted: Submitted, calculatedAt: string): string {
  const rows = statistics.quizzes.map((quiz, index) => historyRow(quiz, index + 1, statistics, submitted, calculatedAt));
  return rows.map((row) => `${JSON.stringify(accept(contract.name, writeHistoryRow, row))}\n`).join("");
}

function historyRow(
  quiz: QuizStatistics,
  position: number,
  { status, options }: Pick<Statistics, "status" | "options">,
  { submissionId, submittedAt, title, course, replaces }: Submitted,
  calculatedAt: string,
): HistoryRow {
  const { boxPlot, item } = quiz;
  const percentile = (percent: number) => quiz.percentiles?.find((one) => one.percent === percent)?.value ?? null;
  return {
    schema_version: schemaVersion,
    submission_id: submissionId,
    submitted_at: submittedAt,
    calculated_at: calculatedAt,
    // Half a character, which JSON can say and UTF-8 cannot, would keep engines from reading the whole file.
    course: course?.toWellFormed() ?? null,
    title: title?.toWellFormed() ?? null,
    status,
    replaces: replaces ?? null,
    quiz: quiz.name,
    position,
    max_score: options.maxScore ?? null,
    pass_mark: options.passMark ?? null,
    minimum_group_size: options.minimumGroupSize ?? null,
    method: quiz.method,
    relative_error: quiz.relativeError ?? null,
    line_count: quiz.lineCount,
    count: quiz.count,
    missing: quiz.missing,
    decimals: quiz.decimals,
    min: quiz.min,
    max: quiz.max,
    range: quiz.range,
    sum: quiz.sum,
    mean: quiz.mean,
    median: quiz.median,
    q1: quiz.q1,
    q3: quiz.q3,
    interquartile_range: quiz.interquartileRange,
    percentile_5: percentile(5),
    percentile_10: percentile(10),
    percentile_90: percentile(90),
    percentile_95: percentile(95),
    lower_whisker: boxPlot?.lowerWhisker ?? null,
    upper_whisker: boxPlot?.upperWhisker ?? null,
    outlier_count: boxPlot?.outlierCount ?? null,
    sd_sample: quiz.sdSample,
    sd_population: quiz.sdPopulation,
    standard_error: quiz.standardError,
    skewness: quiz.skewness,
    kurtosis: quiz.kurtosis,
    facility_index: quiz.facilityIndex ?? null,
    pass_rate: quiz.passRate ?? null,
    discrimination_index: item?.discriminationIndex ?? null,
    effective_weight: item?.effectiveWeight ?? null,
    discriminative_efficiency: item?.discriminativeEfficiency ?? null,
  };
}
