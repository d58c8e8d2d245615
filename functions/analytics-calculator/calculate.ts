// Computing a submission's statistics: read the score lines, store the statistics and their rows of the history, announce them, in this order.
import { statistics as contract, statisticsCalculated } from "../../generated/contracts.js";
import type { RawDataStored, StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import type { SubmissionRejected } from "../../generated/types/submission-rejected.d.ts";
import { writeStatistics } from "../../generated/validators/write-statistics.js";
import { writeStatisticsCalculated } from "../../generated/validators/write-statistics-calculated.js";
import { documentText, statisticsDocument } from "../../statistics/document.ts";
import { accept } from "../boundary/contract.ts";
import { createEvent } from "../boundary/event.ts";
import { labelsOf } from "../boundary/labels.ts";
import { log } from "../boundary/log.ts";
import { historyText } from "./history-rows.ts";
import { keeperOf, type RowKeeping } from "./keep-failed-rows.ts";
import { metadataOf } from "./metadata.ts";
import { type EarlierResults, readReplaced } from "./read-replaced.ts";
import { readScores } from "./read-scores.ts";
import { reasonsToReject } from "./reasons-to-reject.ts";
import { reject } from "./reject.ts";
import { withReplaced } from "./replaced.ts";

/** What becomes of a submission, as one object in its folder of bucket `results`. */
export interface NewResult {
  kind: "statistics" | "rejection";
  submissionId: string;
  /** JSON in UTF-8. */
  body: Uint8Array;
  /** ASCII. */
  metadata: Record<string, string>;
}

export interface Calculating {
  /** The bytes of the score lines, or undefined where they are gone or others lie in their place. */
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /** What became of a submission that is replaced. */
  earlier: EarlierResults;
  /** Where the failed rows are kept that are too large to be looked for again; left out where there is no time for that. */
  rows?: RowKeeping | undefined;
  /** Stores a result unless that was done before; says what lies there now, and with which metadata it was stored. */
  store: (result: NewResult) => Promise<{ object: StoredObject; metadata: Record<string, string> }>;
  /** Stores a submission's rows of the history (NDJSON in UTF-8) unless that was done before. */
  storeHistory: (history: { submissionId: string; submittedAt: string; body: Uint8Array }) => Promise<unknown>;
  /** Sends the event to the notifier's queue. */
  announce: (event: StatisticsCalculated | SubmissionRejected) => Promise<void>;
  now?: () => Date;
}

/**
 * Turns the announced score lines into statistics, or into a rejection where something keeps them from being counted. A repeated call
 * stores nothing again and announces the same event again, to the byte, also where a submission that is replaced has got its statistics in
 * between. Failed rows are kept before anything is announced, or not at all. Throws Unprocessable where the score lines are gone or changed, or
 * no score can meet the options; and what `read`, `store`, `storeHistory` or `announce` throws.
 */
export async function calculate(event: RawDataStored, calculating: Calculating): Promise<void> {
  const { id, traceparent, data } = event;
  const { submissionId, submittedAt, replaces, scores, options = {} } = data;
  const { store, storeHistory, announce, now = () => new Date() } = calculating;
  const scoresRead = await readScores(scores, options, calculating.read, keeperOf(data, calculating.rows));
  const quality = reasonsToReject(scores, options, scoresRead);
  if (quality) return reject(event, quality, calculating);

  const { sha256, sizeBytes, summary } = scoresRead;
  const computed = statisticsDocument(contract.id, { sha256, sizeBytes }, summary);
  const statistics = replaces === undefined ? computed : withReplaced(computed, await readReplaced(replaces, calculating.earlier));
  const body = new TextEncoder().encode(documentText(accept(contract.name, writeStatistics, statistics)));
  const at = now().toISOString();
  const metadata = { "calculated-at": at, ...metadataOf(data, statistics) };
  const { object, metadata: kept } = await store({ kind: "statistics", submissionId, body, metadata });
  const calculatedAt = kept["calculated-at"] ?? at;
  await storeHistory({ submissionId, submittedAt, body: new TextEncoder().encode(historyText(statistics, data, calculatedAt)) });
  const { quizCount, scoreCount } = statistics;
  await announce(
    createEvent(statisticsCalculated, writeStatisticsCalculated, {
      submissionId,
      contentId: object.etag,
      time: calculatedAt,
      causationId: id,
      traceparent,
      data: { submissionId, submittedAt, calculatedAt, ...labelsOf(data), quizCount, scoreCount, statistics: object },
    }),
  );
  log("info", "statistics calculated", { correlationId: submissionId, quizCount, scoreCount });
}
