// Over the wire: the real SDK client against the emulator's S3.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";

const bucket = "things";
let world: BucketUnderTest;
let find: typeof import("./find.ts");

beforeAll(async () => {
  world = await bucketUnderTest(bucket);
  find = await import("./find.ts");
  for (const key of ["a/1", "a/2", "a/3", "b/1"]) await put(key, `text of ${key}`);
});
afterAll(() => world.stop());

const put = (key: string, text: string, metadata = {}) =>
  world.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType: "text/plain", Metadata: metadata }));

const keysOf = ({ objects }: { objects: { key: string }[] }) => objects.map(({ key }) => key);

test("a listing has what begins with the prefix, and says whether there is more", async () => {
  const all = await find.list(bucket, { prefix: "a/" });
  expect([keysOf(all), all.isTruncated]).toEqual([["a/1", "a/2", "a/3"], false]);
  const first = await find.list(bucket, { prefix: "a/", atMost: 2 });
  expect([keysOf(first), first.isTruncated]).toEqual([["a/1", "a/2"], true]);
  const rest = await find.list(bucket, { prefix: "a/", after: "a/2", atMost: 2 });
  expect([keysOf(rest), rest.isTruncated]).toEqual([["a/3"], false]);
  expect(Math.abs(Date.now() - Number(rest.objects[0]?.lastModified))).toBeLessThan(60_000);
});

test("of nothing the listing is empty", async () => {
  expect(await find.list(bucket, { prefix: "c/" })).toEqual({ objects: [], isTruncated: false });
});

test("metadata is read without the object", async () => {
  await put("named", "text", { title: "Woche%207" });
  world.emulator.requests.clear();
  expect(await find.metadataOf({ bucket, key: "named" })).toEqual({ title: "Woche%207" });
  expect(world.emulator.requests.all.map(({ operation }) => operation)).toEqual(["HeadObject"]);
});

test("an object says its ETag and size before its bytes are read", async () => {
  const found = await find.open({ bucket, key: "a/1" });
  expect(found).toMatchObject({ etag: expect.stringMatching(/^"[0-9a-f]{32}"$/), sizeBytes: 11 });
  expect(Buffer.from((await found?.bytes()) ?? []).toString()).toBe("text of a/1");
});

test("of an object that nobody wants the bytes do not come, and the next one can be read", async () => {
  await put("large", "x".repeat(5_000_000));
  for (let time = 0; time < 60; time += 1) (await find.open({ bucket, key: "large" }))?.discard();
  expect((await find.open({ bucket, key: "a/1" }))?.sizeBytes).toBe(11);
});

test("an object that is not there is undefined", async () => {
  expect(await find.metadataOf({ bucket, key: "none" })).toBeUndefined();
  expect(await find.open({ bucket, key: "none" })).toBeUndefined();
});

test("S3 that fails is an error, and no missing object", async () => {
  const failure = { status: 403, code: "AccessDenied" };
  for (const operation of ["HeadObject", "GetObject", "ListObjectsV2"]) world.emulator.faults.add({ service: "s3", operation, failure });
  await expect(find.metadataOf({ bucket, key: "none" })).rejects.toHaveProperty("$metadata.httpStatusCode", 403);
  await expect(find.open({ bucket, key: "none" })).rejects.toHaveProperty("name", "AccessDenied");
  await expect(find.list(bucket, { prefix: "" })).rejects.toHaveProperty("name", "AccessDenied");
  world.emulator.faults.clear();
});
