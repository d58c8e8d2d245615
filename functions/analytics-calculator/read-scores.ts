// The score lines of a submission, read as they stream by: what was in them, and which bytes they were.
import { createHash } from "node:crypto";
import type { StoredObject, SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import { OptionError } from "../../statistics/options.ts";
import { Summariser, type Summary } from "../../statistics/summary.ts";
import { Unprocessable } from "../boundary/unprocessable.ts";

export interface ScoresRead {
  /** SHA-256 of the bytes that were read, in hexadecimal. */
  sha256: string;
  sizeBytes: number;
  summary: Summary;
}

/** Throws Unprocessable where the score lines are gone or changed, or no score can meet the options; and what `read` throws. */
export async function readScores(
  scores: StoredObject,
  options: SubmissionOptions,
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>,
): Promise<ScoresRead> {
  const summariser = summariserOf(options);
  const chunks = await read(scores);
  if (!chunks) throw new Unprocessable("object-gone", `s3://${scores.bucket}/${scores.key} is not there any more as it was announced.`);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    summariser.push(chunk);
    sizeBytes += chunk.byteLength;
  }
  return { sha256: hash.digest("hex"), sizeBytes, summary: summariser.end() };
}

function summariserOf(options: SubmissionOptions): Summariser {
  try {
    return new Summariser(options);
  } catch (cause) {
    if (!(cause instanceof OptionError)) throw cause;
    throw new Unprocessable("invalid-options", cause.message, { cause });
  }
}
