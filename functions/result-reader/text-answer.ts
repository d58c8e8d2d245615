// Answers that are text already, or nothing because the client has it.
import { createHash } from "node:crypto";
import { isNamed } from "./entity-tag.ts";

export type TextAnswer = { status: number; headers: Record<string, string> } & (
  | { text: string; contentType: string }
  | { text?: never; contentType?: never }
);

/**
 * A text, with an ETag that follows from it and nothing else, so that another version of this code that writes another text has another one.
 * 304 where `ifNoneMatch` names it.
 */
export function taggedAnswer(
  { text, contentType, headers }: { text: string; contentType: string; headers?: Record<string, string> },
  ifNoneMatch: string | undefined,
): TextAnswer {
  const tagged = { ...headers, etag: `"${createHash("sha256").update(text).digest("base64url")}"` };
  return isNamed(ifNoneMatch, tagged.etag) ? { status: 304, headers: tagged } : { status: 200, headers: tagged, text, contentType };
}
