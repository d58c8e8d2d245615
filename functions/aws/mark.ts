// Objects whose being there says all.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { Place } from "./records.ts";
import { s3 } from "./s3.ts";

/** Puts an empty object; where there is one it only becomes younger. One request. Throws the SDK's error where S3 fails. */
export async function mark({ bucket, key }: Place): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: new Uint8Array() }));
}
