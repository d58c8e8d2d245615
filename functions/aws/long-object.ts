// Objects in S3 whose length nobody knows before their end: they are stored part by part, and are there when the last one is.
import { abandonParts, joinedObject, joinParts, type Multipart, openMultipart, type Part, sendPart } from "./multipart.ts";
import type { Place } from "./records.ts";

/** S3 takes so many parts, of 5 MiB at least but for the last one. */
export const mostParts = 10_000;

/** S3 may need minutes to join thousands of parts. */
const joinMs = 60_000;

export interface LongObject {
  /** Sends the next bytes as a part. The bytes are another's when it has settled. One request. Throws the SDK's error where S3 fails. */
  send(part: Uint8Array): Promise<void>;
  /** Makes the object of the parts, over whatever lies there. One request; two where the answer was lost. Throws the SDK's error where S3 fails. */
  finish(): Promise<void>;
  /** Gives the object up; its parts are thrown away. One request. Throws the SDK's error where S3 fails. */
  abandon(): Promise<void>;
}

/** Begins an object. One request. Throws the SDK's error where S3 fails. Whoever neither finishes nor abandons it leaves parts behind, which cost. */
export async function openLongObject({ bucket, key }: Place, contentType: string): Promise<LongObject> {
  const upload: Multipart = { bucket, key, multipartId: await openMultipart({ bucket, key, contentType }) };
  const parts: Part[] = [];
  let sizeBytes = 0;
  return {
    send: async (body) => {
      if (parts.length === mostParts)
        throw new RangeError(`s3://${bucket}/${key} has more than ${mostParts} parts, the most that S3 takes.`);
      parts.push(await sendPart(upload, parts.length + 1, body));
      sizeBytes += body.length;
    },
    finish: async () => {
      const failure = await failureOf(joinParts(upload, parts, { requestTimeout: joinMs }));
      // Where the answer was lost, S3 may have joined them all the same; then it knows of no upload any more, and of an object.
      if (failure !== undefined && (await joinedObject(upload))?.sizeBytes !== sizeBytes) throw failure;
    },
    abandon: () => abandonParts(upload),
  };
}

/** Why the parts were not joined, or were joined and nobody heard of it; undefined where they were. */
async function failureOf(joining: Promise<string | undefined>): Promise<unknown> {
  try {
    return (await joining) === undefined ? new Error("The parts went away before they were joined.") : undefined;
  } catch (error) {
    return error;
  }
}
