// Small texts in S3 that several may write at once: the first one's is kept, until somebody replaces it.
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { putIf } from "./conditional-put.ts";
import { s3, unless } from "./s3.ts";

export interface Place {
  bucket: string;
  key: string;
}

export interface TaggedText {
  etag: string;
  text: string;
}

/**
 * Stores a text (JSON) unless its key is taken. Gives what lies there then; undefined where that is this text, now stored. One request; two where
 * the key was taken. Throws the SDK's error where S3 fails.
 */
export async function putFirst(place: Place, text: string): Promise<string | undefined> {
  for (let triesLeft = 5; ; triesLeft -= 1) {
    const { refusal } = await putIf({ ...inputOf(place, text), IfNoneMatch: "*" });
    if (refusal === undefined) return undefined;
    // Another may be in the middle of writing (409), or what was there may be gone by now: then the key is asked for again.
    const taken = refusal.name === "PreconditionFailed" ? await readText(place) : undefined;
    if (taken !== undefined) return taken;
    if (triesLeft === 1) throw refusal;
  }
}

/** Stores a text (JSON) over whatever lies there. One request. Throws the SDK's error where S3 fails. */
export async function replace(place: Place, text: string): Promise<void> {
  await s3.send(new PutObjectCommand(inputOf(place, text)));
}

/** The text that lies there now; undefined where none does. One request. Throws the SDK's error where S3 fails. */
export async function readText(place: Place): Promise<string | undefined> {
  return (await readTagged(place))?.text;
}

/** The same, with what a condition names it by. */
export function readTagged({ bucket, key }: Place): Promise<TaggedText | undefined> {
  return unless(["NoSuchKey"], async () => {
    const { Body, ETag = "" } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return { etag: ETag, text: (await Body?.transformToString()) ?? "" };
  });
}

function inputOf({ bucket, key }: Place, text: string) {
  return { Bucket: bucket, Key: key, Body: text, ContentType: "application/json" };
}
