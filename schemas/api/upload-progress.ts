// GET /uploads/{id}: which parts are there, so that a client can go on where it, or another, stopped.
import { Type } from "@sinclair/typebox";
import { Crc32, PartNumber, partPlan } from "../lib/upload-parts.ts";
import { Count, Instant, OneOf, SubmissionId } from "../lib/values.ts";

const PartThere = Type.Object(
  {
    number: PartNumber,
    sizeBytes: Count("Size", "Size of the part, in bytes."),
    etag: Type.String({ title: "ETag", description: "S3's entity tag of the part, quotes included.", minLength: 1 }),
    crc32: Type.Optional(Crc32),
  },
  { title: "Part there", description: "A part that S3 has." },
);

const ProgressLinks = Type.Object(
  {
    self: Type.String({ title: "Self", description: "Path of the upload.", format: "uri-reference" }),
    submission: Type.String({ title: "Submission", description: "Path of the submission that it becomes.", format: "uri-reference" }),
  },
  { title: "Progress links", description: "Where to go from here." },
);

export const UploadProgress = Type.Object(
  {
    id: SubmissionId,
    state: OneOf(
      ["open", "completing", "completed", "aborted", "expired"],
      "State",
      "`open`: parts can be sent. `completing`: the parts are joined and the last step is missing: complete it again. `completed`: it is a submission. " +
        "`aborted`: it was given up. `expired`: it was not completed in time, and its parts are gone.",
    ),
    sizeBytes: Count("Size", "Size of the whole file, in bytes."),
    ...partPlan,
    parts: Type.Array(PartThere, { title: "Parts", description: "The parts that are there, by number; told while the upload is open." }),
    missing: Type.Array(PartNumber, {
      title: "Missing",
      description: "Numbers of the parts that are not there, or not in their right size; told while the upload is open.",
    }),
    endedAt: Type.Optional(Instant("Ended at", "When it was completed or aborted.")),
    links: ProgressLinks,
  },
  { title: "Upload progress", description: "How far an upload has come." },
);
