// Claims of results and failures, as objects in bucket `results`.
import { claim, finish, release } from "../aws/claims.ts";
import type { Run } from "../boundary/queue/run.ts";
import type { Result } from "./read-result.ts";
import type { Channel } from "./tell-once.ts";

/** By what they are of, where they lie for a submission. */
type Keys = Record<Result["kind"], (submissionId: string) => string>;

/**
 * What a run has to do with a channel's claims. They are made for all runs of a process at once, since these share what they could not mark.
 * A claim holds until the run that made it must be over.
 */
export function resultClaims(
  bucket: string,
  keys: Keys,
  now: () => Date = () => new Date(),
): (run: Run) => Omit<Channel, "name" | "publish"> {
  const unfinished = new Set<string>();
  const placeOf = ({ kind, report }: Result) => ({ bucket, key: keys[kind](report.submissionId) });
  return ({ id, deadline }) => ({
    claim: (result) => claim(placeOf(result), { id, until: deadline }, now()),
    finish: (result, etag) => finish(placeOf(result), etag),
    release: (result, etag) => release(placeOf(result), etag),
    unfinished,
  });
}
