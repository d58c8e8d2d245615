// The one S3 client of a function.
import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { clientSettings } from "./client-settings.ts";

export const s3 = new S3Client(clientSettings);

/** What a request gives; undefined where S3 says one of these errors, by which it tells that there is nothing. Throws any other error. */
export async function unless<Answer>(errors: readonly string[], request: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof S3ServiceException && errors.includes(error.name)) return undefined;
    throw error;
  }
}
