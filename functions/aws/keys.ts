// Where the objects of a submission lie in their buckets.
import { createHash } from "node:crypto";
import { v7 as uuidV7 } from "uuid";

/** Objects in bucket `raw`: what the submitter sent and said. */
export const rawKeys = {
  scores: (id: string) => `${submissionFolder(id)}scores.csv`,
  /** Contract `submission`: written when the score lines lie there, before anything is announced. */
  submission: (id: string) => `${submissionFolder(id)}submission.json`,
  /** Contract `upload`: of a submission that is sent in parts, from before its first part on. */
  upload: (id: string) => `${submissionFolder(id)}upload.json`,
};

/** Objects in bucket `results`: what became of it. */
export const resultKeys = {
  /** Contract `statistics`; what a status needs of it is in its metadata. */
  statistics: (id: string) => `${submissionFolder(id)}statistics.json`,
  /** Contract `rejection`: instead of statistics. */
  rejection: (id: string) => `${submissionFolder(id)}rejection.json`,
  /** CSV: the rows that have an error, where they are too large to be found while somebody waits. Written before what became of the submission. */
  failedRows: (id: string) => `${submissionFolder(id)}failed-rows.csv`,
  /** Contract `failure`: a function gave up. */
  failure: (id: string) => `${submissionFolder(id)}failure.json`,
  /** Its mail, as `claims.ts` has it: empty when it is sent, which was at the last modification. */
  notified: (id: string) => `${submissionFolder(id)}notified`,
  /** Its event on topic `events`, in the same way. */
  published: (id: string) => `${submissionFolder(id)}published`,
  /** The mail of its failure. */
  failureNotified: (id: string) => `${submissionFolder(id)}failure-notified`,
  /** The event of its failure. */
  failurePublished: (id: string) => `${submissionFolder(id)}failure-published`,
};

/**
 * Where a submission's rows of the history lie in bucket `results` (contract `history-row`): by the date on which it was accepted, in UTC, as query
 * engines partition. It lies outside of the submission's folder, so that they find rows and nothing else.
 *
 * @param submittedAt RFC 3339, UTC
 */
export function historyKeyOf(id: string, submittedAt: string): string {
  return `history/date=${submittedAt.slice(0, 10)}/${id}.ndjson`;
}

/** Where the record of an Idempotency-Key lies in bucket `raw`; its name follows from client and key. Contract `idempotency-record`. */
export function idempotencyKeyOf(name: string): string {
  return `idempotency/${name}.json`;
}

/**
 * What the submissions of an owner are listed by in bucket `raw`: an empty object for each, in the order of the folders. Its prefix does not say whose they
 * are: only who knows the owner finds it.
 */
export function ownerPrefix(owner: string): string {
  return `owners/${createHash("sha256").update(owner).digest("hex")}/`;
}

/** Where a submission stands in its owner's list: by the name of its folder, without the slash. */
export function ownedKey(owner: string, id: string): string {
  return `${ownerPrefix(owner)}${folderName(id)}`;
}

/** Every submission's folder begins with this. */
export const submissionsPrefix = "submissions/";

/**
 * The folder of a submission, with a slash at its end. Ids are UUIDs of version 7, which begin with their time; its complement stands
 * before the id, so that S3, which lists ascending only, lists the newest first. It follows from the id alone.
 *
 * @example submissionFolder("019ac2f0-5b1e-7000-8000-000000000000") // "submissions/fe653d0fa4e1-019ac2f0-5b1e-7000-8000-000000000000/"
 */
export function submissionFolder(id: string): string {
  return `${submissionsPrefix}${folderName(id)}/`;
}

/** The folder's own name, which is also the cursor of lists. */
export function folderName(id: string): string {
  return `${(0xffff_ffff_ffff - timeOf(id)).toString(16).padStart(12, "0")}-${id}`;
}

/** A new id of what is accepted at a time: random, and in the order of time. */
export function newSubmissionId(at: Date): string {
  return uuidV7({ msecs: at.getTime() });
}

/** When an id was made, in milliseconds since 1970: its first 48 bits. */
export function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The submission that a folder or a key in it is of; undefined where it is no submission's. */
export function submissionOf(key: string): string | undefined {
  return /^submissions\/[0-9a-f]{12}-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//.exec(key)?.[1];
}

/** The submission that stands at a key of an owner's list; undefined where none does. */
export function ownedSubmissionOf(key: string): string | undefined {
  return /^owners\/[0-9a-f]{64}\/[0-9a-f]{12}-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(key)?.[1];
}
