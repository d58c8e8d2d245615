// Over the wire: the real SDK client against the emulator's S3.

import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";

let world: BucketUnderTest;
let objects: typeof import("./objects.ts");
let read: typeof import("./read-ranges.ts").read;

beforeAll(async () => {
  world = await bucketUnderTest("things");
  objects = await import("./objects.ts");
  ({ read } = await import("./read-ranges.ts"));
});
afterAll(() => world.stop());

const thing = (key: string, text: string) => ({
  bucket: "things",
  key,
  body: new TextEncoder().encode(text),
  contentType: "text/plain",
  sha256: "0".repeat(64),
  metadata: { by: text },
});

async function textOf(chunks: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  return chunks && Buffer.concat(await Array.fromAsync(chunks)).toString();
}

test("what is put can be read as it was announced", async () => {
  const { object } = await objects.putOnce(thing("one", "first"));
  expect(object).toMatchObject({ bucket: "things", key: "one", contentType: "text/plain", sizeBytes: 5, sha256: "0".repeat(64) });
  expect(await textOf(await read(object))).toBe("first");
});

test("a second put of a key stores nothing and says what the first one stored", async () => {
  const first = await objects.putOnce(thing("two", "first"));
  const second = await objects.putOnce(thing("two", "second, and longer"));
  expect(second).toEqual(first);
  expect(second.metadata.by).toBe("first");
  expect(await textOf(await read(second.object))).toBe("first");
});

test("of many puts of a key at once one wins, and all say the same", async () => {
  const kept = await Promise.all(Array.from({ length: 20 }, (_, index) => objects.putOnce(thing("many", `put ${index}`))));
  expect(new Set(kept.map(({ object }) => object.etag)).size).toBe(1);
});

test("two writers in the same moment: the one that S3 told 409 tries again", async () => {
  const conflict = { status: 409, code: "ConditionalRequestConflict" };
  world.emulator.faults.add({ service: "s3", operation: "PutObject", times: 2, failure: conflict });
  expect((await objects.putOnce(thing("conflict", "third try"))).object.sizeBytes).toBe(9);
});

test("a put whose answer was lost finds its own object", async () => {
  world.emulator.faults.add({ service: "s3", operation: "PutObject", times: 1, failure: "drop-answer" });
  const { object } = await objects.putOnce(thing("lost", "mine"));
  expect(await textOf(await read(object))).toBe("mine");
});

test("an object that is gone, or another in its place, is not read", async () => {
  const { object } = await objects.putOnce(thing("gone", "first"));
  await world.s3.send(new PutObjectCommand({ Bucket: "things", Key: "gone", Body: "another" }));
  expect(await read(object)).toBeUndefined();
  await world.s3.send(new DeleteObjectCommand({ Bucket: "things", Key: "gone" }));
  expect(await read(object)).toBeUndefined();
});

test("S3 that fails is an error, not a missing object", async () => {
  const { object } = await objects.putOnce(thing("failing", "first"));
  world.emulator.faults.add({ service: "s3", operation: "GetObject", times: 3, failure: { status: 500, code: "InternalError" } });
  await expect(read(object)).rejects.toMatchObject({ name: "InternalError" });
});
