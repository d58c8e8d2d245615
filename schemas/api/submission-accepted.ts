// The 202 answer of POST /submissions.
import { Type } from "@sinclair/typebox";
import { Count, Instant, Sha256, SubmissionId } from "../lib/values.ts";

const SubmissionLinks = Type.Object(
  {
    self: Type.String({ title: "Self", description: "Path of the submission, the same as the Location header.", format: "uri-reference" }),
    statistics: Type.Optional(
      Type.String({ title: "Statistics", description: "Path of the statistics; 404 until there are any.", format: "uri-reference" }),
    ),
    problems: Type.Optional(
      Type.String({ title: "Problems", description: "Path of the quality report; 404 until there is one.", format: "uri-reference" }),
    ),
  },
  { title: "Submission links", description: "Where to go from here." },
);

export const SubmissionAccepted = Type.Object(
  {
    id: SubmissionId,
    status: Type.Literal("accepted", { title: "Status", description: "The score lines are stored and will be worked on." }),
    acceptedAt: Instant("Accepted at", "When the submission was accepted: with an Idempotency-Key, when the first request with it came."),
    lineCount: Type.Optional(Count("Score lines", "Number of score lines, where they were read before the answer.")),
    sha256: Type.Optional(Sha256),
    links: SubmissionLinks,
  },
  { title: "Submission accepted", description: "The submission is stored; its statistics follow by mail." },
);
