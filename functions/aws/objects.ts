// Objects in S3 that are written once.
import { HeadObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import { putIf } from "./conditional-put.ts";
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
  const etag = await putUnlessTaken({ Bucket: bucket, Key: key, Body: body, ContentType: contentType, Metadata });
  if (etag === undefined) return kept(bucket, key);
  return { object: { bucket, key, etag, contentType, sizeBytes: body.byteLength, ...(sha256 && { sha256 }) }, metadata: Metadata };
}

/** The new object's ETag, or undefined where the key was taken. Two writers at the same moment make S3 answer 409: the loser tries again. */
async function putUnlessTaken(input: PutObjectCommandInput, tries = 3): Promise<string | undefined> {
  const { etag, refusal } = await putIf({ ...input, IfNoneMatch: "*" });
  if (refusal?.name !== "ConditionalRequestConflict") return etag;
  if (tries > 1) return putUnlessTaken(input, tries - 1);
  throw refusal;
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
