// Why the score lines of a submission that had been accepted could not be read, as bucket results holds it instead of statistics.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { Instant, labels, Replaces, SubmissionId } from "../lib/values.ts";
import { QualityReport } from "./quality-report.ts";

export const document = { name: "rejection", version: "1.0.0" } as const;

export const Rejection = Type.Object(
  {
    $schema: Type.String({
      title: "Schema",
      description: "The version of this contract that the document was written by.",
      pattern: majorPattern(document.name, document.version),
    }),
    submissionId: SubmissionId,
    acceptedAt: Instant("Accepted at", "When the submission was accepted."),
    rejectedAt: Instant("Rejected at", "When its score lines were read, and found wanting."),
    ...labels,
    replaces: Replaces,
    quality: QualityReport,
  },
  { title: "Rejection", description: "A submission that counts nowhere, because something in it cannot be read; and what that is." },
);
