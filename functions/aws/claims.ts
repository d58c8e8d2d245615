// Things that are to be done once, by whoever claims them first: an object in S3 says who is at it until when, or that it is done.
import { type Put, putIf } from "./conditional-put.ts";
import { type Place, readTagged } from "./records.ts";

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
    const found = await readTagged(place);
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
  const { refusal } = await put(place, "", { IfMatch: etag });
  // A repeated request, whose first answer was lost, finds what the first one wrote.
  return refusal === undefined || (await readTagged(place))?.text === "";
}

/** Lets others have it at once, undone. One request. Throws the SDK's error where S3 fails. */
export async function release(place: Place, etag: string): Promise<void> {
  await put(place, JSON.stringify({ until: new Date(0).toISOString() }), { IfMatch: etag });
}

type Condition = { IfNoneMatch: "*" } | { IfMatch: string };

function put({ bucket, key }: Place, text: string, condition: Condition): Promise<Put> {
  // As bytes: of an empty string the SDK does not know the length.
  const Body = new TextEncoder().encode(text);
  return putIf({ Bucket: bucket, Key: key, Body, ContentType: "application/json", ...condition });
}

/** In milliseconds; 0 where it says none. */
function untilOf(text = ""): number {
  try {
    return Date.parse(Object(JSON.parse(text)).until) || 0;
  } catch {
    return 0;
  }
}
