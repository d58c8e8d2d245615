import { CreateBucketCommand, ListObjectsCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { s3 } = await emulatorUnderTest();
const Bucket = "listing";

/** In UTF-8 byte order, which neither a locale's order (a before B) nor UTF-16's (the emoji before U+FF21) gives. */
const KEYS = ["B", "Z/1", "Z/2", "_", "a", "a-b", "a/1", "a/2", "a0", "b/1", "c", "ä", "\u{FF21}", "\u{1F600}"];
/** What `delimiter: "/"` makes of them. */
const ENTRIES = ["B", "Z/", "_", "a", "a-b", "a/", "a0", "b/", "c", "ä", "\u{FF21}", "\u{1F600}"];

beforeAll(async () => {
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of KEYS.toReversed()) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});

interface Entries {
  Contents?: { Key?: string | undefined }[] | undefined;
  CommonPrefixes?: { Prefix?: string | undefined }[] | undefined;
}
const keysOf = ({ Contents = [] }: Entries) => Contents.map(({ Key }) => Key);
const entriesOf = (answer: Entries) => [...keysOf(answer), ...(answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix)];

async function pagesV2(input: { MaxKeys: number; Delimiter?: string }) {
  const pages: Entries[] = [];
  let ContinuationToken: string | undefined;
  do {
    const answer = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken, ...input }));
    pages.push(answer);
    ContinuationToken = answer.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return pages;
}

describe("ListObjectsV2", () => {
  test("gives keys in UTF-8 byte order", async () => {
    expect(keysOf(await s3.send(new ListObjectsV2Command({ Bucket })))).toEqual(KEYS);
  });

  test.each([1, 2, 3, 5, 14])("by pages of %d neither drops nor repeats a key", async (MaxKeys) => {
    const pages = await pagesV2({ MaxKeys });
    expect(pages.flatMap(keysOf)).toEqual(KEYS);
    expect(pages).toHaveLength(Math.ceil(KEYS.length / MaxKeys));
  });

  test.each([1, 2, 3, 4, 5])("by pages of %d with a delimiter neither drops nor repeats a key or a common prefix", async (MaxKeys) => {
    const pages = await pagesV2({ MaxKeys, Delimiter: "/" });
    expect(pages.flatMap(entriesOf).toSorted()).toEqual(ENTRIES.toSorted());
    expect(pages).toHaveLength(Math.ceil(ENTRIES.length / MaxKeys));
  });

  test("begins behind StartAfter and keeps to the prefix", async () => {
    expect(keysOf(await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "a", StartAfter: "a-b" })))).toEqual(["a/1", "a/2", "a0"]);
  });

  test("counts its entries, and zero of them is a whole answer", async () => {
    expect(await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }))).toMatchObject({
      KeyCount: ENTRIES.length,
      IsTruncated: false,
    });
    expect(await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }))).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  test("with EncodingType url gives keys percent-encoded", async () => {
    expect(keysOf(await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "ä", EncodingType: "url" })))).toEqual(["%C3%A4"]);
  });

  test("of an unknown bucket is 404 NoSuchBucket", async () => {
    expect(await failureOf(s3.send(new ListObjectsV2Command({ Bucket: "unknown" })))).toEqual({ name: "NoSuchBucket", status: 404 });
  });
});

describe("ListObjects", () => {
  test("by pages, each marked by the last key of the one before, neither drops nor repeats", async () => {
    const seen: (string | undefined)[] = [];
    let answer = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 3 }));
    seen.push(...keysOf(answer));
    while (answer.IsTruncated) {
      answer = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 3, Marker: seen.at(-1) }));
      seen.push(...keysOf(answer));
    }
    expect(seen).toEqual(KEYS);
  });

  test("with a delimiter names the next marker, prefixes included", async () => {
    expect(await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Delimiter: "/" }))).toMatchObject({ NextMarker: "Z/" });
  });
});
