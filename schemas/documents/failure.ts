// That Scoreline could not finish a submission, as bucket results holds it: written on the last try.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { Instant, SubmissionId } from "../lib/values.ts";

export const document = { name: "failure", version: "1.0.0" } as const;

export const Failure = Type.Object(
  {
    $schema: Type.String({
      title: "Schema",
      description: "The version of this contract that the document was written by.",
      pattern: majorPattern(document.name, document.version),
    }),
    submissionId: SubmissionId,
    acceptedAt: Instant("Accepted at", "When the submission was accepted."),
    failedAt: Instant("Failed at", "When the last try failed."),
    stage: Type.String({ title: "Stage", description: "The function that gave up.", minLength: 1 }),
    code: Type.String({ title: "Code", description: "Why, as a stable word: that in the dead-letter queue.", pattern: "^[a-z0-9-]+$" }),
  },
  {
    title: "Failure",
    description: "A submission that a function gave up. Its message lies in the dead-letter queue, from where it can be sent again.",
  },
);
