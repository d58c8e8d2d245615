// The query string of POST /submissions: what a CSV body cannot say of itself.
import { Type } from "@sinclair/typebox";
import { encoding, submissionOptions } from "../lib/submission-options.ts";
import { labels, Replaces } from "../lib/values.ts";

export const SubmissionQuery = Type.Object(
  {
    ...labels,
    replaces: Replaces,
    ...submissionOptions,
    encoding,
    dryRun: Type.Optional(
      Type.Boolean({
        title: "Dry run",
        description: "Answer with the statistics at once, byte for byte as they would be stored, and store nothing.",
      }),
    ),
  },
  { title: "Submission query", description: "What is known of a CSV body. With a JSON body, which says it itself, only `dryRun`." },
);
