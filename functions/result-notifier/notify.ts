// Telling a batch of results: read each one's statistics, then publish one mail for them all.
import { statistics as contract } from "../../generated/contracts.js";
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { accept } from "../boundary/contract.ts";
import { log } from "../boundary/log.ts";
import type { Delivery, Outcome, ReadBatch } from "../boundary/queue/read-records.ts";
import { Unprocessable } from "../boundary/unprocessable.ts";
import { type Mail, mostRows, type Report, renderMail } from "./render-mail.ts";

export interface Notifying {
  /** The bytes of a statistics document, or undefined where it is gone or another lies in its place. */
  read: (statistics: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Publishes the mail to its topic. */
  publish: (mail: Mail) => Promise<void>;
}

/** So many documents are read at a time: each can be of megabytes. */
const readingAtOnce = 4;

/**
 * Reports all results of the batch in one mail. A result that cannot be read fails alone, and the others are reported; where the mail
 * cannot be published, all fail and none is reported. The same event twice in a batch is reported once.
 */
export async function notify({ deliveries }: ReadBatch<StatisticsCalculated>, { read, publish }: Notifying): Promise<Outcome[]> {
  const reports = new Map<string, Outcome<Report>>();
  const events = [...new Map(deliveries.map(({ event }) => [event.id, event])).values()];
  for (let start = 0; start < events.length; start += readingAtOnce) {
    const some = events.slice(start, start + readingAtOnce);
    const settled = await Promise.allSettled(some.map((event) => readReport(event, read)));
    for (const [index, { id }] of some.entries()) reports.set(id, settled[index] ?? neverRead);
  }
  const readable = [...reports.values()].flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const published = readable.length > 0 ? await settle(publish(renderMail(readable))) : done;
  if (published.status === "fulfilled")
    for (const { submissionId } of readable) log("info", "result mailed", { correlationId: submissionId, inOneMail: readable.length });
  return deliveries.map(({ event }: Delivery<StatisticsCalculated>) => {
    const report = reports.get(event.id) ?? neverRead;
    return report.status === "rejected" ? report : published;
  });
}

const done: Outcome = { status: "fulfilled", value: undefined };
const neverRead: Outcome<never> = { status: "rejected", reason: new Error("The result was not read.") };

async function settle(work: Promise<void>): Promise<Outcome> {
  const [outcome = done] = await Promise.allSettled([work]);
  return outcome;
}

async function readReport({ data }: StatisticsCalculated, read: Notifying["read"]): Promise<Report> {
  const { bucket, key } = data.statistics;
  const chunks = await read(data.statistics);
  if (!chunks) throw new Unprocessable("object-gone", `s3://${bucket}/${key} is not there any more as it was announced.`);
  const statistics = accept(contract.name, readStatistics, await parse(chunks, `s3://${bucket}/${key}`));
  const { status, quizCount, scoreCount, missingCount, quality, quizzes } = statistics;
  const { submissionId, submittedAt } = data;
  return { submissionId, submittedAt, status, quizCount, scoreCount, missingCount, quality, quizzes: quizzes.slice(0, mostRows) };
}

async function parse(chunks: AsyncIterable<Uint8Array>, place: string): Promise<unknown> {
  const text = Buffer.concat(await Array.fromAsync(chunks)).toString("utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Unprocessable("unreadable-statistics", `${place} is not JSON.`, { cause });
  }
}
