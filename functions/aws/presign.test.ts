// Over the wire: what was presigned is fetched from the emulator's S3, without the SDK.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";

const bucket = "things";
let world: BucketUnderTest;
let presign: typeof import("./presign.ts").presign;

beforeAll(async () => {
  world = await bucketUnderTest(bucket);
  ({ presign } = await import("./presign.ts"));
  await world.s3.send(new PutObjectCommand({ Bucket: bucket, Key: "a/1", Body: "text of a/1", ContentType: "text/plain" }));
});
afterAll(() => world.stop());

test("whoever has the presigned address gets the bytes, as the type that was asked for", async () => {
  const url = await presign({ bucket, key: "a/1" }, { contentType: "application/json", seconds: 300 });
  expect(new URL(url).searchParams.get("X-Amz-Expires")).toBe("300");
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.text()).toBe("text of a/1");
});
