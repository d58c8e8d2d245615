// Over the wire: the real SDK client against the emulator's S3, through a line that breaks when told to.
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { type Emulator, startEmulator } from "../../local/emulator/emulator.ts";
import { emulatorClient } from "../../local/resources.ts";

const Bucket = "things";
const mebibyte = 1_048_576;
let emulator: Emulator;
let line: Server;
let s3: S3Client;
let read: typeof import("./read-ranges.ts").read;
/** After so many bytes of its body each next answer breaks off. */
let breakAfter: number[] = [];

beforeAll(async () => {
  emulator = await startEmulator({});
  line = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: emulator.port, method, path: url, headers, agent: false }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      let left = breakAfter.shift() ?? Number.POSITIVE_INFINITY;
      reply.on("data", (chunk: Buffer) => {
        if (chunk.length < left) answer.write(chunk);
        else answer.write(chunk.subarray(0, left), () => answer.destroy());
        left -= chunk.length;
        if (left <= 0) reply.destroy();
      });
      reply.on("end", () => answer.end());
      reply.on("error", () => answer.destroy());
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => line.listen(0, "127.0.0.1", listening));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  ({ read } = await import("./read-ranges.ts"));
  s3 = new S3Client({ ...emulatorClient(emulator.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterEach(() => {
  breakAfter = [];
  emulator.requests.clear();
});
afterAll(async () => {
  s3.destroy();
  line.closeAllConnections();
  line.close();
  await emulator.stop();
});

async function stored(key: string, sizeBytes: number) {
  const body = Buffer.alloc(sizeBytes);
  for (let at = 0; at + 4 <= sizeBytes; at += 4096) body.writeUInt32LE(at, at);
  const { ETag = "" } = await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
  return { body, object: { bucket: Bucket, key, etag: ETag, sizeBytes } };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks ?? []));
}

const gets = () => emulator.requests.all.filter(({ operation }) => operation === "GetObject").length;

test("a small object is one request", async () => {
  const { body, object } = await stored("small", 100_000);
  expect((await bytesOf(await read(object))).equals(body)).toBe(true);
  expect(gets()).toBe(1);
});

test("a large one is a request for each 64 MiB", async () => {
  const { body, object } = await stored("large", 130 * mebibyte);
  expect((await bytesOf(await read(object))).equals(body)).toBe(true);
  expect(gets()).toBe(3);
});

test("a read that breaks goes on where it broke, as often as something came", async () => {
  const { body, object } = await stored("broken", 3 * mebibyte);
  breakAfter = [1_000_000, 1_000_000, 10, 10, 10, 10, 10];
  expect((await bytesOf(await read(object))).equals(body)).toBe(true);
  expect(gets()).toBe(8);
});

test("one that breaks and breaks without a byte is an error", async () => {
  const { object } = await stored("dead", mebibyte);
  breakAfter = [1_000, 0, 0, 0, 0, 0];
  await expect(bytesOf(await read(object))).rejects.toThrow();
});

test("an object that is replaced in the middle is an error, never a mixture", async () => {
  const { object } = await stored("replaced", 2 * mebibyte);
  breakAfter = [1_000_000];
  const chunks = await read(object);
  await s3.send(new PutObjectCommand({ Bucket, Key: object.key, Body: Buffer.alloc(2 * mebibyte, "x") }));
  await expect(bytesOf(chunks)).rejects.toThrow("went away, or was replaced, while it was read: 1000000 of 2097152 bytes came.");
});

test("one that is gone, or another by now, is undefined", async () => {
  const { object } = await stored("other", 1_000);
  expect(await read({ ...object, etag: '"0"' })).toBeUndefined();
  expect(await read({ ...object, key: "nowhere" })).toBeUndefined();
});
