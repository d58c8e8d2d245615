// Over the wire: the real SDK client against the emulator's S3.
import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { type BucketUnderTest, bucketUnderTest } from "../../local/emulator/bucket-under-test.ts";

const bucket = "things";
const partBytes = 5 * 1_048_576;
let world: BucketUnderTest;
let openLongObject: typeof import("./long-object.ts").openLongObject;

beforeAll(async () => {
  world = await bucketUnderTest(bucket);
  ({ openLongObject } = await import("./long-object.ts"));
});
afterEach(() => {
  world.emulator.faults.clear();
  world.emulator.requests.clear();
});
afterAll(() => world.stop());

const asked = () => world.emulator.requests.all.map(({ operation }) => operation);

test("an object is there when it is finished, with all that was sent, also where the sender's buffer is another's by then", async () => {
  const object = await openLongObject({ bucket, key: "rows.csv" }, "text/csv; charset=utf-8");
  const buffer = Buffer.alloc(partBytes, "a");
  await object.send(buffer);
  buffer.fill("b");
  await object.send(buffer);
  await object.send(Buffer.from("end"));
  await expect(world.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "rows.csv" }))).rejects.toMatchObject({ name: "NotFound" });
  world.emulator.requests.clear();
  await object.finish();
  expect(asked()).toEqual(["CompleteMultipartUpload"]);
  const { Body, ContentType } = await world.s3.send(new GetObjectCommand({ Bucket: bucket, Key: "rows.csv" }));
  expect(ContentType).toBe("text/csv; charset=utf-8");
  expect(await Body?.transformToString()).toBe(`${"a".repeat(partBytes)}${"b".repeat(partBytes)}end`);
});

test("an object that is abandoned is not there, and leaves no part", async () => {
  const object = await openLongObject({ bucket, key: "abandoned.csv" }, "text/csv");
  await object.send(Buffer.from("rows"));
  await object.abandon();
  await expect(object.send(Buffer.from("more"))).rejects.toMatchObject({ name: "NoSuchUpload" });
  await expect(object.finish()).rejects.toThrow("went away before they were joined");
  await expect(world.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "abandoned.csv" }))).rejects.toMatchObject({ name: "NotFound" });
});

test("where S3 fails, and fails the SDK's own tries too, who sends or finishes is told", async () => {
  const object = await openLongObject({ bucket, key: "failing.csv" }, "text/csv");
  const failure = { status: 500, code: "InternalError" } as const;
  world.emulator.faults.add({ service: "s3", operation: "UploadPart", failure, times: 3 });
  await expect(object.send(Buffer.from("rows"))).rejects.toMatchObject({ name: "InternalError" });
  await object.send(Buffer.from("rows"));
  world.emulator.faults.add({ service: "s3", operation: "CompleteMultipartUpload", failure, times: 3 });
  await expect(object.finish()).rejects.toMatchObject({ name: "InternalError" });
  await object.finish();
});

test.each([1, 3])(
  "where the answer to the last request is lost, %i times, the object is there and nobody is told otherwise",
  async (times) => {
    const object = await openLongObject({ bucket, key: `lost-${times}.csv` }, "text/csv");
    await object.send(Buffer.from("rows"));
    world.emulator.faults.add({ service: "s3", operation: "CompleteMultipartUpload", failure: "drop-answer", times });
    await object.finish();
    expect(asked().at(-1)).toBe("HeadObject");
  },
);
