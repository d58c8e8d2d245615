// A page of a list of submissions: the newest first, and where the next one begins.
import type { SubmissionList } from "../../generated/types/submission-list.d.ts";
import type { Listed } from "../aws/find.ts";
import { folderName, timeOf } from "../aws/keys.ts";
import { resultsOf, stateOf } from "./state.ts";
import { submissionPaths } from "./submission-id.ts";

/** A submission that stands on a page. */
export interface Accepted {
  id: string;
  /** When it was stored, in whole seconds. */
  at: Date;
}

/** How many submissions a page has where nobody says. */
export const defaultLimit = 20;

/** What `links.next` asks for, where there is a next page: its `cursor` is the folder of the last submission before it. */
export interface Next {
  limit: number;
  last: string | undefined;
}

/** The page, with the state that each submission is in by the objects of bucket results. */
export function pageOf(accepted: Accepted[], results: Listed[], next: Next | undefined, now: Date): SubmissionList {
  return {
    submissions: accepted.map(({ id, at }) => ({
      id,
      status: stateOf(resultsOf(id, results), at, now),
      acceptedAt: new Date(timeOf(id)).toISOString(),
      links: { self: submissionPaths(id).self },
    })),
    links: next?.last === undefined ? {} : { next: `/submissions?limit=${next.limit}&cursor=${folderName(next.last)}` },
  };
}
