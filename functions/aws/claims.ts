// Things that are to be done once, by whoever claims them first: an object in S3 says who is at it until when, or that it is done.
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, S3ServiceException } from "@aws-sdk/client-s3";
import type { Place } from "./records.ts";
import { s3, unless } from "./s3.ts";

/** Who claims it. */
export interface Claimant {
  /** No other has it. */
  id: string;
  /** When the claimant is dead if it has not finished. */
  until: Date;
}

export type Claim =
  /** The claimant's own from now on; `etag` names it. */
  | { state: "mine"; etag: string }
  /** Another is at it, and may be until then. */
  | { state: "taken"; etag: string; until: Date }
  | { state: "done" };

/** Clocks of two machines differ by so much at most. */
const skewMs = 2_000;
const mostTries = 5;

/**
 * Claims what lies at a place, unless it is done or somebody who may be alive is at it; the claim of somebody dead is taken over. One request; two or three
 * where it had been claimed. Throws the SDK's error where S3 fails.
 *
 * A claim is a text, and done is an object without one: a list of keys tells the two apart by their size.
 */
export async function claim(place: Place, claimant: Claimant, now: Date = new Date()): Promise<Claim> {
  const text = JSON.stringify({ by: claimant.id, until: claimant.until.toISOString() });
  let condition: Condition = { IfNoneMatch: "*" };
  for (let triesLeft = mostTries; ; triesLeft -= 1) {
    const { etag, refusal } = await put(place, text, condition);
    if (etag !== undefined) return { state: "mine", etag };
    const found = await read(place);
    // The answer to an earlier request of ours may have been lost.
    if (found?.text === text) return { state: "mine", etag: found.etag };
    if (found?.text === "") return { state: "done" };
    const until = new Date(untilOf(found?.text));
    if (found && until.getTime() + skewMs > now.getTime()) return { state: "taken", etag: found.etag, until };
    if (triesLeft === 1) throw refusal;
    condition = found ? { IfMatch: found.etag } : { IfNoneMatch: "*" };
  }
}

/** Says that it is done. False where the claim was taken over by another. One request. Throws the SDK's error where S3 fails. */
export async function finish(place: Place, etag: string): Promise<boolean> {
  return isMine(await put(place, "", { IfMatch: etag }), () => read(place));
}

/** Lets others have it at once, undone. One request. Throws the SDK's error where S3 fails. */
export async function release(place: Place, etag: string): Promise<void> {
  await put(place, JSON.stringify({ until: new Date(0).toISOString() }), { IfMatch: etag });
}

type Condition = Pick<PutObjectCommandInput, "IfNoneMatch" | "IfMatch">;

/** The new object's ETag, or why S3 did not store it. */
async function put({ bucket, key }: Place, text: string, condition: Condition): Promise<{ etag?: string; refusal?: Error }> {
  // As bytes: of an empty string the SDK does not know the length.
  const Body = new TextEncoder().encode(text);
  try {
    const { ETag = "" } = await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: "application/json", ...condition }),
    );
    return { etag: ETag };
  } catch (error) {
    if (error instanceof S3ServiceException && refusals.includes(error.name)) return { refusal: error };
    throw error;
  }
}

/** 412: another is there. 409: another is in the middle of writing. 404: what was to be replaced is gone. */
const refusals = ["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"];

/** A repeated request, whose first answer was lost, finds what the first one wrote. */
async function isMine({ etag }: { etag?: string }, read: () => Promise<Found | undefined>): Promise<boolean> {
  return etag !== undefined || (await read())?.text === "";
}

interface Found {
  etag: string;
  text: string;
}

function read({ bucket, key }: Place): Promise<Found | undefined> {
  return unless(["NoSuchKey"], async () => {
    const { Body, ETag = "" } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return { etag: ETag, text: (await Body?.transformToString()) ?? "" };
  });
}

/** In milliseconds; 0 where it says none. */
function untilOf(text = ""): number {
  try {
    return Date.parse(Object(JSON.parse(text)).until) || 0;
  } catch {
    return 0;
  }
}
