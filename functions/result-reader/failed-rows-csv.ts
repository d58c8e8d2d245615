// The failed rows of a submission as an answer: found in the score lines as they stream from S3.
import type { StoredObject, Submission } from "../../generated/types/submission.d.ts";
import type { SubmissionProblems } from "../../generated/types/submission-problems.d.ts";
import { answerBytes, largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import { FailedRows, RowTooLong } from "./failed-rows.ts";

export interface FailedRowsSources {
  submission: () => Promise<Submission | undefined>;
  /** The bytes of the score lines; undefined where they are gone. */
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;
}

type Quality = SubmissionProblems["quality"];

/** What is read within the time that an answer has, with room for a slow day. */
export const mostBytesRead = 100_000_000;

const keepsAll: readonly string[] = ["ambiguous-delimiter", "ambiguous-encoding"];

/**
 * The CSV; empty where no row has an error. Reads no further than to the last error that was reported, and no file without one. Throws a Problem
 * (`not-acceptable`) where the rows may not be shown, cannot be told apart, are gone, or are too many; and what a source throws.
 */
export async function failedRowsCsv(quality: Quality, { submission, read }: FailedRowsSources): Promise<string> {
  const errors = quality.problemCounts.filter(({ severity }) => severity === "error");
  const errorCount = errors.reduce((sum, { count }) => sum + count, 0);
  const unread = errors.find(({ code }) => keepsAll.includes(code));
  if (unread) throw noRows(`Nothing was read of the score lines (${unread.code}), so there are no rows that failed.`);
  if (errorCount === 0) return "";
  const found = await submission();
  if (!found) throw gone();
  const { options, scores } = found;
  if (options.minimumGroupSize !== undefined) throw noRows("The submission hides small groups, and the rows would show their scores.");
  if (scores.sizeBytes > mostBytesRead)
    throw noRows(`The score lines have ${scores.sizeBytes} bytes, and failed rows are looked for in at most ${mostBytesRead}.`);
  const chunks = await read(scores);
  if (!chunks) throw gone();
  return rowsIn(chunks, new FailedRows({ quality, options }, largestAnswerBytes), errorCount);
}

async function rowsIn(chunks: AsyncIterable<Uint8Array>, failed: FailedRows, errorCount: number): Promise<string> {
  const { rows } = failed;
  let measured = 0;
  let bytes = 0;
  const measure = () => {
    for (; measured < rows.length; measured++) bytes += answerBytes(rows[measured] ?? "");
    if (bytes > largestAnswerBytes) throw tooLarge();
  };
  try {
    for await (const chunk of chunks) {
      failed.push(chunk);
      measure();
      if (failed.errorCount >= errorCount) return rows.join("");
    }
    failed.end();
  } catch (error) {
    throw error instanceof RowTooLong ? tooLarge() : error;
  }
  measure();
  return rows.join("");
}

function noRows(why: string): Problem {
  return new Problem("not-acceptable", `${why} Ask for application/json, which names the problems by line and column.`);
}

const gone = () => noRows("The score lines are not stored any more, so there are no rows to show.");
const tooLarge = () => noRows(`The failed rows have more than the ${largestAnswerBytes} bytes of an answer.`);
