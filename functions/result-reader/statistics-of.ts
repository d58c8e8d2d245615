// The statistics of a submission in the form that the client accepts: the stored document to the byte, or CSV.
import { statistics as contract } from "../../generated/contracts.js";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import type { Found } from "../aws/find.ts";
import { accept } from "../boundary/contract.ts";
import { answerBytes, largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import { isNamed } from "./entity-tag.ts";
import { preferredMediaType } from "./media-type.ts";
import { statisticsCsv } from "./statistics-csv.ts";
import { type TextAnswer, taggedAnswer } from "./text-answer.ts";

export interface StatisticsSources {
  /** The stored document, its bytes still to be read; undefined where there is none. */
  open: () => Promise<Found | undefined>;
  /** Where the document can be read without us. */
  presign: (contentType: string) => Promise<string>;
  /** Why there is none. */
  absence: () => Promise<Problem>;
}

/** What the client says of what it wants. */
export interface Wanted {
  accept?: string | undefined;
  "if-none-match"?: string | undefined;
}

const json = "application/json";
const csv = "text/csv; charset=utf-8; header=present";

/**
 * The statistics. Each form has an ETag of its own. JSON that is too large for an answer is a redirect to S3. Throws a Problem where the
 * client accepts neither form (`not-acceptable`), or only CSV that is too large, and where there are no statistics; and what a source throws.
 */
export async function statisticsOf(wanted: Wanted, { open, presign, absence }: StatisticsSources): Promise<TextAnswer> {
  const form = preferredMediaType(wanted.accept, [json, csv]);
  if (form === undefined)
    throw new Problem("not-acceptable", `The statistics come as ${json} or text/csv. Send an Accept header with one of them, or none.`);
  const found = await open();
  if (!found) throw await absence();
  return form === json ? asJson(found, wanted, presign) : asCsv(found, wanted);
}

async function asJson(found: Found, wanted: Wanted, presign: StatisticsSources["presign"]): Promise<TextAnswer> {
  const headers = { etag: found.etag, vary: "Accept" };
  if (isNamed(wanted["if-none-match"], found.etag)) {
    found.discard();
    return { status: 304, headers };
  }
  const redirect = async () => ({ status: 303, headers: { location: await presign(json), vary: "Accept" } });
  if (found.sizeBytes > largestAnswerBytes) {
    found.discard();
    return redirect();
  }
  const text = textOf(await found.bytes());
  return isTooLarge(text) ? redirect() : { status: 200, headers, text, contentType: json };
}

async function asCsv(found: Found, wanted: Wanted): Promise<TextAnswer> {
  const document = accept(contract.name, readStatistics, JSON.parse(textOf(await found.bytes())));
  const text = statisticsCsv(document);
  if (isTooLarge(text))
    throw new Problem("not-acceptable", `As CSV these statistics are too large for an answer. Ask for ${json}: that can be of any size.`);
  return taggedAnswer({ text, contentType: csv, headers: { vary: "Accept" } }, wanted["if-none-match"]);
}

function isTooLarge(text: string): boolean {
  return answerBytes(text) > largestAnswerBytes;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
