// The score lines of a submission, read as they stream by: what was in them, and which bytes they were.
import { createHash } from "node:crypto";
import type { StoredObject, SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import type { RowSink } from "../../statistics/failed-rows/row-sink.ts";
import { OptionError } from "../../statistics/options.ts";
import { Summariser, type Summary } from "../../statistics/summary.ts";
import { Unprocessable } from "../boundary/unprocessable.ts";
import type { FailedRowsKeeper } from "./keep-failed-rows.ts";

export interface ScoresRead {
  /** SHA-256 of the bytes that were read, in hexadecimal. */
  sha256: string;
  sizeBytes: number;
  summary: Summary;
}

/**
 * Reads the score lines once, each chunk before the next is asked for; `rows`, where somebody wants the failed ones, gets them meanwhile. Throws
 * Unprocessable where the score lines are gone or changed, or no score can meet the options; and what `read` throws.
 */
export async function readScores(
  scores: StoredObject,
  options: SubmissionOptions,
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>,
  rows?: FailedRowsKeeper,
): Promise<ScoresRead> {
  const summariser = summariserOf(options, rows);
  const chunks = await read(scores);
  if (!chunks) throw new Unprocessable("object-gone", `s3://${scores.bucket}/${scores.key} is not there any more as it was announced.`);
  try {
    const hash = createHash("sha256");
    let sizeBytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      summariser.push(chunk);
      sizeBytes += chunk.byteLength;
      await rows?.settle(sizeBytes);
    }
    const summary = summariser.end();
    await rows?.finish(summary.problems.errorCount);
    return { sha256: hash.digest("hex"), sizeBytes, summary };
  } catch (error) {
    await rows?.abandon();
    throw error;
  }
}

function summariserOf(options: SubmissionOptions, rows: RowSink | undefined): Summariser {
  try {
    return new Summariser(options, rows);
  } catch (cause) {
    if (!(cause instanceof OptionError)) throw cause;
    throw new Unprocessable("invalid-options", cause.message, { cause });
  }
}
