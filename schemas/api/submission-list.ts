// GET /submissions: the submissions, the newest first, a page at a time.
import { Type } from "@sinclair/typebox";
import { Instant, SubmissionId } from "../lib/values.ts";
import { SubmissionState } from "./submission-status.ts";

const ListedSubmission = Type.Object(
  {
    id: SubmissionId,
    status: SubmissionState,
    acceptedAt: Instant("Accepted at", "When the submission was accepted, or its upload was begun."),
    links: Type.Object(
      { self: Type.String({ title: "Self", description: "Path of the submission.", format: "uri-reference" }) },
      { title: "Listed links", description: "Where to go from here." },
    ),
  },
  { title: "Listed submission", description: "A submission, in short." },
);

export const SubmissionList = Type.Object(
  {
    submissions: Type.Array(ListedSubmission, { title: "Submissions", description: "The submissions of this page, the newest first." }),
    links: Type.Object(
      {
        next: Type.Optional(
          Type.String({ title: "Next", description: "Path of the next page; left out on the last.", format: "uri-reference" }),
        ),
      },
      { title: "Page links", description: "Where to go from here." },
    ),
  },
  { title: "Submission list", description: "A page of submissions." },
);

/** The query string of GET /submissions. */
export const SubmissionListQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ title: "Limit", description: "How many submissions a page has at most; 20 when left out.", minimum: 1, maximum: 100 }),
    ),
    cursor: Type.Optional(
      Type.String({
        title: "Cursor",
        description: "Where the page begins: as `links.next` of the page before has it.",
        pattern: "^[0-9a-f-]{1,60}$",
      }),
    ),
  },
  { title: "Submission list query", description: "Which page of the submissions is asked for." },
);
