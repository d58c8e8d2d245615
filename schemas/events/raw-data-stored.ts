// Queue `calculation`: a submission's score lines are stored and can be read.

import { Type } from "@sinclair/typebox";
import { cloudEvent } from "../lib/envelope.ts";
import { as } from "../lib/named.ts";
import { StoredObject } from "../lib/stored-object.ts";
import { SubmissionOptions } from "../lib/submission-options.ts";
import { Instant, labels, Replaces, SubmissionId } from "../lib/values.ts";

export const event = { name: "raw-data-stored", version: "1.2.0", producers: ["request-receiver"] } as const;

export const RawDataStored = cloudEvent(
  { ...event, description: "A submission's score lines lie in the raw bucket and wait for their statistics." },
  {
    submissionId: SubmissionId,
    submittedAt: Instant("Submitted at", "When the submission was accepted."),
    ...labels,
    replaces: Replaces,
    scores: as(StoredObject, { title: "Scores", description: "The score lines, as CSV." }),
    options: Type.Optional(
      as(SubmissionOptions, { title: "Options", description: "What the submitter said of the score lines, where anything." }),
    ),
  },
);
