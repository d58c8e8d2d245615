// The submissions of one owner, the newest first, a page at a time.
import type { SubmissionList } from "../../generated/types/submission-list.d.ts";
import type { SubmissionListQuery } from "../../generated/types/submission-list-query.d.ts";
import type { Listed, Listing } from "../aws/find.ts";
import { ownedSubmissionOf, ownerPrefix, submissionFolder } from "../aws/keys.ts";
import { type Accepted, defaultLimit, pageOf } from "./list-page.ts";

/** Each is one request. */
export interface OwnSources {
  /** The first objects of an owner's list that come after a key. */
  owned: (owner: string, after: string, atMost: number) => Promise<Listing>;
  /** The first 1,000 results that come after a key, of whomever they are. */
  results: (after: string) => Promise<Listing>;
  /** The results of one submission. */
  resultsOf: (id: string) => Promise<Listed[]>;
  now?: () => Date;
}

/**
 * A page of an owner's submissions. Two requests where no more than 1,000 results lie between the first and the last of them; each submission that lies
 * beyond costs one more, all at the same time. Throws what a source throws.
 */
export async function listOwn(
  owner: string,
  { limit = defaultLimit, cursor }: SubmissionListQuery,
  sources: OwnSources,
): Promise<SubmissionList> {
  const { owned, now = () => new Date() } = sources;
  const { objects, isTruncated } = await owned(owner, `${ownerPrefix(owner)}${cursor ?? ""}`, limit);
  const accepted = objects.flatMap(({ key, lastModified }) => {
    const id = ownedSubmissionOf(key);
    return id === undefined ? [] : [{ id, at: lastModified }];
  });
  const results = await resultsOfOwn(accepted, sources);
  return pageOf(accepted, results, isTruncated ? { limit, last: accepted.at(-1)?.id } : undefined, now());
}

async function resultsOfOwn(accepted: Accepted[], { results, resultsOf }: OwnSources): Promise<Listed[]> {
  const [first] = accepted;
  if (!first) return [];
  const { objects, isTruncated } = await results(submissionFolder(first.id));
  const reached = isTruncated ? (objects.at(-1)?.key ?? "") : undefined;
  // The folder in which the listing ends may go on behind it.
  const isWhole = ({ id }: Accepted) => reached === undefined || `${submissionFolder(id)}~` < reached;
  const beyond = await Promise.all(accepted.filter((one) => !isWhole(one)).map(({ id }) => resultsOf(id)));
  return [...objects, ...beyond.flat()];
}
