// GET /submissions/{id}: how far a submission has come.
import { Type } from "@sinclair/typebox";
import { Count, Instant, labels, OneOf, OrNull, SubmissionId } from "../lib/values.ts";

export const SubmissionState = OneOf(
  ["uploading", "accepted", "calculated", "notified", "rejected", "failed", "overdue", "expired"],
  "Status",
  "`uploading`: parts are still to come. `accepted`: stored, and waiting. `calculated`: there are statistics. `notified`: and a mail tells them. " +
    "`rejected`: the score lines cannot be read. `failed`: Scoreline could not finish; nothing is lost. `overdue`: it should have been " +
    "finished by now. `expired`: the upload was never completed, and its parts are gone.",
);

const Step = Type.Object(
  {
    status: OneOf(["accepted", "calculated", "notified", "rejected", "failed", "expired"], "Status", "What the submission became."),
    at: Instant("At", "When."),
  },
  { title: "Step", description: "One step of a submission." },
);

const Counts = Type.Object(
  {
    quizCount: Count("Quizzes", "Number of quizzes."),
    scoreCount: Count("Scores", "Number of scores in all quizzes."),
    missingCount: OrNull(Type.Integer({ minimum: 0 }), "Missing", "Number of missing scores. Null where a quiz's are suppressed."),
    problemCount: Count("Problems", "Number of all problems in the score lines, warnings included."),
  },
  { title: "Counts", description: "What was found in the score lines." },
);

const Reason = Type.Object(
  {
    code: Type.String({ title: "Code", description: "Why, as a stable word for programs.", pattern: "^[a-z0-9-]+$" }),
    detail: Type.String({ title: "Detail", description: "Why, and what to do, for people." }),
  },
  { title: "Reason", description: "Why a submission is rejected, failed, overdue or expired." },
);

const StatusLinks = Type.Object(
  {
    self: Type.String({ title: "Self", description: "Path of the submission.", format: "uri-reference" }),
    statistics: Type.Optional(
      Type.String({ title: "Statistics", description: "Path of the statistics, as soon as there are any.", format: "uri-reference" }),
    ),
    problems: Type.Optional(
      Type.String({ title: "Problems", description: "Path of the quality report, as soon as there is one.", format: "uri-reference" }),
    ),
    replaces: Type.Optional(
      Type.String({
        title: "Replaces",
        description: "Path of the submission that this one corrects, where it corrects one. Not where it failed.",
        format: "uri-reference",
      }),
    ),
  },
  { title: "Status links", description: "Where to go from here." },
);

export const SubmissionStatus = Type.Object(
  {
    id: SubmissionId,
    status: SubmissionState,
    partial: Type.Optional(
      Type.Boolean({
        title: "Partial",
        description: "Whether something was left out because it could not be read. With statistics alone.",
      }),
    ),
    acceptedAt: Type.Optional(Instant("Accepted at", "When the submission was accepted.")),
    ...labels,
    timeline: Type.Array(Step, { title: "Timeline", description: "The steps so far, in their order." }),
    counts: Type.Optional(Counts),
    reason: Type.Optional(Reason),
    links: StatusLinks,
  },
  { title: "Submission status", description: "How far a submission has come, and where to go from there." },
);
