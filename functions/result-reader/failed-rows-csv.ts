// The failed rows of a submission as an answer: found in the score lines as they stream from S3.
import type { StoredObject, Submission } from "../../generated/types/submission.d.ts";
import type { SubmissionProblems } from "../../generated/types/submission-problems.d.ts";
import { MOST_BYTES_SEARCHED } from "../../statistics/failed-rows/row-sink.ts";
import { answerBytes, largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import { FailedRowsReader, type FileRead } from "./failed-rows.ts";

export interface FailedRowsSources {
  submission: () => Promise<Submission | undefined>;
  /** The bytes of the score lines; undefined where they are gone. */
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;
}

type Quality = SubmissionProblems["quality"];

const keepsAll: readonly string[] = ["ambiguous-delimiter", "ambiguous-encoding"];
/** An error of the file's bytes, which no row has. */
const ofNoRow = "checksum-mismatch";

/**
 * The CSV; empty where no row has an error. Reads no further than to the last error that was reported, and no file without one. Throws a Problem
 * (`not-acceptable`) where the rows may not be shown, cannot be told apart, are gone, or are too many; and what a source throws.
 */
export async function failedRowsCsv(quality: Quality, { submission, read }: FailedRowsSources): Promise<string> {
  const errors = quality.problemCounts.filter(({ code, severity }) => severity === "error" && code !== ofNoRow);
  const errorCount = errors.reduce((sum, { count }) => sum + count, 0);
  const unread = errors.find(({ code }) => keepsAll.includes(code));
  if (unread) throw noRows(`Nothing was read of the score lines (${unread.code}), so there are no rows that failed.`);
  if (errorCount === 0) return "";
  const found = await submission();
  if (!found) throw gone();
  const { options, scores } = found;
  if (options.minimumGroupSize !== undefined) throw noRows("The submission hides small groups, and the rows would show their scores.");
  if (scores.sizeBytes > MOST_BYTES_SEARCHED)
    throw notKept(`The score lines have ${scores.sizeBytes} bytes, and failed rows are looked for in at most ${MOST_BYTES_SEARCHED}`);
  const chunks = await read(scores);
  if (!chunks) throw gone();
  return rowsIn(chunks, { quality, options }, errorCount);
}

async function rowsIn(chunks: AsyncIterable<Uint8Array>, file: FileRead, errorCount: number): Promise<string> {
  const written: Uint8Array[] = [];
  let bytes = 0;
  let isOpen = true;
  const reader = new FailedRowsReader(file, {
    mostRowBytes: largestAnswerBytes,
    get isOpen() {
      return isOpen;
    },
    write: (piece) => {
      written.push(Buffer.from(piece));
      bytes += piece.length;
      // The text will be longer still, by its escapes.
      if (bytes > largestAnswerBytes) isOpen = false;
    },
    refuse: () => {
      isOpen = false;
    },
  });
  for await (const chunk of chunks) {
    reader.push(chunk);
    if (!isOpen) throw tooLarge();
    if (reader.errorCount >= errorCount) return textOf(written);
  }
  reader.end();
  if (!isOpen) throw tooLarge();
  return textOf(written);
}

function textOf(pieces: Uint8Array[]): string {
  const text = Buffer.concat(pieces).toString();
  if (answerBytes(text) > largestAnswerBytes) throw tooLarge();
  return text;
}

function noRows(why: string): Problem {
  return new Problem("not-acceptable", `${why} Ask for application/json, which names the problems by line and column.`);
}

/** Where the calculator had to keep the rows, and could not. */
function notKept(why: string): Problem {
  return noRows(
    `${why}; those of larger ones are kept as they are calculated, and of this one they were not: there was no time for them, a row was too long, or S3 failed. ` +
      "Submit the lines in smaller files.",
  );
}

const gone = () => noRows("The score lines are not stored any more, so there are no rows to show.");
const tooLarge = () => notKept(`The failed rows have more than the ${largestAnswerBytes} bytes of an answer`);
