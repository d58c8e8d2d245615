// The Idempotency-Key header (IETF draft, draft-ietf-httpapi-idempotency-key-header): who sent which key.
import { createHash } from "node:crypto";
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

/** Whose keys are whose: the user or the program that is signed in; all are one where nobody has to be. */
export function clientOf(requestContext: object): string {
  const { sub, client_id: clientId } = claimsOf(requestContext);
  return String(sub ?? clientId ?? "anonymous");
}

/** What API Gateway's JWT authorizer found in the token; it stands there only where the route has one. */
function claimsOf(requestContext: object): Record<string, unknown> {
  const { authorizer } = requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } };
  return authorizer?.jwt?.claims ?? {};
}

/** What a client's key is called in S3, where nobody is to read either. */
export function recordName(client: string, key: string): string {
  return createHash("sha256").update(`${client}\n${key}`).digest("hex");
}
