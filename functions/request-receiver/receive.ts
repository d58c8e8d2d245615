// Accepting a submission: store its score lines, store what is known of them, announce it, in this order, and once for an Idempotency-Key.
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { submission as contract } from "../../generated/contracts.js";
import type { RawDataStored, StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import type { Submission } from "../../generated/types/submission.d.ts";
import type { SubmissionAccepted } from "../../generated/types/submission-accepted.d.ts";
import { writeSubmission } from "../../generated/validators/write-submission.js";
import { newSubmissionId } from "../aws/keys.ts";
import { accept } from "../boundary/contract.ts";
import { type Caller, ownerOf } from "../boundary/http/caller.ts";
import { log } from "../boundary/log.ts";
import { acceptanceOf, announcementOf } from "./announcement.ts";
import type { Asked } from "./asked.ts";
import { type Beginning, type Clock, once, type Records } from "./idempotency.ts";
import { type IsReadable, refuseUnknown } from "./replaced.ts";

export interface Receiving {
  /** Stores the score lines of a submission unless they are stored; says what lies there. */
  storeScores: (scores: { submissionId: string; body: Uint8Array; sha256: string; contentType: string }) => Promise<StoredObject>;
  /** Stores what is known of a submission unless that is stored, then puts it into its owner's list; gives what lies there. */
  storeSubmission: (submission: Submission) => Promise<Submission>;
  /** Sends the event to the calculator's queue. */
  announce: (event: RawDataStored) => Promise<void>;
  /** Whether there is a submission that this one could replace. */
  isReadable: IsReadable;
  records: Records;
  clock?: Clock;
  /** Makes the id of a submission that is accepted at a time: random, and in the order of time (UUID version 7). */
  newId?: (at: Date) => string;
}

const realClock: Clock = { now: () => new Date(), wait: (milliseconds) => setTimeout(milliseconds) };

export interface From {
  /** Who sends it: it becomes theirs. */
  caller: Caller;
  /** W3C trace context of the request. */
  traceparent?: string | undefined;
  /** What the client's Idempotency-Key is called, where it sent one. */
  recordName?: string | undefined;
}

/**
 * Stores a submission, then announces it; with an Idempotency-Key once, however often it is asked for. Throws a Problem where it is to
 * replace what is not there, and what the functions that it is given throw: nothing is announced that is not stored. Whatever was done by then stays, and the same request with the same key goes on with it.
 */
export async function receive(asked: Asked, { caller, traceparent, recordName }: From, receiving: Receiving): Promise<SubmissionAccepted> {
  const { isReadable, records, clock = realClock, newId = newSubmissionId } = receiving;
  await refuseUnknown(asked.labels.replaces, caller, isReadable);
  const at = clock.now();
  const first = { submissionId: newId(at), acceptedAt: at.toISOString(), ...(traceparent !== undefined && { traceparent }) };
  const work = (beginning: Beginning) => storeAndAnnounce(asked, ownerOf(caller), beginning, receiving);
  const { submissionId: id, acceptedAt } =
    recordName === undefined
      ? await work(first).then(() => first)
      : await once({ name: recordName, request: fingerprint(asked) }, first, { records, clock }, work);
  return acceptanceOf({ id, acceptedAt, lineCount: asked.summary.lineCount, sha256: asked.sha256 });
}

/** Each step finds what it stored before, so that all of them can be done again. */
async function storeAndAnnounce(
  { body, sha256, summary, options, labels }: Asked,
  owner: string | undefined,
  { submissionId, acceptedAt, traceparent }: Beginning,
  { storeScores, storeSubmission, announce }: Receiving,
): Promise<void> {
  const contentType = `text/csv; charset=${summary.reading.encoding}`;
  const scores = await storeScores({ submissionId, body, sha256, contentType });
  const { lineCount } = summary;
  const submission = await storeSubmission(
    accept(contract.name, writeSubmission, {
      $schema: contract.id,
      id: submissionId,
      acceptedAt,
      ...labels,
      ...(owner !== undefined && { owner }),
      options,
      scores,
      lineCount,
      ...(traceparent !== undefined && { traceparent }),
    }),
  );
  await announce(announcementOf(submission));
  log("info", "submission accepted", { correlationId: submissionId, lineCount, sizeBytes: scores.sizeBytes });
}

/** SHA-256 of what is asked: the same for the same score lines and options, in whatever order a JSON body says them. */
function fingerprint({ sha256, options, labels }: Asked): string {
  const sorted = (_name: string, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash("sha256").update(JSON.stringify({ sha256, options, labels }, sorted)).digest("hex");
}
