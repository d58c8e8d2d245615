// What is known of an upload, as bucket raw holds it beside its score lines: so that it can be told of after S3 has thrown its parts away.
import { Type } from "@sinclair/typebox";
import { majorPattern } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { SubmissionOptions } from "../lib/submission-options.ts";
import { partPlan } from "../lib/upload-parts.ts";
import { uploadedFile } from "../lib/uploaded-file.ts";
import { Instant, labels, OneOf, Owner, Replaces, SubmissionId, TraceParent } from "../lib/values.ts";

export const document = { name: "upload", version: "1.1.0" } as const;

export const Upload = Type.Object(
  {
    $schema: Type.String({
      title: "Schema",
      description: "The version of this contract that the document was written by.",
      pattern: majorPattern(document.name, document.version),
    }),
    id: SubmissionId,
    state: OneOf(
      ["open", "completed", "aborted"],
      "State",
      "What was written last. An open one whose time is over has expired; one whose score lines lie beside it is about to be completed.",
    ),
    createdAt: Instant("Created at", "When it was asked for."),
    endedAt: Type.Optional(Instant("Ended at", "When it was completed or aborted.")),
    ...partPlan,
    ...uploadedFile,
    ...labels,
    replaces: Replaces,
    owner: Owner,
    options: as(SubmissionOptions, { title: "Options", description: "What the submitter said of the score lines." }),
    multipartId: Type.String({ title: "Multipart upload", description: "S3's id of the multipart upload.", minLength: 1 }),
    traceparent: TraceParent("W3C trace context of the request that made it."),
  },
  { title: "Upload", description: "A file that is sent in parts, and becomes a submission when it is completed." },
);
