// Over the wire: what was presigned is fetched from the emulator's S3, without the SDK.
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Emulator, startEmulator } from "../../local/emulator/emulator.ts";
import { emulatorClient } from "../../local/resources.ts";

const bucket = "things";
let emulator: Emulator;
let s3: S3Client;
let presign: typeof import("./presign.ts").presign;

beforeAll(async () => {
  emulator = await startEmulator({});
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  ({ presign } = await import("./presign.ts"));
  s3 = new S3Client({ ...emulatorClient(emulator.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "a/1", Body: "text of a/1", ContentType: "text/plain" }));
});
afterAll(async () => {
  s3.destroy();
  await emulator.stop();
});

test("whoever has the presigned address gets the bytes, as the type that was asked for", async () => {
  const url = await presign({ bucket, key: "a/1" }, { contentType: "application/json", seconds: 300 });
  expect(new URL(url).searchParams.get("X-Amz-Expires")).toBe("300");
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.text()).toBe("text of a/1");
});
