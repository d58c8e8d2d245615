// The statistics of one submission, as the results bucket holds them. A pure function of the score lines, and of the statistics that they replace where
// they do: the same bytes in give the same bytes out.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { SubmissionOptions } from "../lib/submission-options.ts";
import { Count, Nullable, OneOf, OrNull, Sha256 } from "../lib/values.ts";
import { QualityReport } from "./quality-report.ts";
import { AdviceList, Figures, figures, UndefinedStatistics } from "./quiz-figures.ts";
import { EarlierFigures, ReplacedSubmission } from "./replaced.ts";

export const document = { name: "statistics", version: "2.1.0" } as const;

const TokenCount = Type.Object(
  {
    token: Type.String({ title: "Token", description: "What stands for a missing score, such as NA; empty for a blank cell." }),
    count: Count("Count", "Cells that hold it."),
  },
  { title: "Token count", description: "How often a missing score was written in one way." },
);

const ItemStatistics = Type.Object(
  {
    discriminationIndex: Nullable("Discrimination index", "Correlation of this quiz with the sum of all others, in percent (Moodle)."),
    effectiveWeight: Nullable("Effective weight", "How much of the total's spread this quiz is answerable for, in percent (Moodle)."),
    discriminativeEfficiency: Nullable(
      "Discriminative efficiency",
      "Covariance with the sum of all others, in percent of the highest that these scores could have (Moodle).",
    ),
    undefinedStatistics: UndefinedStatistics,
  },
  { title: "Item statistics", description: "What this quiz tells of the students, beside the other quizzes." },
);

const QuizStatistics = Type.Object(
  {
    name: Type.String({ title: "Quiz", description: "Name of the quiz, as submitted, without surrounding spaces." }),
    method: OneOf(
      ["exact", "sketch"],
      "Method",
      "`exact`: each figure is the double nearest to its exact value. `sketch`: more than 65,536 different scores; then quantiles have a relative error.",
    ),
    relativeError: Type.Optional(
      Type.Number({
        title: "Relative error",
        description: "Bound of the quantiles' relative error. With method `sketch` alone; no unit.",
        exclusiveMinimum: 0,
      }),
    ),
    lineCount: OrNull(
      Type.Integer({ minimum: 1 }),
      "Score lines",
      "Number of lines that name the quiz; they are one. Null where suppressed.",
    ),
    missing: OrNull(
      Type.Integer({ minimum: 0 }),
      "Missing",
      "Number of cells without a score. They count as nothing, never as 0. Null where suppressed.",
    ),
    missingByToken: Type.Array(TokenCount, { title: "Missing by token", description: "The missing scores by what was written for them." }),
    ...figures,
    withoutZeros: Type.Optional(
      as(Figures, { title: "Without zeros", description: "The figures of the scores that are not 0. Where zeros are excluded alone." }),
    ),
    item: Type.Optional(
      as(ItemStatistics, { title: "Item", description: "Figures that compare this quiz with the others. With two quizzes or more." }),
    ),
    advice: AdviceList,
    before: Type.Optional(
      as(EarlierFigures, {
        title: "Before",
        description: "The figures of the quiz of the same name in the submission that is replaced, where there is one.",
      }),
    ),
  },
  { title: "Quiz statistics", description: "The statistics of one quiz." },
);

const AcrossQuizzes = Type.Object(
  {
    studentCount: OrNull(Type.Integer({ minimum: 0 }), "Students", "Number of columns, where every quiz has the same number."),
    cronbachAlpha: Nullable("Cronbach's α", "Internal consistency of the quizzes; Moodle's CIC is 100 times this. No unit."),
    errorRatio: Nullable("Error ratio", "Share of the total's standard deviation that is chance, in percent (Moodle)."),
    standardError: Nullable("Standard error", "Likely error of a student's total, in points (Moodle)."),
    undefinedStatistics: UndefinedStatistics,
    advice: AdviceList,
  },
  { title: "Across quizzes", description: "The quizzes as the items of one test, each column being a student." },
);

const Definitions = Type.Object(
  {
    quantiles: Type.Literal("hyndman-fan-7", {
      title: "Quantiles",
      description: "Definition of median, quartiles and percentiles: type 7 of Hyndman and Fan.",
    }),
    sdSample: Type.Literal("n-1", { title: "Sample SD", description: "Denominator of sdSample." }),
    sdPopulation: Type.Literal("n", { title: "Population SD", description: "Denominator of sdPopulation." }),
    skewnessAndKurtosis: Type.Literal("k-statistics", { title: "Skewness and kurtosis", description: "They are ratios of k-statistics." }),
    whiskers: Type.Literal("tukey-1.5-iqr", { title: "Whiskers", description: "How far the whiskers of a box plot reach." }),
  },
  { title: "Definitions", description: "Which of several usual definitions the figures have." },
);

const ScoresRead = Type.Object(
  {
    sha256: Sha256,
    sizeBytes: Count("Size", "Size of the score lines, in bytes."),
    lineCount: Count("Score lines", "Number of score lines."),
  },
  { title: "Scores read", description: "The bytes that the statistics were computed from." },
);

export const Statistics = Type.Object(
  {
    $schema: Type.String({
      title: "Schema",
      description: "The version of this contract that the document was written by.",
      pattern: majorPattern(document.name, document.version),
    }),
    source: ScoresRead,
    status: OneOf(
      ["complete", "partial"],
      "Status",
      "`complete`: everything was read. `partial`: what could not be read was left out, and `quality` says what.",
    ),
    options: as(SubmissionOptions, { title: "Options", description: "What the submitter said of the score lines." }),
    definitions: Definitions,
    quizCount: Count("Quizzes", "Number of quizzes."),
    scoreCount: Count("Scores", "Number of scores in all quizzes."),
    missingCount: OrNull(
      Type.Integer({ minimum: 0 }),
      "Missing",
      "Number of missing scores in all quizzes. Null where a quiz's are suppressed.",
    ),
    acrossQuizzes: AcrossQuizzes,
    quality: QualityReport,
    replaces: Type.Optional(
      as(ReplacedSubmission, { title: "Replaces", description: "The submission that was corrected. With a correction alone." }),
    ),
    quizzes: Type.Array(QuizStatistics, { title: "Quizzes", description: "The quizzes in the order in which they first appear." }),
  },
  { title: "Statistics", description: "The statistics of a submission's score lines, quiz by quiz." },
);
