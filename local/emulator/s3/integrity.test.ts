import { createHash } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";
import {
  ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { emulator, s3 } = await emulatorUnderTest();
const Bucket = "integrity";
const body = "Quiz1,85,76,90\n";
const digest = (algorithm: string, text = body) => createHash(algorithm).update(text).digest("base64");
const read = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }))).Body?.transformToString();
const url = (key: string, query = "") => `${emulator.url}/${Bucket}/${key}${query}`;
/** What a client sends that is not the SDK, or one whose body was damaged on the way. */
async function put(key: string, headers: Record<string, string>, query = "", payload = body) {
  const answer = await fetch(url(key, query), { method: "PUT", headers, body: payload });
  return { status: answer.status, code: /<Code>(.*)<\/Code>/.exec(await answer.text())?.[1] };
}

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));

describe("a body with a digest that is not its own is 400 BadDigest and not written", () => {
  test.each([
    ["Content-MD5", { "content-md5": digest("md5", "other") }],
    ["x-amz-checksum-crc32", { "x-amz-checksum-crc32": "AAAAAA==" }],
    ["x-amz-checksum-sha1", { "x-amz-checksum-sha1": digest("sha1", "other") }],
    ["x-amz-checksum-sha256", { "x-amz-checksum-sha256": digest("sha256", "other") }],
  ])("%s", async (_name, headers) => {
    expect(await put("damaged", headers)).toEqual({ status: 400, code: "BadDigest" });
    expect(await failureOf(s3.send(new HeadObjectCommand({ Bucket, Key: "damaged" })))).toMatchObject({ status: 404 });
  });

  test("a checksum of the SDK's, over the wire", async () => {
    expect(await failureOf(s3.send(new PutObjectCommand({ Bucket, Key: "damaged", Body: body, ChecksumCRC32: "AAAAAA==" })))).toEqual({
      name: "BadDigest",
      status: 400,
    });
  });

  test("the checksum of an empty body that a presigned URL carries", async () => {
    expect(await put("damaged", {}, "?X-Amz-Expires=60&x-amz-checksum-crc32=AAAAAA%3D%3D")).toEqual({ status: 400, code: "BadDigest" });
  });

  test("a part of an upload", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "parts" }));
    expect(await put("parts", { "x-amz-checksum-crc32": "AAAAAA==" }, `?uploadId=${UploadId}&partNumber=1`)).toEqual({
      status: 400,
      code: "BadDigest",
    });
  });
});

test("a digest that is none is told apart: 400 InvalidDigest, 400 InvalidRequest", async () => {
  expect(await put("malformed", { "content-md5": "abc" })).toEqual({ status: 400, code: "InvalidDigest" });
  expect(await put("malformed", { "x-amz-checksum-sha256": "abc" })).toEqual({ status: 400, code: "InvalidRequest" });
});

test.each(["CRC32C", "CRC64NVME"])("%s, which is not verified here, is 501 and not written", async (algorithm) => {
  expect(await put("unverified", { [`x-amz-checksum-${algorithm.toLowerCase()}`]: "AAAAAA==" })).toEqual({
    status: 501,
    code: "NotImplemented",
  });
  expect(await put("unverified", { "x-amz-sdk-checksum-algorithm": algorithm })).toEqual({ status: 501, code: "NotImplemented" });
  expect(await failureOf(s3.send(new HeadObjectCommand({ Bucket, Key: "unverified" })))).toMatchObject({ status: 404 });
});

describe("a body that is whole is written and comes back with its checksum", () => {
  test.each([ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256])("%s in a header", async (algorithm) => {
    await s3.send(new PutObjectCommand({ Bucket, Key: algorithm, Body: body, ChecksumAlgorithm: algorithm }));
    expect(await read(algorithm)).toBe(body);
    const { [`Checksum${algorithm}` as const]: checksum } = await s3.send(
      new HeadObjectCommand({ Bucket, Key: algorithm, ChecksumMode: "ENABLED" }),
    );
    expect(checksum).toBeTruthy();
  });

  test.each([ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256])("%s in a trailer, as the SDK sends a stream", async (algorithm) => {
    const Key = `stream-${algorithm}`;
    await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: Readable.from([body]), ContentLength: body.length, ChecksumAlgorithm: algorithm }),
    );
    expect(await read(Key)).toBe(body);
  });

  test("two parts of an upload, one of 5 MiB", async () => {
    const object = { Bucket, Key: "two-parts" };
    const first = "1".repeat(5 * 2 ** 20);
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm: "SHA256" }));
    const Parts = [];
    for (const [index, Body] of [first, body].entries()) {
      const PartNumber = index + 1;
      Parts.push({
        PartNumber,
        ...(await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body, ChecksumAlgorithm: "SHA256" }))),
      });
    }
    await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
    expect(await read("two-parts")).toBe(first + body);
  });

  test("an empty one, one sent as a form, and one of 12 MiB", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "empty", Body: "", ContentLength: 0 }));
    expect(await read("empty")).toBe("");
    expect(await put("form", { "content-type": "application/x-www-form-urlencoded" }, "", "a=1&b=2")).toMatchObject({ status: 200 });
    expect(await read("form")).toBe("a=1&b=2");
    const large = "8".repeat(12 * 2 ** 20);
    await s3.send(new PutObjectCommand({ Bucket, Key: "large", Body: large }));
    expect(await read("large")).toBe(large);
  });
});

describe("an aws-chunked body", () => {
  function putChunked(key: string, chunked: string, headers: Record<string, string>) {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; code: string | undefined }>();
    const sent = request(url(key), { method: "PUT", headers: { "content-encoding": "aws-chunked", ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (data) => {
        text += data;
      });
      answer.on("end", () => resolve({ status: answer.statusCode, code: /<Code>(.*)<\/Code>/.exec(text)?.[1] }));
    });
    sent.on("error", reject);
    sent.end(chunked);
    return promise;
  }
  const length = { "x-amz-decoded-content-length": String(body.length) };
  const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n`;

  test("whose trailer is another body's is 400 BadDigest", async () => {
    const answer = await putChunked("chunked", `${chunk}x-amz-checksum-crc32:AAAAAA==\r\n\r\n`, {
      ...length,
      "x-amz-trailer": "x-amz-checksum-crc32",
    });
    expect(answer).toEqual({ status: 400, code: "BadDigest" });
  });

  test("whose trailer is missing is 400 MalformedTrailerError", async () => {
    const answer = await putChunked("chunked", `${chunk}\r\n`, { ...length, "x-amz-trailer": "x-amz-checksum-crc32" });
    expect(answer).toEqual({ status: 400, code: "MalformedTrailerError" });
  });

  test("that was cut short is 400 IncompleteBody", async () => {
    expect(await putChunked("chunked", chunk.slice(0, 8), length)).toEqual({ status: 400, code: "IncompleteBody" });
    expect(await failureOf(s3.send(new HeadObjectCommand({ Bucket, Key: "chunked" })))).toMatchObject({ status: 404 });
  });

  test("of gzip bytes keeps gzip as its encoding", async () => {
    expect(await putChunked("zipped", `${chunk}\r\n`, { ...length, "content-encoding": "gzip,aws-chunked" })).toMatchObject({
      status: 200,
    });
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "zipped" }))).toMatchObject({ ContentEncoding: "gzip" });
  });
});
