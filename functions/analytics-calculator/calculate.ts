// Computing a submission's statistics: read the score lines, store the statistics, announce them, in this order.
import { createHash } from "node:crypto";
import { statistics as contract, statisticsCalculated } from "../../generated/contracts.js";
import type { RawDataStored, StoredObject, SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import type { Statistics } from "../../generated/types/statistics.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import { writeStatistics } from "../../generated/validators/write-statistics.js";
import { writeStatisticsCalculated } from "../../generated/validators/write-statistics-calculated.js";
import { describe } from "../../statistics/describe.ts";
import { OptionError } from "../../statistics/options.ts";
import { Summariser, type Summary } from "../../statistics/summary.ts";
import { accept } from "../boundary/contract.ts";
import { createEvent } from "../boundary/event.ts";
import { log } from "../boundary/log.ts";
import { Unprocessable } from "../boundary/unprocessable.ts";

export interface Calculating {
  /** The bytes of the score lines, or undefined where they are gone or others lie in their place. */
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Stores the statistics unless that was done before; says what lies there now, and when it was stored. */
  store: (result: {
    submissionId: string;
    body: Uint8Array;
    calculatedAt: string;
  }) => Promise<{ object: StoredObject; calculatedAt: string }>;
  /** Sends the event to the notifier's queue. */
  announce: (event: StatisticsCalculated) => Promise<void>;
  now?: () => Date;
}

/**
 * Turns the announced score lines into statistics. A repeated call stores nothing again and announces the same event again, to the byte.
 * Throws Unprocessable where the score lines are gone, changed or unreadable; and what `read`, `store` or `announce` throws.
 */
export async function calculate(
  { id, traceparent, data: { submissionId, submittedAt, scores, options = {} } }: RawDataStored,
  { read, store, announce, now = () => new Date() }: Calculating,
): Promise<void> {
  const statistics = await compute(scores, options, read);
  const body = new TextEncoder().encode(`${JSON.stringify(accept(contract.name, writeStatistics, statistics))}\n`);
  const { object, calculatedAt } = await store({ submissionId, body, calculatedAt: now().toISOString() });
  const { quizCount, scoreCount } = statistics;
  await announce(
    createEvent(statisticsCalculated, writeStatisticsCalculated, {
      submissionId,
      contentId: object.etag,
      time: calculatedAt,
      causationId: id,
      traceparent,
      data: { submissionId, submittedAt, calculatedAt, quizCount, scoreCount, statistics: object },
    }),
  );
  log("info", "statistics calculated", { correlationId: submissionId, quizCount, scoreCount });
}

async function compute(scores: StoredObject, options: SubmissionOptions, read: Calculating["read"]): Promise<Statistics> {
  const chunks = await read(scores);
  if (!chunks) throw new Unprocessable("object-gone", `s3://${scores.bucket}/${scores.key} is not there any more as it was announced.`);
  const hash = createHash("sha256");
  const summariser = summariserOf(options);
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    summariser.push(chunk);
    sizeBytes += chunk.byteLength;
  }
  const sha256 = hash.digest("hex");
  if (scores.sha256 !== undefined && scores.sha256 !== sha256)
    throw new Unprocessable(
      "content-changed",
      `The bytes of s3://${scores.bucket}/${scores.key} do not have the SHA-256 that was announced.`,
    );
  const summary = summariser.end();
  if (options.mode !== "lenient") refuseErrors(summary);
  return { $schema: contract.id, source: { sha256, sizeBytes, lineCount: summary.lineCount }, ...describe(summary) };
}

function summariserOf(options: SubmissionOptions): Summariser {
  try {
    return new Summariser(options);
  } catch (cause) {
    if (!(cause instanceof OptionError)) throw cause;
    throw new Unprocessable("invalid-options", cause.message, { cause });
  }
}

/** In strict mode score lines are taken whole or not at all. What the cell said stays out of the message: it may be somebody's score. */
function refuseErrors({
  problems: {
    errors: [first],
    errorCount,
  },
}: Summary): void {
  if (first)
    throw new Unprocessable(
      "invalid-scores",
      `${errorCount} problems in the score lines; the first: ${first.code} in line ${first.line}, column ${first.column}.`,
    );
}
