// An object's body through the real SDK, as a Lambda function gets it. The SDK checks the checksum when the body ends, unless it is told not to.

import { Readable } from "node:stream";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ObjectTask } from "./tasks.ts";

export function readObjectTask(): ObjectTask {
  return JSON.parse(process.argv[2] ?? "");
}

/** A client that is ready: what it costs to make one is no part of reading. */
export function makeClient({ endpoint }: ObjectTask): S3Client {
  const nobody = { accessKeyId: "bench", secretAccessKey: "bench" };
  return new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials: nobody, maxAttempts: 1 });
}

/** @throws the SDK's error where the bytes are not those of the checksum */
export async function getObject(client: S3Client, { key }: ObjectTask): Promise<AsyncIterable<Uint8Array>> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: "bench", Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} has no body.`);
  return Body;
}
