// Accepting a submission: read it, store it, announce it, in this order.
import { createHash } from "node:crypto";
import { v7 as uuidV7 } from "uuid";
import { rawDataStored } from "../../generated/contracts.js";
import type { RawDataStored, StoredObject, SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import type { SubmissionAccepted } from "../../generated/types/submission-accepted.d.ts";
import { writeRawDataStored } from "../../generated/validators/write-raw-data-stored.js";
import { createEvent } from "../boundary/event.ts";
import { log } from "../boundary/log.ts";
import { readLines } from "./read-lines.ts";

export interface Submission {
  /** Score lines: CSV, one line each. */
  lines: string[];
  /** What the submitter said of them. */
  said?: SubmissionOptions;
  /** W3C trace context of the request. */
  traceparent?: string | undefined;
}

export interface Receiving {
  /** Stores the score lines of a submission. */
  store: (scores: { submissionId: string; body: Uint8Array; sha256: string }) => Promise<StoredObject>;
  /** Sends the event to the calculator's queue. */
  announce: (event: RawDataStored) => Promise<void>;
  now?: () => Date;
  /** Makes the id of a submission that is accepted at a time: random, and in the order of time (UUID version 7). */
  newId?: (at: Date) => string;
}

/**
 * Stores a submission's score lines, then announces them. Throws a Problem that lists every bad line where they cannot be read: then
 * nothing is stored. Throws what `store` or `announce` throws: nothing is announced that is not stored.
 */
export async function receive(
  { lines, said = {}, traceparent }: Submission,
  { store, announce, now = () => new Date(), newId = (at) => uuidV7({ msecs: at.getTime() }) }: Receiving,
): Promise<SubmissionAccepted> {
  const options = { ...said, multilineCells: false };
  const { body, lineCount } = readLines(lines, options);
  const sha256 = createHash("sha256").update(body).digest("hex");
  const at = now();
  const submissionId = newId(at);
  const submittedAt = at.toISOString();
  const scores = await store({ submissionId, body, sha256 });
  await announce(
    createEvent(rawDataStored, writeRawDataStored, {
      submissionId,
      contentId: sha256,
      time: submittedAt,
      traceparent,
      data: { submissionId, submittedAt, scores, options },
    }),
  );
  log("info", "submission accepted", { correlationId: submissionId, lineCount, sizeBytes: scores.sizeBytes });
  return {
    id: submissionId,
    status: "accepted",
    acceptedAt: submittedAt,
    lineCount,
    sha256,
    links: { self: `/submissions/${submissionId}` },
  };
}
