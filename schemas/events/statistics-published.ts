// Topic `events`: a submission's statistics are there for everybody.
import { Type } from "@sinclair/typebox";
import { cloudEvent } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { StoredObject } from "../lib/stored-object.ts";
import { Count, Instant, labels, Nullable, OneOf, OrNull, Replaces, SubmissionId } from "../lib/values.ts";

export const event = {
  name: "statistics-published",
  version: "1.0.0",
  producers: ["result-notifier"],
  attributes: { status: "/data/status", course: "/data/course", quizcount: "/data/quizCount", scorecount: "/data/scoreCount" },
} as const;

const PublishedQuiz = Type.Object(
  {
    name: Type.String({ title: "Quiz", description: "Name of the quiz, as submitted, without surrounding spaces." }),
    count: Count("Count", "Number of scores; missing ones are not counted."),
    missing: OrNull(Type.Integer({ minimum: 0 }), "Missing", "Number of cells without a score. Null where suppressed."),
    min: Nullable("Minimum", "Lowest score, in points."),
    median: Nullable("Median", "Middle score, in points: quantile type 7 at 50 %."),
    mean: Nullable("Mean", "Arithmetic mean of the scores, in points."),
    max: Nullable("Maximum", "Highest score, in points."),
    sdSample: Nullable("Sample standard deviation", "With denominator n − 1, in points."),
  },
  { title: "Published quiz", description: "The figures of a quiz that most readers want; the statistics document has all of them." },
);

/** An absolute address. */
const Address = (title: string, description: string) => Type.String({ title, description, pattern: "^https?://" });

const Links = Type.Object(
  {
    submission: Address("Submission", "Its status."),
    statistics: Address("Statistics", "All figures, as JSON or CSV."),
    problems: Address("Problems", "The quality report."),
  },
  { title: "Links", description: "Where the API tells more." },
);

export const StatisticsPublished = cloudEvent(
  { ...event, description: "A submission has statistics, and everybody may know." },
  {
    submissionId: SubmissionId,
    submittedAt: Instant("Submitted at", "When the submission was accepted."),
    calculatedAt: Instant("Calculated at", "When the statistics were stored first."),
    ...labels,
    replaces: Replaces,
    status: OneOf(
      ["complete", "partial"],
      "Status",
      "`complete`: everything was read. `partial`: what could not be read was left out, and the quality report says what.",
    ),
    quizCount: Count("Quizzes", "Number of quizzes in the statistics."),
    scoreCount: Count("Scores", "Number of scores in the statistics, missing ones not counted."),
    missingCount: OrNull(Type.Integer({ minimum: 0 }), "Missing", "Number of missing scores. Null where a quiz's are suppressed."),
    problemCount: Count("Problems", "Number of all problems in the quality report, warnings included."),
    quizzes: Type.Optional(
      Type.Array(PublishedQuiz, {
        title: "Quizzes",
        description:
          "The quizzes, in the order in which they first appear: all of them, or absent where they would take more than 16 KiB. Then the statistics have them.",
      }),
    ),
    statistics: as(StoredObject, { title: "Statistics", description: "The statistics document (contract `statistics`)." }),
    links: Links,
  },
);
