// The body of POST /submissions. Closed: a misspelt field is told, not ignored.
import { Type } from "@sinclair/typebox";
import { submissionOptions } from "../lib/submission-options.ts";
import { labels, Replaces } from "../lib/values.ts";

export const SubmissionRequest = Type.Object(
  {
    data: Type.Array(
      Type.String({
        title: "Score line",
        description: "A quiz and its scores as one CSV line: the name, then a cell for each student. Blank, NA, ABS and EX mean: no score.",
        maxLength: 1_000_000,
      }),
      { title: "Score lines", description: "The score lines, one string each.", minItems: 1, maxItems: 100_000 },
    ),
    ...labels,
    replaces: Replaces,
    ...submissionOptions,
  },
  { title: "Submission request", description: "Score lines to be turned into statistics." },
);
