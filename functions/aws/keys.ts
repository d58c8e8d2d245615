// Where the objects of a submission lie in their buckets.
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
  /** Contract `failure`: a function gave up. */
  failure: (id: string) => `${submissionFolder(id)}failure.json`,
  /** That its mail was sent; when is its last modification. */
  notified: (id: string) => `${submissionFolder(id)}notified.json`,
};

/** Where the record of an Idempotency-Key lies in bucket `raw`; its name follows from client and key. Contract `idempotency-record`. */
export function idempotencyKeyOf(name: string): string {
  return `idempotency/${name}.json`;
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
  return `${submissionsPrefix}${(0xffff_ffff_ffff - timeOf(id)).toString(16).padStart(12, "0")}-${id}/`;
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
