// Small texts in S3 that several may write at once: the first one's is kept, until somebody replaces it.
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, S3ServiceException } from "@aws-sdk/client-s3";
import { s3, unless } from "./s3.ts";

export interface Place {
  bucket: string;
  key: string;
}

/**
 * Stores a text (JSON) unless its key is taken. Gives what lies there then; undefined where that is this text, now stored. One request; two where
 * the key was taken. Throws the SDK's error where S3 fails.
 */
export async function putFirst(place: Place, text: string): Promise<string | undefined> {
  for (let triesLeft = 5; ; triesLeft -= 1) {
    const refusal = await refusalOf(put(place, text, { IfNoneMatch: "*" }));
    if (refusal === undefined) return undefined;
    // Another may be in the middle of writing (409), or what was there may be gone by now: then the key is asked for again.
    const taken = refusal.name === "PreconditionFailed" ? await readText(place) : undefined;
    if (taken !== undefined) return taken;
    if (triesLeft === 1) throw refusal;
  }
}

/** Stores a text (JSON) over whatever lies there. One request. Throws the SDK's error where S3 fails. */
export async function replace(place: Place, text: string): Promise<void> {
  await put(place, text);
}

/** The text that lies there now; undefined where none does. One request. Throws the SDK's error where S3 fails. */
export function readText({ bucket, key }: Place): Promise<string | undefined> {
  return unless(["NoSuchKey"], async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body?.transformToString();
  });
}

function put({ bucket, key }: Place, text: string, condition: Pick<PutObjectCommandInput, "IfNoneMatch"> = {}) {
  return s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType: "application/json", ...condition }));
}

/** Why S3 did not store, where that is because somebody else did or does; undefined where it stored. Throws any other error. */
async function refusalOf(request: Promise<unknown>): Promise<S3ServiceException | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    if (error instanceof S3ServiceException && ["PreconditionFailed", "ConditionalRequestConflict"].includes(error.name)) return error;
    throw error;
  }
}
