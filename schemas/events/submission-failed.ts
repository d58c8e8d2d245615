// Queue `notification` and topic `events`: a function gave a submission up, on its last try.
import { Type } from "@sinclair/typebox";
import { cloudEvent } from "../lib/envelope.ts";
import { Instant, labels, SubmissionId } from "../lib/values.ts";

export const event = {
  name: "submission-failed",
  version: "1.0.0",
  producers: ["analytics-calculator", "result-notifier"],
  attributes: { status: "failed", course: "/data/course" },
} as const;

export const SubmissionFailed = cloudEvent(
  {
    ...event,
    description: "A function gave a submission up. Its message lies in the dead-letter queue, from where it can be tried again.",
  },
  {
    submissionId: SubmissionId,
    submittedAt: Instant("Submitted at", "When the submission was accepted."),
    failedAt: Instant("Failed at", "When the last try failed."),
    ...labels,
    stage: Type.String({ title: "Stage", description: "The function that gave up.", minLength: 1 }),
    code: Type.String({ title: "Code", description: "Why, as a stable word: that in the dead-letter queue.", pattern: "^[a-z0-9-]+$" }),
  },
);
