// Queue `notification` and topic `events`: a submission's score lines could not be read, and there are no statistics.
import { cloudEvent } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { StoredObject } from "../lib/stored-object.ts";
import { Count, Instant, labels, SubmissionId } from "../lib/values.ts";

export const event = {
  name: "submission-rejected",
  version: "1.0.0",
  producers: ["analytics-calculator"],
  attributes: { status: "rejected", course: "/data/course", problemcount: "/data/problemCount" },
} as const;

export const SubmissionRejected = cloudEvent(
  { ...event, description: "A submission that was accepted cannot be read after all, and counts nowhere." },
  {
    submissionId: SubmissionId,
    submittedAt: Instant("Submitted at", "When the submission was accepted."),
    rejectedAt: Instant("Rejected at", "When its rejection was stored first."),
    ...labels,
    problemCount: Count("Problems", "Number of all problems, warnings included."),
    rejection: as(StoredObject, { title: "Rejection", description: "What is wrong with the score lines (contract `rejection`)." }),
  },
);
