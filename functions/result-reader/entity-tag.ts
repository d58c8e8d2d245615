// Whether the client has the very content already: If-None-Match against the content's ETag (RFC 9110, 13.1.2).

/** Without the W/ of a weak one. */
const opaqueTag = /"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
 * Whether `ifNoneMatch` (a list of entity tags, or `*`) names `etag`. Weak tags are compared as if they were strong, as the header has it.
 *
 * @param etag with its quotes
 */
export function isNamed(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return [...ifNoneMatch.matchAll(opaqueTag)].some(([tag]) => tag === etag);
}
