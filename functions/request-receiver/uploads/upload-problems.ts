// What is said of an upload that cannot be done what was asked for.
import type { Upload } from "../../../generated/types/upload.d.ts";
import { Problem } from "../../boundary/problem.ts";

export function unknownUpload(id: string): Problem {
  return new Problem("not-found", `There is no upload ${id}. Take the id from the answer of POST /uploads.`);
}

export function completedUpload({ id, endedAt }: Upload): Problem {
  const when = endedAt === undefined ? "is about to be completed" : `was completed at ${endedAt}`;
  return new Problem("upload-completed", `This upload ${when}; it is submission ${id} now.`);
}

export function abortedUpload(): Problem {
  return new Problem("upload-aborted", "This upload was given up, and its parts are gone. Begin a new one with POST /uploads.");
}

export function expiredUpload({ expiresAt }: Upload): Problem {
  return new Problem(
    "upload-expired",
    `This upload could be completed until ${expiresAt}, and its parts are gone. Begin a new one with POST /uploads.`,
  );
}

/** Throws a Problem unless the upload takes parts at this time. */
export function requireOpen(upload: Upload, now: Date): void {
  if (upload.state === "completed") throw completedUpload(upload);
  if (upload.state === "aborted") throw abortedUpload();
  if (hasExpired(upload, now)) throw expiredUpload(upload);
}

export function hasExpired({ expiresAt }: Upload, now: Date): boolean {
  return now.getTime() > Date.parse(expiresAt);
}
