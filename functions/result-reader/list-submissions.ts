// All submissions, the newest first, a page at a time: two requests a page, since both buckets list them in this order.
import type { SubmissionList } from "../../generated/types/submission-list.d.ts";
import type { SubmissionListQuery } from "../../generated/types/submission-list-query.d.ts";
import type { Listed, Listing } from "../aws/find.ts";
import { rawKeys, resultKeys, submissionFolder, submissionOf, submissionsPrefix } from "../aws/keys.ts";
import { type Accepted, defaultLimit, pageOf } from "./list-page.ts";

/** Each lists the first objects of a bucket whose keys come after `after`: one request. */
export interface ListSources {
  raw: (after: string, atMost: number) => Promise<Listing>;
  results: (after: string, atMost: number) => Promise<Listing>;
  now?: () => Date;
}

const rawObjects = Object.keys(rawKeys).length;
/** How many results a submission has at most. */
export const resultObjects = Object.keys(resultKeys).length;

/**
 * A page of submissions. The cursor is the folder of the last one before it: what arrives meanwhile stands before the first page and moves
 * nothing. A folder without `submission.json` is no submission yet, or never becomes one, so that a page may have fewer than `limit` and
 * still a next one. Throws what a source throws.
 */
export async function listSubmissions(
  { limit = defaultLimit, cursor }: SubmissionListQuery,
  sources: ListSources,
): Promise<SubmissionList> {
  const { raw, now = () => new Date() } = sources;
  const after = cursor === undefined ? submissionsPrefix : behind(`${submissionsPrefix}${cursor}/`);
  // One more than fits, so that the folder of which some objects may be cut off is never on the page.
  const { objects } = await raw(after, (limit + 1) * rawObjects);
  const ids = [...new Set(objects.flatMap(({ key }) => submissionOf(key) ?? []))];
  const page = ids.slice(0, limit);
  const accepted = acceptedOf(page, objects);
  const results = await resultsOfAll(accepted, sources);
  return pageOf(accepted, results, ids.length > limit ? { limit, last: page.at(-1) } : undefined, now());
}

function acceptedOf(ids: string[], objects: Listed[]): Accepted[] {
  const written = new Map(objects.map(({ key, lastModified }) => [key, lastModified]));
  return ids.flatMap((id) => {
    const at = written.get(rawKeys.submission(id));
    return at ? [{ id, at }] : [];
  });
}

/** The results of submissions that stand one behind the other. One request, unless there are results whose score lines have been deleted. */
async function resultsOfAll(accepted: Accepted[], { results }: ListSources): Promise<Listed[]> {
  const [first, last] = [accepted.at(0), accepted.at(-1)];
  if (!first || !last) return [];
  const found: Listed[] = [];
  const end = behind(submissionFolder(last.id));
  for (let after = submissionFolder(first.id); after < end; ) {
    const { objects, isTruncated } = await results(after, accepted.length * resultObjects + 1);
    found.push(...objects);
    after = isTruncated ? (objects.at(-1)?.key ?? end) : end;
  }
  return found;
}

/** What stands before the first key behind a folder: 0 is the character after the slash. */
function behind(folder: string): string {
  return `${folder.slice(0, -1)}0`;
}
