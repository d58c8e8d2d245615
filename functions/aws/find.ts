// What lies in S3 now, for whoever knows the place and not the bytes.
//
// A missing object is told from one that may not be read only where the function has s3:ListBucket: without it S3 says 403 to a key that is not
// there, and what is undefined here would be an error. The emulator always says 404.
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { Place } from "./records.ts";
import { s3, unless } from "./s3.ts";

export interface Listed {
  key: string;
  /** Whole seconds in S3. */
  lastModified: Date;
  sizeBytes: number;
}

export interface Listing {
  /** Ascending by key. */
  objects: Listed[];
  /** Whether there are more behind the last one. */
  isTruncated: boolean;
}

export interface Found {
  etag: string;
  sizeBytes: number;
  bytes(): Promise<Uint8Array>;
  /** Whoever does not want the bytes says so, so that they do not come. */
  discard(): void;
}

/** The first objects whose keys begin with `prefix` and come after `after`: at most `atMost`, and never more than 1,000. One request. */
export async function list(bucket: string, range: { prefix: string; after?: string; atMost?: number }): Promise<Listing> {
  const { prefix, after, atMost = 1_000 } = range;
  const { Contents = [], IsTruncated = false } = await s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after, MaxKeys: atMost }),
  );
  return {
    objects: Contents.map(({ Key = "", LastModified = new Date(0), Size = 0 }) => ({
      key: Key,
      lastModified: LastModified,
      sizeBytes: Size,
    })),
    isTruncated: IsTruncated,
  };
}

/** The metadata of an object; undefined where there is none. One request. */
export function metadataOf({ bucket, key }: Place): Promise<Record<string, string> | undefined> {
  return unlessMissing(async () => {
    const { Metadata = {} } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return Metadata;
  });
}

/** An object, its bytes still to be read; undefined where there is none. One request. */
export function open({ bucket, key }: Place): Promise<Found | undefined> {
  return unlessMissing(async () => {
    const { Body, ETag = "", ContentLength = 0 } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return {
      etag: ETag,
      sizeBytes: ContentLength,
      bytes: async () => (await Body?.transformToByteArray()) ?? new Uint8Array(),
      discard: () => {
        if (Body && "destroy" in Body) Body.destroy();
      },
    };
  });
}

function unlessMissing<T>(request: () => Promise<T>): Promise<T | undefined> {
  // NotFound is what HEAD says, which has no body to say more.
  return unless(["NoSuchKey", "NotFound"], request);
}
