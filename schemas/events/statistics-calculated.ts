// Queue `notification`: a submission's statistics are stored and can be read.
import { cloudEvent } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { StoredObject } from "../lib/stored-object.ts";
import { Count, Instant, labels, SubmissionId } from "../lib/values.ts";

export const event = { name: "statistics-calculated", version: "1.1.0", producers: ["analytics-calculator"] } as const;

export const StatisticsCalculated = cloudEvent(
  { ...event, description: "A submission's statistics lie in the results bucket and wait to be told." },
  {
    submissionId: SubmissionId,
    submittedAt: Instant("Submitted at", "When the submission was accepted."),
    calculatedAt: Instant("Calculated at", "When the statistics were stored first."),
    ...labels,
    quizCount: Count("Quizzes", "Number of quizzes in the statistics."),
    scoreCount: Count("Scores", "Number of scores in the statistics, missing ones not counted."),
    statistics: as(StoredObject, { title: "Statistics", description: "The statistics document (contract `statistics`)." }),
  },
);
