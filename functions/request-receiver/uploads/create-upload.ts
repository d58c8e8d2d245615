// POST /uploads: opens an upload and keeps a record of it, in this order.
import { upload as contract } from "../../../generated/contracts.js";
import type { Upload } from "../../../generated/types/upload.d.ts";
import type { UploadCreated } from "../../../generated/types/upload-created.d.ts";
import type { UploadRequest } from "../../../generated/types/upload-request.d.ts";
import { newSubmissionId } from "../../aws/keys.ts";
import { type Caller, ownerOf } from "../../boundary/http/caller.ts";
import { labelsOf } from "../../boundary/labels.ts";
import { log } from "../../boundary/log.ts";
import { Problem } from "../../boundary/problem.ts";
import { summariserOf } from "../read-scores.ts";
import { type IsReadable, refuseUnknown } from "../replaced.ts";
import { type PartBounds, planParts } from "./part-plan.ts";

/** What of an upload is set in pipeline.json. */
export interface UploadSettings extends PartBounds {
  largestBytes: number;
  expiryHours: number;
  urlLifetimeSeconds: number;
}

export interface Creating {
  settings: UploadSettings;
  /** Whether there is a submission that this one could replace. */
  isReadable: IsReadable;
  /** Opens a multipart upload of the submission's score lines; gives S3's id of it. */
  openParts: (id: string, contentType: string) => Promise<string>;
  /** Keeps the record of a new upload. */
  keep: (upload: Upload) => Promise<void>;
  now?: () => Date;
  newId?: (at: Date) => string;
}

/**
 * Opens an upload. Throws a Problem where the file is too large, what is said of it contradicts itself, or it is to replace a submission
 * that is not there. A crash between the two steps leaves a multipart upload that nobody has heard of: the bucket throws it away by itself.
 */
export async function createUpload(
  { sizeBytes, contentType, sha256, title, course, replaces, ...options }: UploadRequest,
  { caller, traceparent }: { caller: Caller; traceparent?: string | undefined },
  { settings, isReadable, openParts, keep, now = () => new Date(), newId = newSubmissionId }: Creating,
): Promise<UploadCreated> {
  if (sizeBytes > settings.largestBytes) throw tooLarge(sizeBytes, settings.largestBytes);
  // Told now, and not after hours of uploading.
  summariserOf(options);
  const plan = planParts(sizeBytes, settings);
  const replaced = replaces?.toLowerCase();
  await refuseUnknown(replaced, caller, isReadable);
  const owner = ownerOf(caller);
  const at = now();
  const id = newId(at);
  const expiresAt = new Date(at.getTime() + settings.expiryHours * 3_600_000).toISOString();
  const multipartId = await openParts(id, contentType);
  await keep({
    $schema: contract.id,
    id,
    state: "open",
    createdAt: at.toISOString(),
    expiresAt,
    ...plan,
    sizeBytes,
    contentType,
    ...(sha256 !== undefined && { sha256 }),
    ...labelsOf({ title, course }),
    ...(replaced !== undefined && { replaces: replaced }),
    ...(owner !== undefined && { owner }),
    options,
    multipartId,
    ...(traceparent !== undefined && { traceparent }),
  });
  log("info", "upload created", { correlationId: id, sizeBytes, partCount: plan.partCount });
  const self = `/uploads/${id}`;
  return {
    id,
    ...plan,
    expiresAt,
    links: { self, parts: `${self}/parts`, complete: `${self}/complete`, submission: `/submissions/${id}` },
  };
}

function tooLarge(sizeBytes: number, largestBytes: number): Problem {
  return new Problem(
    "upload-too-large",
    `The file has ${sizeBytes} bytes, and at most ${largestBytes} can be uploaded. ` +
      "Cut it between two quizzes, and upload the pieces as submissions of their own.",
  );
}
