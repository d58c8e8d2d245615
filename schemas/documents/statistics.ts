// The statistics of one submission, as the results bucket holds them. A pure function of the score lines: the same bytes in give the same bytes out.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { Count, Nullable, Sha256 } from "../lib/values.ts";

export const document = { name: "statistics", version: "1.0.0" } as const;

const UndefinedStatistic = Type.Object(
  {
    statistic: Type.String({ title: "Statistic", description: "Name of the field that is null." }),
    reason: Type.String({ title: "Reason", description: "Why it has no value: `n<1` means that no score was given." }),
  },
  { title: "Undefined statistic", description: "A statistic that these scores do not define, and why." },
);

const QuizStatistics = Type.Object(
  {
    name: Type.String({ title: "Quiz", description: "Name of the quiz, as submitted, without surrounding spaces." }),
    method: Type.Literal("exact", {
      title: "Method",
      description: "How the figures were obtained: `exact` figures are the correctly rounded double of the exact value.",
    }),
    count: Count("Count", "Number of scores; missing ones are not counted."),
    missing: Count("Missing", "Number of cells without a score: blank, NA, ABS or EX. They count as nothing, never as 0."),
    min: Nullable("Minimum", "Lowest score, in points."),
    max: Nullable("Maximum", "Highest score, in points."),
    mean: Nullable("Mean", "Arithmetic mean of the scores, in points."),
    undefinedStatistics: Type.Optional(
      Type.Array(UndefinedStatistic, { title: "Undefined statistics", description: "The fields that are null, with the reason of each." }),
    ),
  },
  { title: "Quiz statistics", description: "The statistics of one quiz." },
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
    quizCount: Count("Quizzes", "Number of quizzes."),
    scoreCount: Count("Scores", "Number of scores in all quizzes."),
    missingCount: Count("Missing", "Number of missing scores in all quizzes."),
    quizzes: Type.Array(QuizStatistics, { title: "Quizzes", description: "The quizzes in the order in which they first appear." }),
  },
  { title: "Statistics", description: "The statistics of a submission's score lines, quiz by quiz." },
);
