// Writes to S3 that others may be at as well: who was too late is told so, and it is no error.
import { PutObjectCommand, type PutObjectCommandInput, S3ServiceException } from "@aws-sdk/client-s3";
import { s3 } from "./s3.ts";

/** The new object's ETag, or why S3 did not store it: another was there before (412), is in the middle of writing (409), or has taken away what was to be replaced (404). */
export type Put = { etag: string; refusal?: undefined } | { etag?: undefined; refusal: S3ServiceException };

type ConditionalPut = PutObjectCommandInput & ({ IfNoneMatch: "*" } | { IfMatch: string });

/** Stores an object where what lies at its key is as the condition has it. One request. Throws the SDK's error where S3 fails. */
export async function putIf(input: ConditionalPut): Promise<Put> {
  try {
    const { ETag = "" } = await s3.send(new PutObjectCommand(input));
    return { etag: ETag };
  } catch (error) {
    const refusals = ["PreconditionFailed", "ConditionalRequestConflict", ...(input.IfMatch === undefined ? [] : ["NoSuchKey"])];
    if (error instanceof S3ServiceException && refusals.includes(error.name)) return { refusal: error };
    throw error;
  }
}
