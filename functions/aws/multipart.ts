// Multipart uploads in S3: opened, addressed, looked at, joined, given up.
import { crc32 } from "node:zlib";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import { clientSettings } from "./client-settings.ts";
import { s3, unless } from "./s3.ts";

/** What it signs has no body yet; by default it would sign the checksum of an empty one. */
const presigner = new S3Client({ ...clientSettings, requestChecksumCalculation: "WHEN_REQUIRED" });

/** The multipart upload that is meant: S3's id of it, and the object that it becomes. */
export interface Multipart {
  bucket: string;
  key: string;
  multipartId: string;
}

/** A part that S3 has. */
export interface Part {
  number: number;
  sizeBytes: number;
  etag: string;
  /** CRC-32, as S3 writes it: four bytes in Base64. */
  crc32?: string;
}

/** A part that is to come. */
export interface PartToSend {
  number: number;
  sizeBytes: number;
  crc32: string;
}

/** Opens a multipart upload and gives S3's id of it. Every part has to come with its CRC-32. Throws the SDK's error where S3 fails. */
export async function openMultipart({ bucket, key, contentType }: { bucket: string; key: string; contentType: string }): Promise<string> {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: contentType, ChecksumAlgorithm: "CRC32" }),
  );
  if (UploadId === undefined) throw new Error(`S3 opened a multipart upload of s3://${bucket}/${key} without an id.`);
  return UploadId;
}

/**
 * Where a part is PUT, and with which headers. Size and CRC-32 are signed, so that S3 refuses a part that has others. The checksum is a
 * header: in the query string, where a presigner puts it otherwise, S3 does not hold the body against it. No request.
 */
export async function partTarget(
  { bucket, key, multipartId }: Multipart,
  { number, sizeBytes, crc32 }: PartToSend,
  lifetimeSeconds: number,
): Promise<{ url: string; headers: Record<string, string> }> {
  const checksum = "x-amz-checksum-crc32";
  const put = new UploadPartCommand({
    Bucket: bucket,
    Key: key,
    UploadId: multipartId,
    PartNumber: number,
    ContentLength: sizeBytes,
    ChecksumCRC32: crc32,
  });
  const url = await getSignedUrl(presigner, put, {
    expiresIn: lifetimeSeconds,
    unhoistableHeaders: new Set([checksum]),
  });
  return { url, headers: { [checksum]: crc32 } };
}

/** Sends a part. Throws the SDK's error where S3 fails, or the upload is not open. */
export async function sendPart({ bucket, key, multipartId }: Multipart, number: number, body: Uint8Array): Promise<Part> {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  const crc = checksum.toString("base64");
  const put = new UploadPartCommand({
    Bucket: bucket,
    Key: key,
    UploadId: multipartId,
    PartNumber: number,
    Body: body,
    ChecksumCRC32: crc,
  });
  const { ETag = "" } = await s3.send(put);
  return { number, sizeBytes: body.length, etag: ETag, crc32: crc };
}

/** The parts that are there, by number; undefined where the upload is not open (joined, given up, or never there). A request for each 1,000. */
export async function partsOf({ bucket, key, multipartId }: Multipart): Promise<Part[] | undefined> {
  const parts: Part[] = [];
  let after: string | undefined;
  do {
    const list = new ListPartsCommand({ Bucket: bucket, Key: key, UploadId: multipartId, PartNumberMarker: after });
    const page = await unlessGone(() => s3.send(list));
    if (page === undefined) return undefined;
    for (const { PartNumber = 0, Size = 0, ETag = "", ChecksumCRC32 } of page.Parts ?? [])
      parts.push({ number: PartNumber, sizeBytes: Size, etag: ETag, ...(ChecksumCRC32 !== undefined && { crc32: ChecksumCRC32 }) });
    after = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (after !== undefined);
  return parts;
}

/** How long S3 may take, where that is longer than for other requests: it says so itself that many parts take minutes. */
export interface Patience {
  requestTimeout?: number;
}

/**
 * Joins the parts to the object and gives its ETag; undefined where the upload is not open: then look for the object, since a join whose answer was
 * lost looks the same. Throws the SDK's error where S3 fails.
 */
export async function joinParts(
  { bucket, key, multipartId }: Multipart,
  parts: Part[],
  patience: Patience = {},
): Promise<string | undefined> {
  const Parts = parts.map(({ number, etag, crc32 }) => ({ PartNumber: number, ETag: etag, ChecksumCRC32: crc32 }));
  const join = new CompleteMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: multipartId, MultipartUpload: { Parts } });
  return (await unlessGone(() => s3.send(join, patience)))?.ETag;
}

/** Gives the upload up; its parts are thrown away. One that is not open any more is left as it is. */
export async function abandonParts({ bucket, key, multipartId }: Multipart): Promise<void> {
  await unlessGone(() => s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: multipartId })));
}

/** The object that the parts were joined to; undefined where they were not. */
export async function joinedObject({ bucket, key }: Omit<Multipart, "multipartId">): Promise<StoredObject | undefined> {
  const found = await unlessGone(() => s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
  if (found === undefined) return undefined;
  const { ETag = "", ContentType = "", ContentLength = 0 } = found;
  return { bucket, key, etag: ETag, contentType: ContentType, sizeBytes: ContentLength };
}

function unlessGone<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  // NotFound is what HEAD says, which has no body to say more.
  return unless(["NoSuchUpload", "NotFound"], ask);
}
