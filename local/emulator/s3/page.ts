// One page of a listing. S3 lists keys "in UTF-8 binary order", and the next page starts right behind the last entry. fauxqs sorts by locale but
// compares by UTF-16 unit, and forgets the common prefix that ended a page: between pages it drops some keys and repeats others.
import type { S3Object } from "../fauxqs.ts";

export interface Page {
  objects: S3Object[];
  commonPrefixes: string[];
  /** The last entry, key or prefix, when there is more behind it. */
  next: string | undefined;
}

export interface PageQuery {
  prefix: string;
  delimiter: string;
  maxKeys: number;
  /** Keys and common prefixes up to and including this one are left out. */
  after: string;
}

export function page(all: readonly S3Object[], { prefix, delimiter, maxKeys, after }: PageQuery): Page {
  const afterBytes = Buffer.from(after);
  const sorted = all
    .filter(({ key }) => key.startsWith(prefix))
    .map((object) => ({ object, bytes: Buffer.from(object.key) }))
    .filter(({ bytes }) => after === "" || Buffer.compare(bytes, afterBytes) > 0)
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));

  const result: Page = { objects: [], commonPrefixes: [], next: undefined };
  let last: string | undefined;
  for (const { object } of sorted) {
    const end = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    const commonPrefix = end === -1 ? undefined : object.key.slice(0, end + delimiter.length);
    // Its keys stand together, so the prefix was the last entry of this page or of the one before.
    if (commonPrefix !== undefined && (commonPrefix === last || Buffer.compare(Buffer.from(commonPrefix), afterBytes) <= 0)) continue;
    if (result.objects.length + result.commonPrefixes.length === maxKeys) return { ...result, next: last };
    last = commonPrefix ?? object.key;
    if (commonPrefix === undefined) result.objects.push(object);
    else result.commonPrefixes.push(commonPrefix);
  }
  return result;
}
