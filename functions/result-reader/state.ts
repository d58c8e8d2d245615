// What state a submission is in, from which results lie in its folder and when they were written.
import type { SubmissionStatus } from "../../generated/types/submission-status.d.ts";
import pipeline from "../../pipeline.json" with { type: "json" };
import type { Listed } from "../aws/find.ts";
import { resultKeys } from "../aws/keys.ts";

export type State = SubmissionStatus["status"];

type ResultName = keyof typeof resultKeys;

/** When each result was written; what is not there has no entry. */
export type Results = { [Name in ResultName]?: Date };

/** So long after it was accepted a submission without any result is overdue, whatever has kept it: a process that died can say nothing. */
export const { overdueAfterSeconds } = pipeline.api;

/** What a run of the notifier claims before it is done, and empties when it is. */
const claimed: ResultName[] = ["notified", "published", "failureNotified", "failurePublished"];

/** The results of submission `id` among some objects of bucket `results`. */
export function resultsOf(id: string, objects: Listed[]): Results {
  const found = new Map(objects.map((object) => [object.key, object]));
  const results: Results = {};
  for (const name of Object.keys(resultKeys) as ResultName[]) {
    const object = found.get(resultKeys[name](id));
    const isOnlyClaimed = claimed.includes(name) && object?.sizeBytes !== 0;
    if (object && !isOnlyClaimed) results[name] = object.lastModified;
  }
  return results;
}

/**
 * The state. A failure that is older than the statistics is the calculator's, which an operator had it try again; a younger one is the
 * notifier's. Both times are of S3's clock and in its whole seconds, and between a failure and a success after it lies more than one.
 */
export function stateOf({ statistics, rejection, failure, notified }: Results, acceptedAt: Date, now: Date): State {
  if (statistics) {
    if (notified) return "notified";
    return failure && failure >= statistics ? "failed" : "calculated";
  }
  if (rejection) return "rejected";
  if (failure) return "failed";
  return now.getTime() - acceptedAt.getTime() > overdueAfterSeconds * 1_000 ? "overdue" : "accepted";
}

const unfinished: State[] = ["uploading", "accepted", "calculated", "overdue"];

/**
 * When to ask again, in seconds; undefined where nothing is to come by itself. A tenth of the time that it has taken so far, so that who asks
 * whenever told to finds out soon and asks seldom: from 1 to 60.
 */
export function retryAfterSeconds({ status, acceptedAt }: Pick<SubmissionStatus, "status" | "acceptedAt">, now: Date): number | undefined {
  if (!unfinished.includes(status)) return undefined;
  const soFarMs = acceptedAt === undefined ? Infinity : now.getTime() - Date.parse(acceptedAt);
  return Math.min(60, Math.max(1, Math.ceil(soFarMs / 10_000)));
}
