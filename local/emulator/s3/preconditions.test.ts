import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { s3 } = await emulatorUnderTest();
const Bucket = "conditional-writes";
const put = (Key: string, Body: string, condition: { IfNoneMatch?: string; IfMatch?: string } = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...condition }));
const read = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));

describe("If-None-Match: *", () => {
  test("writes where nothing is", async () => {
    await put("new", "first", { IfNoneMatch: "*" });
    expect(await read("new")).toBe("first");
  });

  test("answers 412 PreconditionFailed where something is, and leaves it", async () => {
    await put("taken", "first");
    expect(await failureOf(put("taken", "second", { IfNoneMatch: "*" }))).toEqual({ name: "PreconditionFailed", status: 412 });
    expect(await read("taken")).toBe("first");
  });

  test("of fifty at once on one key, exactly one writes", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => put("contested", `writer ${n}`, { IfNoneMatch: "*" })));
    const written = outcomes.flatMap(({ status }, n) => (status === "fulfilled" ? [`writer ${n}`] : []));
    expect(written).toHaveLength(1);
    expect(await read("contested")).toBe(written[0]);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toHaveProperty("name", "PreconditionFailed");
  });

  test("with an ETag in place of the asterisk is 501, as S3 has no such write", async () => {
    expect(await failureOf(put("new", "x", { IfNoneMatch: '"etag"' }))).toEqual({ name: "NotImplemented", status: 501 });
  });

  test("holds for a copy too", async () => {
    await put("source", "copied");
    await put("copy-target", "first");
    const copy = new CopyObjectCommand({ Bucket, Key: "copy-target", CopySource: `${Bucket}/source`, IfNoneMatch: "*" });
    expect(await failureOf(s3.send(copy))).toEqual({ name: "PreconditionFailed", status: 412 });
  });
});

describe("If-Match", () => {
  test("writes over the very object that was read", async () => {
    const { ETag = "" } = await put("marker", "claimed");
    await put("marker", "sent", { IfMatch: ETag });
    expect(await read("marker")).toBe("sent");
  });

  test("answers 412 PreconditionFailed over another object, and leaves it", async () => {
    const { ETag = "" } = await put("changed", "first");
    await put("changed", "second");
    expect(await failureOf(put("changed", "third", { IfMatch: ETag }))).toEqual({ name: "PreconditionFailed", status: 412 });
    expect(await read("changed")).toBe("second");
  });

  test("answers 404 NoSuchKey where no object is", async () => {
    expect(await failureOf(put("absent", "x", { IfMatch: '"etag"' }))).toEqual({ name: "NoSuchKey", status: 404 });
  });
});

describe("CompleteMultipartUpload", () => {
  async function upload(Key: string, Body: string) {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body }));
    return { Bucket, Key, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } };
  }

  test("with If-None-Match: * answers 412 where something is, leaves it, and can be completed without", async () => {
    const assembled = await upload("assembled", "from parts");
    await put("assembled", "first");
    const refused = s3.send(new CompleteMultipartUploadCommand({ ...assembled, IfNoneMatch: "*" }));
    expect(await failureOf(refused)).toEqual({ name: "PreconditionFailed", status: 412 });
    expect(await read("assembled")).toBe("first");
    await s3.send(new CompleteMultipartUploadCommand(assembled));
    expect(await read("assembled")).toBe("from parts");
  });

  test("with If-Match answers 412 over another object", async () => {
    await put("reassembled", "first");
    const refused = s3.send(new CompleteMultipartUploadCommand({ ...(await upload("reassembled", "x")), IfMatch: '"other"' }));
    expect(await failureOf(refused)).toEqual({ name: "PreconditionFailed", status: 412 });
  });

  test("done twice is 404 NoSuchUpload, and so is another key's upload", async () => {
    const done = await upload("done", "x");
    await s3.send(new CompleteMultipartUploadCommand(done));
    expect(await failureOf(s3.send(new CompleteMultipartUploadCommand(done)))).toEqual({ name: "NoSuchUpload", status: 404 });
    const other = { ...(await upload("here", "x")), Key: "elsewhere" };
    expect(await failureOf(s3.send(new CompleteMultipartUploadCommand(other)))).toEqual({ name: "NoSuchUpload", status: 404 });
  });
});
