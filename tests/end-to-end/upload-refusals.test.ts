// What an upload does not take, who says so, and how.
import { PutObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { rawKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import type { Upload } from "../../generated/types/upload.d.ts";
import { readUpload } from "../../generated/validators/read-upload.js";
import { runsFor, scoreFile } from "./score-file.ts";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";
import { acceptedBy, problemOf, sent } from "./upload-answers.ts";
import { checksumOf, partOf, put, type UploadClient, uploadClient } from "./upload-client.ts";

let stack: TestStack;
let client: UploadClient;
beforeAll(async () => {
  stack = await startTestStack();
  client = uploadClient(stack.api.url);
});
afterAll(() => stack.stop());

const small = scoreFile({ quizCount: 3, runs: 10 });
/** Two parts, the second a short one. */
const two = scoreFile({ quizCount: 3, runs: runsFor(9_000_000, 3) });
const unknown = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";

async function recordOf(id: string): Promise<Upload> {
  return accept("upload", readUpload, JSON.parse(await stack.text("raw", rawKeys.upload(id))));
}

describe("a part is refused by S3", () => {
  test("where it has another size than was signed", async () => {
    const upload = await client.create(two);
    const [target] = await client.targets(upload.id, upload, two, [2]);
    if (!target) throw new Error("There is no URL.");
    const answer = await put(target, partOf(two, upload, 2).subarray(1));
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("SignatureDoesNotMatch")]);
    expect((await client.progress(upload.id)).missing).toEqual([1, 2]);
  });

  test("where it comes without its checksum, or is sent as another part", async () => {
    const upload = await client.create(two);
    const [target] = await client.targets(upload.id, upload, two, [2]);
    if (!target) throw new Error("There is no URL.");
    expect((await put({ ...target, headers: {} }, partOf(two, upload, 2))).status).toBe(403);
    expect((await put({ ...target, url: target.url.replace("partNumber=2", "partNumber=1") }, partOf(two, upload, 2))).status).toBe(403);
  });
});

describe("an upload cannot be completed", () => {
  test("while a part is missing or has a wrong size: each is named", async () => {
    const upload = await client.create(two);
    const { multipartId } = await recordOf(upload.id);
    const Body = Buffer.from("too short");
    const place = { Bucket: stack.resources.buckets.raw, Key: rawKeys.scores(upload.id), UploadId: multipartId };
    await stack.s3.send(new UploadPartCommand({ ...place, PartNumber: 1, Body, ChecksumCRC32: checksumOf(Body) }));
    expect(await problemOf(await client.complete(upload.id))).toMatchObject({
      status: 409,
      code: "upload-incomplete",
      detail: "2 of 2 parts are missing or have the wrong size; nothing was lost. Send them, then complete the upload again.",
      errors: [
        { pointer: "/parts/1", code: "wrong-part-size", detail: `Part 1 has 9 bytes, and should have ${upload.partSizeBytes}.` },
        { pointer: "/parts/2", code: "missing-part" },
      ],
    });
    expect((await client.progress(upload.id)).missing).toEqual([1, 2]);
  });

  test("when its time is over: 410, and what to do; parts are not taken either", async () => {
    const upload = await sent(client, small);
    const expired = { ...(await recordOf(upload.id)), expiresAt: "2026-01-01T00:00:00.000Z" };
    const place = { Bucket: stack.resources.buckets.raw, Key: rawKeys.upload(upload.id) };
    await stack.s3.send(new PutObjectCommand({ ...place, Body: JSON.stringify(expired) }));
    expect(await problemOf(await client.complete(upload.id))).toMatchObject({ status: 410, code: "upload-expired" });
    const parts = [{ number: 1, crc32: "AAAAAA==" }];
    expect(await problemOf(await client.request("POST", `/uploads/${upload.id}/parts`, { parts }))).toMatchObject({
      code: "upload-expired",
    });
    expect(await client.progress(upload.id)).toMatchObject({ state: "expired", parts: [], missing: [] });
  });
});

test("an upload that is given up takes no part and cannot be completed; giving it up can be repeated", async () => {
  const upload = await client.create(small);
  const [target] = await client.targets(upload.id, upload, small, [1]);
  if (!target) throw new Error("There is no URL.");
  for (let times = 0; times < 2; times++) {
    const answer = await client.request("DELETE", `/uploads/${upload.id}`);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
  }
  expect((await put(target, partOf(small, upload, 1))).status).toBe(404);
  expect(await problemOf(await client.complete(upload.id))).toMatchObject({ status: 410, code: "upload-aborted" });
  expect(await client.progress(upload.id)).toMatchObject({ state: "aborted" });
});

test("what is a submission already stays one: 409", async () => {
  const { id } = await sent(client, small);
  await acceptedBy(await client.complete(id));
  expect(await problemOf(await client.request("DELETE", `/uploads/${id}`))).toMatchObject({ status: 409, code: "upload-completed" });
  const parts = [{ number: 1, crc32: "AAAAAA==" }];
  expect(await problemOf(await client.request("POST", `/uploads/${id}/parts`, { parts }))).toMatchObject({ code: "upload-completed" });
  await stack.mailAbout(id);
});

test.each([
  ["POST", `/uploads/${unknown}/complete`],
  ["POST", "/uploads/none/complete"],
  ["DELETE", `/uploads/${unknown}`],
  ["GET", `/uploads/${unknown}`],
  ["GET", "/uploads/none"],
])("404: %s %s", async (method, path) => {
  expect(await problemOf(await client.request(method, path))).toMatchObject({ status: 404, code: "not-found" });
});

test("413: a file larger than an upload may be is told with its size, the largest, and what to do", async () => {
  const { largestBytes } = pipeline.api.uploads;
  const problem = await problemOf(await client.request("POST", "/uploads", { sizeBytes: largestBytes + 1, contentType: "text/csv" }));
  expect(problem).toMatchObject({ status: 413, code: "upload-too-large" });
  expect(problem.detail).toMatch(`The file has ${largestBytes + 1} bytes, and at most ${largestBytes} can be uploaded. Cut it`);
});

test.each([
  [{ contentType: "text/csv" }, "/sizeBytes"],
  [{ sizeBytes: 0, contentType: "text/csv" }, "/sizeBytes"],
  [{ sizeBytes: 10, contentType: "application/pdf" }, "/contentType"],
  [{ sizeBytes: 10, contentType: "text/csv", maxscore: 100 }, "/maxscore"],
  [{ sizeBytes: 10, contentType: "text/csv", missingTokens: ["7"] }, "/missingTokens"],
])("422: %j", async (body, pointer) => {
  const { errors } = await problemOf(await client.request("POST", "/uploads", body));
  expect(errors?.map((error) => error.pointer)).toContain(pointer);
});

test("422: a part that the upload does not have", async () => {
  const { id } = await client.create(small);
  const parts = [{ number: 2, crc32: "AAAAAA==" }];
  const { errors } = await problemOf(await client.request("POST", `/uploads/${id}/parts`, { parts }));
  expect(errors).toEqual([{ pointer: "/parts/0/number", code: "no-such-part", detail: "There is no part 2: the last one is 1." }]);
});
