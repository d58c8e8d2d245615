// Objects in S3 as they were announced, large ones range by range: a long GET gets reset, and what was read of it would be lost.
import { GetObjectCommand } from "@aws-sdk/client-s3";
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import { s3, unless } from "./s3.ts";

type Chunks = AsyncIterable<Uint8Array>;
type Meant = Pick<StoredObject, "bucket" | "key" | "etag" | "sizeBytes">;

/** At 50 MB/s a GET of somewhat more than a second. */
const rangeBytes = 67_108_864;
/** How often a read may break without a byte having come since. */
const mostBreaks = 3;

/**
 * The bytes of an object, as they come, if it is still the one that was announced; undefined where it is gone or another lies in its place. A request for
 * each 64 MiB, one after the other, each for the same ETag; where a read breaks the rest is asked for again. Throws the SDK's error where S3 fails, and an
 * error where the object goes away in the middle.
 */
export async function read(object: Meant): Promise<Chunks | undefined> {
  const first = await readFrom(object, 0);
  return first && allOf(object, first);
}

async function* allOf(object: Meant, first: Chunks): AsyncGenerator<Uint8Array> {
  let at = 0;
  let breaks = 0;
  for (let range: Chunks | undefined = first; range !== undefined; range = await readFrom(object, at)) {
    const before = at;
    let broken: unknown;
    try {
      for await (const chunk of range) {
        at += chunk.byteLength;
        yield chunk;
      }
    } catch (error) {
      broken = error;
    }
    if (at >= object.sizeBytes) return;
    breaks = at > before ? 0 : breaks + 1;
    if (breaks > mostBreaks) throw broken ?? new Error(`s3://${object.bucket}/${object.key} gives nothing after byte ${at}.`);
  }
  throw new Error(
    `s3://${object.bucket}/${object.key} went away, or was replaced, while it was read: ${at} of ${object.sizeBytes} bytes came.`,
  );
}

/** A range of the object; all of it, which S3 then sends with its checksum, where it is no larger than one. */
function readFrom({ bucket, key, etag, sizeBytes }: Meant, at: number): Promise<Chunks | undefined> {
  const isWhole = at === 0 && sizeBytes <= rangeBytes;
  const Range = isWhole ? undefined : `bytes=${at}-${Math.min(at + rangeBytes, sizeBytes) - 1}`;
  return unless(["NoSuchKey", "NoSuchBucket", "PreconditionFailed"], async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag, Range }));
    return Body as Chunks | undefined; // on Node the SDK's body is a stream of bytes
  });
}
