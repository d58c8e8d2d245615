// Where the objects of a submission lie in their buckets.

/** Objects in bucket `raw`: what the submitter sent and said. */
export const rawKeys = {
  scores: (id: string) => `${submissionFolder(id)}scores.csv`,
};

/** Objects in bucket `results`: what became of it. */
export const resultKeys = {
  statistics: (id: string) => `${submissionFolder(id)}statistics.json`,
};

/** Every submission's folder begins with this. */
export const submissionsPrefix = "submissions/";

/**
 * The folder of a submission, with a slash at its end. Ids are UUIDs of version 7, which begin with their time; its complement stands
 * before the id, so that S3, which lists ascending only, lists the newest first. It follows from the id alone.
 *
 * @example submissionFolder("019ac2f0-5b1e-7000-8000-000000000000") // "submissions/fe653d0fa4e1-019ac2f0-5b1e-7000-8000-000000000000/"
 */
export function submissionFolder(id: string): string {
  const time = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return `${submissionsPrefix}${(0xffff_ffff_ffff - time).toString(16).padStart(12, "0")}-${id}/`;
}

/** The submission that a folder or a key in it is of; undefined where it is no submission's. */
export function submissionOf(key: string): string | undefined {
  return /^submissions\/[0-9a-f]{12}-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//.exec(key)?.[1];
}
