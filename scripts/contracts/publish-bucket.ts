// A bucket as publishing needs it: read an object whole, write one unless somebody else was faster.
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandOutput, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { explainS3 } from "./publish-errors.ts";

/** What lies at a key. */
export interface Found {
  body: Uint8Array;
  etag: string;
  contentType: string | undefined;
  cacheControl: string | undefined;
}

export interface NewObject {
  /** Its key, less the prefix. */
  path: string;
  body: Uint8Array;
  contentType: string;
  cacheControl: string;
}

export interface Bucket {
  /** Where a path lies, for people: `s3://bucket/prefix/path`. */
  address(path: string): string;
  /** Undefined where nothing lies there. Throws an error that says what to do. */
  read(path: string): Promise<Found | undefined>;
  /**
   * Writes over the object with the ETag `over`, or where nothing lies. False when something else lies there by now; nothing is written then.
   * Throws an error that says what to do.
   */
  write(object: NewObject, over: string | undefined): Promise<boolean>;
}

/** To a write over an ETag, S3 answers 412 where another object lies, and 404 where none does any more ("Conditional writes", S3 User Guide). */
const PRECONDITION_FAILED = ["PreconditionFailed", "NoSuchKey"];

/** @param prefix without slashes at its ends; empty for the bucket's root */
export function bucketOf(s3: S3Client, name: string, prefix: string): Bucket {
  const keyOf = (path: string) => (prefix === "" ? path : `${prefix}/${path}`);
  const address = (path: string) => `s3://${name}/${keyOf(path)}`;

  async function read(path: string): Promise<Found | undefined> {
    try {
      const { Body, ETag = "", ContentType, CacheControl } = await s3.send(new GetObjectCommand({ Bucket: name, Key: keyOf(path) }));
      const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
      return { body, etag: ETag, contentType: ContentType, cacheControl: CacheControl };
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === "NoSuchKey") return undefined;
      throw explainS3(error, { doing: "read", address: address(path), bucket: name });
    }
  }

  async function write({ path, body, contentType, cacheControl }: NewObject, over: string | undefined): Promise<boolean> {
    const put = new PutObjectCommand({
      Bucket: name,
      Key: keyOf(path),
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl,
      // S3 refuses a body that came damaged, and keeps the checksum beside the object.
      ChecksumSHA256: createHash("sha256").update(body).digest("base64"),
      ...(over === undefined ? { IfNoneMatch: "*" } : { IfMatch: over }),
    });
    try {
      await sendUnlessBusy(s3, put);
      return true;
    } catch (error) {
      if (error instanceof S3ServiceException && PRECONDITION_FAILED.includes(error.name)) return false;
      throw explainS3(error, { doing: "write", address: address(path), bucket: name });
    }
  }

  return { address, read, write };
}

/** S3 answers 409 to a conditional write when another write of the key is under way: it has to be asked again. */
async function sendUnlessBusy(s3: S3Client, put: PutObjectCommand, tries = 5, pauseMs = 50): Promise<PutObjectCommandOutput> {
  try {
    return await s3.send(put);
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.name !== "ConditionalRequestConflict" || tries === 1) throw error;
    await setTimeout(pauseMs);
    return sendUnlessBusy(s3, put, tries - 1, pauseMs * 2);
  }
}
