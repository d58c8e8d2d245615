// Telling a batch of results: read their documents, then tell people and programs what was not told before.
import { NotYet } from "../boundary/not-yet.ts";
import type { Outcome, ReadBatch } from "../boundary/queue/read-records.ts";
import { elapsedShare } from "../boundary/queue/run.ts";
import { type Announcement, type Read, type Result, readResult } from "./read-result.ts";
import { mostRows } from "./render-mail.ts";
import { settleEach } from "./settle-each.ts";
import { type Channel, tellOnce } from "./tell-once.ts";

export interface Notifying {
  read: Read;
  apiUrl: string;
  /** Each tells every result, whatever becomes of the others. */
  channels: Channel[];
}

/** So many documents are read at a time: each can be of megabytes. */
const readingAtOnce = 4;
/** What is not read when so much of the run's time is over is left for another run. */
const readingShare = 0.5;

/**
 * Tells all results of the batch through every channel. A result that cannot be read, told or marked fails alone, and so does one that another run is
 * at; it is tried again, and told only where it was not. The same event twice in a batch is told once.
 */
export async function notify({ deliveries, run }: ReadBatch<Announcement>, { read, apiUrl, channels }: Notifying): Promise<Outcome[]> {
  const events = [...new Map(deliveries.map(({ event }) => [event.id, event])).values()];
  const rows = Math.floor(mostRows / events.length);
  const readings = await settleEach(events, readingAtOnce, async (event) => {
    if (elapsedShare(run) > readingShare) throw new NotYet(1, "There was not enough time left to read it.");
    return readResult(event, read, { rows, apiUrl });
  });
  const results = readings.flatMap((reading) => (reading.status === "fulfilled" ? [reading.value] : []));
  const tellings = await Promise.all(channels.map((channel) => tellOnce(results, channel, run)));
  const toldOf = new Map(results.map((result, index) => [result, worstOf(tellings.map((outcomes) => outcomes[index]))]));
  const outcomes = new Map(events.map(({ id }, index) => [id, outcomeOf(readings[index], toldOf)]));
  return deliveries.map(({ event }) => outcomes.get(event.id) ?? neverSettled);
}

function outcomeOf(reading: PromiseSettledResult<Result> | undefined, toldOf: Map<Result, Outcome>): Outcome {
  if (reading?.status !== "fulfilled") return reading ?? neverSettled;
  return toldOf.get(reading.value) ?? neverSettled;
}

/** A failure, where there is one, and rather one that is no mere waiting. */
function worstOf(outcomes: (Outcome | undefined)[]): Outcome {
  const failures = outcomes.filter((outcome) => outcome?.status === "rejected");
  return failures.find(({ reason }) => !(reason instanceof NotYet)) ?? failures[0] ?? outcomes[0] ?? neverSettled;
}

const neverSettled: Outcome<never> = { status: "rejected", reason: new Error("The event was not settled.") };
