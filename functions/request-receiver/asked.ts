// What a POST /submissions asks for, in whichever form it came: score lines, read, and what was said of them.
import type { Submission, SubmissionOptions } from "../../generated/types/submission.d.ts";
import type { SubmissionQuery } from "../../generated/types/submission-query.d.ts";
import type { SubmissionRequest } from "../../generated/types/submission-request.d.ts";
import { mediaTypeOf } from "../boundary/http/plain-bytes.ts";
import { labelsOf } from "../boundary/labels.ts";
import { Problem } from "../boundary/problem.ts";
import { readFile, readLines, type ScoresRead, unreadable } from "./read-scores.ts";

/** What is said of the submission, and not of how its score lines are read. */
export type Labels = Pick<Submission, "title" | "course" | "replaces">;

export interface Asked extends ScoresRead {
  options: SubmissionOptions;
  labels: Labels;
}

/** The parts of the HTTP request that say it. */
export interface SubmissionForm {
  query: SubmissionQuery;
  /** JSON, or a CSV file. */
  body: SubmissionRequest | Uint8Array;
  headers: Record<string, string | undefined>;
  /** Whether the body came as its very bytes, and not as text. */
  isBase64Encoded: boolean;
}

/** Reads the score lines by what is said of them. Throws a Problem for what cannot be read, and for what is said in the wrong place. */
export function readAsked({ query, body, headers, isBase64Encoded }: SubmissionForm): Asked {
  const { dryRun: _, ...inQuery } = query;
  if (!(body instanceof Uint8Array)) {
    refuseInQuery(Object.keys(inQuery));
    const { data, ...said } = body;
    const { labels, options } = apart(said);
    const ofLines = { ...options, multilineCells: false };
    return { ...readLines(data, ofLines), options: ofLines, labels };
  }
  const { labels, options } = apart(inQuery);
  if (mediaTypeOf(headers["content-type"]) === "text/csv" && !isBase64Encoded) refuseUnlessUtf8(body, options);
  return { ...readFile(body, options), options, labels };
}

function apart({ title, course, replaces, ...options }: Labels & SubmissionOptions): { labels: Labels; options: SubmissionOptions } {
  const labels = { ...labelsOf({ title, course }), ...(replaces !== undefined && { replaces: replaces.toLowerCase() }) };
  return { labels, options };
}

/** A JSON body says everything itself: were it said in the query too, the two could differ. */
function refuseInQuery(names: string[]): void {
  if (names.length === 0) return;
  const errors = names.map((name) => ({
    pointer: `/${name}`,
    code: "belongs-in-body",
    detail: `With a JSON body the query says nothing but dryRun: put "${name}" into the body.`,
  }));
  throw new Problem("invalid-request", `${errors[0]?.detail} See errors for each place.`, { errors });
}

/**
 * API Gateway decodes text as UTF-8, whatever it is, and puts U+FFFD where that fails: the bytes that were sent are gone then, and the names of
 * quizzes with them. Such a body is refused, also in lenient mode.
 */
function refuseUnlessUtf8(body: Uint8Array, { encoding = "utf-8" }: SubmissionOptions): void {
  if (encoding !== "utf-8") {
    const detail = `text/csv comes as UTF-8. Send ${encoding} with the header "Content-Type: application/octet-stream".`;
    throw new Problem("invalid-request", `${detail} See errors for each place.`, {
      errors: [{ pointer: "/encoding", code: "not-allowed", detail }],
    });
  }
  const at = Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf("\uFFFD");
  if (at < 0) return;
  const line = body.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
  const detail =
    "The body holds bytes that are not UTF-8, as which text/csv is taken. Save it as UTF-8; or send it with the header " +
    '"Content-Type: application/octet-stream" and say in the query what it is, such as encoding=windows-1252.';
  throw unreadable([{ pointer: "", code: "encoding-error", detail, line }], 1);
}
