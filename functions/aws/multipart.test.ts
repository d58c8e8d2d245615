// Over the wire: the real SDK client against the emulator's S3.
import { crc32 } from "node:zlib";
import { UploadPartCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";

const bucket = "things";
let world: BucketUnderTest;
let multipart: typeof import("./multipart.ts");

beforeAll(async () => {
  world = await bucketUnderTest(bucket);
  multipart = await import("./multipart.ts");
});
afterAll(() => world.stop());

async function opened(key: string) {
  return { bucket, key, multipartId: await multipart.openMultipart({ bucket, key, contentType: "text/csv" }) };
}

function checksumOf(text: string): string {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(text));
  return checksum.toString("base64");
}

async function send(upload: { key: string; multipartId: string }, number: number, text: string) {
  const place = { Bucket: bucket, Key: upload.key, UploadId: upload.multipartId, PartNumber: number };
  await world.s3.send(new UploadPartCommand({ ...place, Body: text, ChecksumCRC32: checksumOf(text) }));
}

test("a part that is sent to its URL is listed with size, ETag and CRC-32, and joined to the object", async () => {
  const upload = await opened("one.csv");
  const text = "Quiz1,85\n";
  const part = { number: 1, sizeBytes: text.length, crc32: checksumOf(text) };
  const { url, headers } = await multipart.partTarget(upload, part, 60);
  expect((await fetch(url, { method: "PUT", headers, body: text })).status).toBe(200);
  const parts = (await multipart.partsOf(upload)) ?? [];
  expect(parts).toEqual([{ ...part, etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) }]);
  const etag = await multipart.joinParts(upload, parts);
  expect(await multipart.joinedObject(upload)).toEqual({ bucket, key: "one.csv", etag, contentType: "text/csv", sizeBytes: text.length });
});

test("all parts are listed, also where S3 lists them in several answers", async () => {
  const upload = await opened("many.csv");
  const numbers = Array.from({ length: 1003 }, (_, index) => 1003 - index);
  for (let from = 0; from < numbers.length; from += 50)
    await Promise.all(numbers.slice(from, from + 50).map((number) => send(upload, number, `Quiz${number},1\n`)));
  world.emulator.requests.clear();
  const parts = (await multipart.partsOf(upload)) ?? [];
  expect(parts.map(({ number }) => number)).toEqual(numbers.toReversed());
  expect(world.emulator.requests.all.map(({ operation }) => operation)).toEqual(["ListParts", "ListParts"]);
});

test("what is not open any more has no parts, is not joined and can be given up", async () => {
  const upload = await opened("gone.csv");
  await send(upload, 1, "Quiz1,85\n");
  const parts = (await multipart.partsOf(upload)) ?? [];
  await multipart.abandonParts(upload);
  await multipart.abandonParts(upload);
  expect(await multipart.partsOf(upload)).toBeUndefined();
  expect(await multipart.joinParts(upload, parts)).toBeUndefined();
  expect(await multipart.joinedObject(upload)).toBeUndefined();
});
