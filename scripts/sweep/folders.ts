// The folders of submissions in a bucket, as a stream: the newest first, a page of keys at a time, whatever their number.
import { list } from "../../functions/aws/find.ts";
import { submissionFolder, submissionOf, submissionsPrefix } from "../../functions/aws/keys.ts";

export interface Folder {
  /** Its key, with a slash at the end; the newer sorts first. */
  key: string;
  submissionId: string;
  /** What lies in it: `scores.csv`. */
  names: Set<string>;
}

export interface Range {
  /** Ids that were made from this time … */
  from: Date;
  /** … to this. */
  to: Date;
}

/** The folders of ids that were made in a range of time. Throws the SDK's error where S3 fails. */
export async function* foldersIn(bucket: string, { from, to }: Range): AsyncGenerator<Folder> {
  const last = beforeFolderOf(from);
  let folder: Folder | undefined;
  for await (const key of keysAfter(bucket, beforeFolderOf(to))) {
    const submissionId = submissionOf(key);
    if (submissionId === undefined) continue;
    const name = key.slice(submissionFolder(submissionId).length);
    if (folder?.submissionId === submissionId) folder.names.add(name);
    else {
      if (folder !== undefined) yield folder;
      if (key > last) return;
      folder = { key: submissionFolder(submissionId), submissionId, names: new Set([name]) };
    }
  }
  if (folder !== undefined) yield folder;
}

async function* keysAfter(bucket: string, start: string): AsyncGenerator<string> {
  for (let after = start; ; ) {
    const { objects, isTruncated } = await list(bucket, { prefix: submissionsPrefix, after });
    for (const { key } of objects) yield key;
    const end = objects.at(-1);
    if (!isTruncated || end === undefined) return;
    after = end.key;
  }
}

/** Sorts before the folders of all ids that were made at this time or earlier, and behind those of later ones. */
function beforeFolderOf(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, "0");
  const folder = submissionFolder(`${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`);
  return folder.slice(0, submissionsPrefix.length + 12);
}
