// What is kept of a request with an Idempotency-Key, as bucket raw holds it: whoever sends it again goes on with the same submission.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { Instant, Sha256, SubmissionId, TraceParent } from "../lib/values.ts";

export const document = { name: "idempotency-record", version: "1.0.0" } as const;

export const IdempotencyRecord = Type.Object(
  {
    $schema: Type.String({
      title: "Schema",
      description: "The version of this contract that the document was written by.",
      pattern: majorPattern(document.name, document.version),
    }),
    submissionId: SubmissionId,
    acceptedAt: Instant("Accepted at", "When the first request with the key came, and so when its submission was accepted."),
    request: {
      ...Sha256,
      title: "Request",
      description: "SHA-256 of what was asked: the score lines and all that was said of them. The same key with something else is refused.",
    },
    traceparent: TraceParent("W3C trace context of the first request."),
    doneAt: Type.Optional(Instant("Done at", "When the submission was stored and announced; left out until then.")),
  },
  {
    title: "Idempotency record",
    description: "What a request with an Idempotency-Key set off. Its key in the bucket follows from client and key.",
  },
);
