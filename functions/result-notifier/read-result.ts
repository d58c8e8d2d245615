// From the event that announces what became of a submission to what is told of it: to people by mail, to programs by an event.
import { rejection, statistics, statisticsCalculated, submissionFailed } from "../../generated/contracts.js";
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import type { SubmissionFailed } from "../../generated/types/submission-failed.d.ts";
import type { SubmissionRejected } from "../../generated/types/submission-rejected.d.ts";
import { readRejection } from "../../generated/validators/read-rejection.js";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { accept } from "../boundary/contract.ts";
import { labelsOf } from "../boundary/labels.ts";
import { Unprocessable } from "../boundary/unprocessable.ts";
import { correctionOf } from "./correction.ts";
import { type PublishedEvent, statisticsPublishedOf } from "./published-event.ts";
import { mostChanges } from "./render-correction.ts";
import type { Report } from "./report.ts";

/** What queue `notification` carries. */
export type Announcement = StatisticsCalculated | SubmissionRejected | SubmissionFailed;

export interface Result {
  /** A failure is no result, and may be followed by one: each is told. */
  kind: "result" | "failure";
  report: Report;
  event: PublishedEvent;
}

/** The bytes of a document, or undefined where it is gone or another lies in its place. */
export type Read = (document: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;

/**
 * Reads the document that an event announces; of its quizzes the report keeps so many as there are rows for. Throws Unprocessable where it is
 * gone, changed or no JSON, a ContractError where it breaks its contract, and what `read` throws.
 */
export async function readResult(event: Announcement, read: Read, { rows, apiUrl }: { rows: number; apiUrl: string }): Promise<Result> {
  const { submissionId, submittedAt } = event.data;
  const submitted = { submissionId, submittedAt, ...labelsOf(event.data) };
  if (event.type === submissionFailed.type) {
    const { failedAt, stage, code } = event.data;
    return { kind: "failure", report: { ...submitted, status: "failed", failedAt, stage, code }, event };
  }
  if (event.type !== statisticsCalculated.type) {
    const { quality } = accept(rejection.name, readRejection, await readJson(event.data.rejection, rejection.name, read));
    return { kind: "result", report: { ...submitted, status: "rejected", quality }, event };
  }
  const document = accept(statistics.name, readStatistics, await readJson(event.data.statistics, statistics.name, read));
  const { status, quizCount, scoreCount, missingCount, quality, quizzes } = document;
  const correction = correctionOf(document, mostChanges);
  return {
    kind: "result",
    report: {
      ...submitted,
      status,
      quizCount,
      scoreCount,
      missingCount,
      quality,
      quizzes: quizzes.slice(0, rows),
      ...(correction && { correction }),
    },
    event: statisticsPublishedOf(event, document, apiUrl),
  };
}

async function readJson(object: StoredObject, contract: string, read: Read): Promise<unknown> {
  const place = `s3://${object.bucket}/${object.key}`;
  const chunks = await read(object);
  if (!chunks) throw new Unprocessable("object-gone", `${place} is not there any more as it was announced.`);
  const text = Buffer.concat(await Array.fromAsync(chunks)).toString("utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Unprocessable(`unreadable-${contract}`, `${place} is not JSON.`, { cause });
  }
}
