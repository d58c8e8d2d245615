// What is said of a submission, once to the calculator and once to its submitter: both follow from what is stored.
import { rawDataStored } from "../../generated/contracts.js";
import type { RawDataStored } from "../../generated/types/raw-data-stored.d.ts";
import type { Submission } from "../../generated/types/submission.d.ts";
import type { SubmissionAccepted } from "../../generated/types/submission-accepted.d.ts";
import { writeRawDataStored } from "../../generated/validators/write-raw-data-stored.js";
import { createEvent } from "../boundary/event.ts";
import { labelsOf } from "../boundary/labels.ts";

/**
 * The event that says that a submission's score lines are stored: of its `submission.json` alone, so that whoever announces it again, now or
 * in a week, sends the same bytes.
 */
export function announcementOf(submission: Submission): RawDataStored {
  const { id: submissionId, acceptedAt: submittedAt, title, course, replaces, scores, options, traceparent } = submission;
  const said = { ...labelsOf({ title, course }), ...(replaces !== undefined && { replaces }) };
  return createEvent(rawDataStored, writeRawDataStored, {
    submissionId,
    contentId: scores.sha256 ?? scores.etag,
    time: submittedAt,
    traceparent,
    data: { submissionId, submittedAt, ...said, scores, options },
  });
}

/** The 202's body: what was accepted, and where to ask for what becomes of it. */
export function acceptanceOf({
  id,
  ...accepted
}: Pick<SubmissionAccepted, "id" | "acceptedAt" | "lineCount" | "sha256">): SubmissionAccepted {
  const self = `/submissions/${id}`;
  return { id, status: "accepted", ...accepted, links: { self, statistics: `${self}/statistics`, problems: `${self}/problems` } };
}
