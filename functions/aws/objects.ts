// Objects in S3 that are written once.
import { HeadObjectCommand, PutObjectCommand, S3ServiceException } from "@aws-sdk/client-s3";
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import { s3 } from "./s3.ts";

export interface NewObject {
  bucket: string;
  key: string;
  body: Uint8Array;
  contentType: string;
  /** SHA-256 of the body, where it is known. */
  sha256?: string;
  /** Kept beside the object (x-amz-meta-…). ASCII. */
  metadata?: Record<string, string>;
}

export interface Kept {
  object: StoredObject;
  /** The metadata that is kept: another's, where the object was there before. */
  metadata: Record<string, string>;
}

/**
 * Stores an object unless its key is taken, and says what lies there now: a repeated call finds what the first one stored.
 * One request; two where the key was taken. Throws the SDK's error where S3 fails.
 */
export async function putOnce({ bucket, key, body, contentType, sha256, metadata = {} }: NewObject): Promise<Kept> {
  const Metadata = { ...metadata, ...(sha256 && { sha256 }) };
  const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType, Metadata, IfNoneMatch: "*" });
  const etag = await sendUnlessTaken(put);
  if (etag === undefined) return kept(bucket, key);
  return { object: { bucket, key, etag, contentType, sizeBytes: body.byteLength, ...(sha256 && { sha256 }) }, metadata: Metadata };
}

/** The new object's ETag, or undefined where the key was taken. Two writers at the same moment make S3 answer 409: the loser tries again. */
async function sendUnlessTaken(put: PutObjectCommand, tries = 3): Promise<string | undefined> {
  try {
    return (await s3.send(put)).ETag ?? "";
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    if (error.name === "PreconditionFailed") return undefined;
    if (error.name === "ConditionalRequestConflict" && tries > 1) return sendUnlessTaken(put, tries - 1);
    throw error;
  }
}

async function kept(bucket: string, key: string): Promise<Kept> {
  const {
    ETag = "",
    ContentType = "",
    ContentLength = 0,
    Metadata = {},
  } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const sha256 = Metadata.sha256;
  const object = { bucket, key, etag: ETag, contentType: ContentType, sizeBytes: ContentLength, ...(sha256 && { sha256 }) };
  return { object, metadata: Metadata };
}
