// A quiz of a submission as a row of the history: what Athena, Spark and DuckDB read from bucket results. Flat, and every column always there.
import { Type } from "@sinclair/typebox";
import { Instant, labels, Nullable, OneOf, OrNull, SubmissionId } from "../lib/values.ts";
import { figures } from "./quiz-figures.ts";

export const document = { name: "history-row", version: "1.0.0" } as const;

const Points = (title: string, description: string) => Nullable(title, `${description}, in points.`);
const Percent = (title: string, description: string) => Nullable(title, `${description}, in percent.`);
const percentile = (percent: number) => Points(`Percentile ${percent}`, `Quantile type 7 at ${percent} %`);

const identity = {
  schema_version: Type.String({
    title: "Schema version",
    description: "The version of this contract that the row was written by.",
    pattern: "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$",
  }),
  submission_id: SubmissionId,
  submitted_at: Instant("Submitted at", "When the submission was accepted; its date names the partition."),
  calculated_at: Instant("Calculated at", "When the statistics were stored first."),
  course: OrNull(labels.course, "Course", "The course that the quizzes belong to. Null where it was not said."),
  title: OrNull(labels.title, "Title", "What the submission is called. Null where it was not said."),
  status: OneOf(["complete", "partial"], "Status", "`complete`: everything was read. `partial`: what could not be read was left out."),
  replaces: OrNull(SubmissionId, "Replaces", "Id of the submission that this one corrects, whose rows stay. Null where it corrects none."),
  quiz: Type.String({ title: "Quiz", description: "Name of the quiz, as submitted, without surrounding spaces." }),
  position: Type.Integer({ title: "Position", description: "Place of the quiz in the order of first appearance, from 1.", minimum: 1 }),
};

const asked = {
  max_score: Points("Highest possible score", "As the submitter said it"),
  pass_mark: Points("Pass mark", "As the submitter said it"),
  minimum_group_size: OrNull(
    Type.Integer({ minimum: 1 }),
    "Minimum group size",
    "Of a quiz with fewer scores nothing but their number is told. Null where the submitter asked for none.",
  ),
};

export const HistoryRow = Type.Object(
  {
    ...identity,
    ...asked,
    method: OneOf(["exact", "sketch"], "Method", "`exact`: every figure is exact. `sketch`: quantiles have a relative error."),
    relative_error: Nullable("Relative error", "Bound of the quantiles' relative error, with method `sketch`; no unit."),
    line_count: OrNull(Type.Integer({ minimum: 1 }), "Score lines", "Number of lines that name the quiz."),
    count: figures.count,
    missing: OrNull(Type.Integer({ minimum: 0 }), "Missing", "Number of cells without a score."),
    decimals: figures.decimals,
    min: figures.min,
    max: figures.max,
    range: figures.range,
    sum: figures.sum,
    mean: figures.mean,
    median: figures.median,
    q1: figures.q1,
    q3: figures.q3,
    interquartile_range: figures.interquartileRange,
    percentile_5: percentile(5),
    percentile_10: percentile(10),
    percentile_90: percentile(90),
    percentile_95: percentile(95),
    lower_whisker: Points("Lower whisker", "Lowest score within 1.5 interquartile ranges below q1"),
    upper_whisker: Points("Upper whisker", "Highest score within 1.5 interquartile ranges above q3"),
    outlier_count: OrNull(Type.Integer({ minimum: 0 }), "Outliers", "Number of scores beyond the whiskers."),
    sd_sample: figures.sdSample,
    sd_population: figures.sdPopulation,
    standard_error: figures.standardError,
    skewness: figures.skewness,
    kurtosis: figures.kurtosis,
    facility_index: Percent("Facility index", "Mean as a share of the highest possible score"),
    pass_rate: Percent("Pass rate", "Share of the scores that reach the pass mark"),
    discrimination_index: Percent("Discrimination index", "Correlation of this quiz with the sum of all others (Moodle)"),
    effective_weight: Percent("Effective weight", "How much of the total's spread this quiz is answerable for (Moodle)"),
    discriminative_efficiency: Percent(
      "Discriminative efficiency",
      "Covariance with the sum of all others, as a share of the highest that these scores could have (Moodle)",
    ),
  },
  {
    title: "History row",
    description:
      "A quiz of a submission with its figures, as one line of NDJSON. Every column is always there, and null where it has no value: suppressed, not defined, not said.",
  },
);
