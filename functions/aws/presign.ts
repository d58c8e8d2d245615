// Addresses with which S3 hands an object to whoever has them.
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { Place } from "./records.ts";
import { s3 } from "./s3.ts";

/** An address from which anybody can get an object, as `contentType`, for so many seconds. No request. */
export function presign({ bucket, key }: Place, { contentType, seconds }: { contentType: string; seconds: number }): Promise<string> {
  return getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key, ResponseContentType: contentType }), { expiresIn: seconds });
}
