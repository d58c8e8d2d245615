// DELETE /uploads/{id}: gives an upload up.
import type { StoredObject } from "../../../generated/types/submission.d.ts";
import type { Upload } from "../../../generated/types/upload.d.ts";
import { completedUpload, unknownUpload } from "./upload-problems.ts";

export interface Aborting {
  find: (id: string) => Promise<Upload | undefined>;
  /** Throws the parts away; where the multipart upload is not open any more it does nothing. */
  abandon: (upload: Upload) => Promise<void>;
  joined: (id: string) => Promise<StoredObject | undefined>;
  /** Writes the record anew. */
  replace: (upload: Upload) => Promise<void>;
  now?: () => Date;
}

/**
 * Gives an upload up; it can be repeated. Throws a Problem where there is none, or it is completed. S3 decides between this and a completion at the same
 * moment: where the parts were joined first, this one finds the object.
 */
export async function abortUpload(id: string, { find, abandon, joined, replace, now = () => new Date() }: Aborting): Promise<void> {
  const upload = await find(id);
  if (upload === undefined) throw unknownUpload(id);
  if (upload.state === "completed") throw completedUpload(upload);
  if (upload.state === "aborted") return;
  await abandon(upload);
  if ((await joined(id)) !== undefined) throw completedUpload(upload);
  await replace({ ...upload, state: "aborted", endedAt: now().toISOString() });
}
