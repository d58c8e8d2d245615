// What is known of a submission, as bucket raw holds it beside the score lines: written before anything is announced.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { StoredObject } from "../lib/stored-object.ts";
import { SubmissionOptions } from "../lib/submission-options.ts";
import { Count, Instant, labels, Owner, Replaces, SubmissionId, TraceParent } from "../lib/values.ts";

export const document = { name: "submission", version: "1.1.0" } as const;

export const Submission = Type.Object(
  {
    $schema: Type.String({
      title: "Schema",
      description: "The version of this contract that the document was written by.",
      pattern: majorPattern(document.name, document.version),
    }),
    id: SubmissionId,
    acceptedAt: Instant("Accepted at", "When the submission was accepted."),
    ...labels,
    replaces: Replaces,
    owner: Owner,
    options: as(SubmissionOptions, { title: "Options", description: "What the submitter said of the score lines." }),
    scores: as(StoredObject, { title: "Scores", description: "The score lines, as CSV." }),
    lineCount: Type.Optional(Count("Score lines", "Number of score lines, where they were read before the submission was accepted.")),
    traceparent: TraceParent("W3C trace context of the request that made it."),
  },
  { title: "Submission", description: "A submission that was accepted: what it is, how it is to be read, and where its score lines lie." },
);
