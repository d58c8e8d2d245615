// GET /uploads/{id}: which parts of an upload are there, and which are still to come.
import type { Upload } from "../../generated/types/upload.d.ts";
import type { UploadProgress } from "../../generated/types/upload-progress.d.ts";
import type { Part } from "../aws/multipart.ts";
import { partSize } from "../aws/part-size.ts";
import { Problem } from "../boundary/problem.ts";

export interface UploadSources {
  /** Undefined where there is none, or none that the caller may know of. */
  upload: (id: string) => Promise<Upload | undefined>;
  /** The parts that S3 has; undefined where the multipart upload is not open any more. A request for each 1,000. */
  parts: (upload: Upload) => Promise<Part[] | undefined>;
  /** Whether the parts were joined: the object is there. */
  isJoined: (id: string) => Promise<boolean>;
  now?: () => Date;
}

/** How far an upload has come, in one request or two, one more for each further 1,000 parts. Throws a Problem (`not-found`) where there is none. */
export async function uploadProgress(id: string, sources: UploadSources): Promise<UploadProgress> {
  const upload = await sources.upload(id);
  if (upload === undefined)
    throw new Problem(
      "not-found",
      `There is no upload ${id}. Take the id from the answer of POST /uploads (\`id\`, or the Location header).`,
    );
  const { sizeBytes, partSizeBytes, partCount, expiresAt, endedAt } = upload;
  const { state, parts } = await stateOf(upload, sources);
  return {
    id,
    state,
    sizeBytes,
    partSizeBytes,
    partCount,
    expiresAt,
    parts,
    missing: state === "open" ? missingOf(upload, parts) : [],
    ...(endedAt !== undefined && { endedAt }),
    links: { self: `/uploads/${id}`, submission: `/submissions/${id}` },
  };
}

/**
 * The record says how an upload ended. Of one that has not, S3 says whether its parts are there; where they are gone they were joined, or given up by
 * somebody who did not come to write it down, or thrown away by the bucket.
 */
async function stateOf(
  upload: Upload,
  { parts: partsOf, isJoined, now = () => new Date() }: UploadSources,
): Promise<Pick<UploadProgress, "state" | "parts">> {
  if (upload.state !== "open") return { state: upload.state, parts: [] };
  const isInTime = now().getTime() <= Date.parse(upload.expiresAt);
  const parts = isInTime ? await partsOf(upload) : undefined;
  if (parts !== undefined) return { state: "open", parts };
  if (await isJoined(upload.id)) return { state: "completing", parts: [] };
  return { state: isInTime ? "aborted" : "expired", parts: [] };
}

function missingOf(upload: Upload, parts: Part[]): number[] {
  const sizes = new Map(parts.map(({ number, sizeBytes }) => [number, sizeBytes]));
  const numbers = Array.from({ length: upload.partCount }, (_, index) => index + 1);
  return numbers.filter((number) => sizes.get(number) !== partSize(number, upload));
}
