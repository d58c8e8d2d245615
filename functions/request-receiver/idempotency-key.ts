// The Idempotency-Key header (IETF draft, draft-ietf-httpapi-idempotency-key-header): who sent which key.
import { createHash } from "node:crypto";
import { type Caller, ownerOf } from "../boundary/http/caller.ts";
import { Problem } from "../boundary/problem.ts";

const longest = 255;

/**
 * The key that a header says: bare, or quoted as a structured-field string (RFC 8941), which mean the same. Undefined where there is none.
 * Throws a Problem for one that is not 1 to 255 visible ASCII characters.
 */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = header.startsWith('"') ? unquoted(header) : header;
  if (key === undefined || !/^[\x21-\x7e]+$/.test(key) || key.length > longest)
    throw new Problem(
      "invalid-idempotency-key",
      `An Idempotency-Key is 1 to ${longest} visible ASCII characters without spaces, bare or in double quotes, such as a UUID. Send one like that, or none.`,
    );
  return key;
}

/** The text of a structured-field string; undefined where it is none. */
function unquoted(header: string): string | undefined {
  const [, text] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header) ?? [];
  return text?.replace(/\\(["\\])/g, "$1");
}

/** What a caller's key is called in S3, where nobody is to read either. All callers are one where nobody is asked who they are. */
export function recordName(caller: Caller, key: string): string {
  return createHash("sha256")
    .update(`${ownerOf(caller) ?? "anonymous"}\n${key}`)
    .digest("hex");
}
