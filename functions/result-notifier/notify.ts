// Telling a batch of results: leave out what was told before, read the others' documents, publish one mail for them all, mark them as told.
import { log } from "../boundary/log.ts";
import type { Outcome, ReadBatch } from "../boundary/queue/read-records.ts";
import { markMailed } from "./mark-mailed.ts";
import { type Announcement, type Read, readReport } from "./read-report.ts";
import { type Mail, mostRows, renderMail } from "./render-mail.ts";
import { settleEach } from "./settle-each.ts";

export interface Notifying {
  /** Whether a submission is marked as mailed. */
  isMarked: (submissionId: string) => Promise<boolean>;
  read: Read;
  /** Publishes the mail to its topic. */
  publish: (mail: Mail) => Promise<void>;
  /** Marks a submission as mailed at a time, RFC 3339; does nothing where it is marked. */
  mark: (submissionId: string, at: string) => Promise<void>;
  /** Submissions that this process has mailed and could not mark; all its runs share it. When they come again they are only marked. */
  unmarked: Set<string>;
  now?: () => Date;
}

/** How each event ended, by its id. */
type Outcomes = Map<string, Outcome>;

const lookingAtOnce = 20;
/** So many documents are read at a time: each can be of megabytes. */
const readingAtOnce = 4;

/**
 * Reports all results of the batch that were not mailed before in one mail. A result that cannot be read, or not marked, fails alone; where
 * the mail cannot be published, all that are in it fail. The same event twice in a batch is reported once.
 *
 * At least once: a result is mailed again where the process dies between publishing and marking, where the marker cannot be written and
 * the event comes to another process, and where two processes have the same event at the same time.
 */
export async function notify({ deliveries }: ReadBatch<Announcement>, notifying: Notifying): Promise<Outcome[]> {
  const { unmarked } = notifying;
  const outcomes: Outcomes = new Map();
  const events = [...new Map(deliveries.map(({ event }) => [event.id, event])).values()];
  const mailedHere = events.filter(({ data }) => unmarked.has(data.submissionId));
  const fresh = await leaveOutMailed(
    events.filter(({ data }) => !unmarked.has(data.submissionId)),
    notifying,
    outcomes,
  );
  const mailed = await mail(fresh, notifying, outcomes);
  await mark([...mailedHere, ...mailed], notifying, outcomes);
  return deliveries.map(({ event }) => outcomes.get(event.id) ?? neverSettled);
}

/** The events of submissions that are not marked; those that are, are done. */
async function leaveOutMailed(events: Announcement[], { isMarked }: Notifying, outcomes: Outcomes): Promise<Announcement[]> {
  const looks = await forEach(events, lookingAtOnce, outcomes, ({ data }) => isMarked(data.submissionId));
  return looks.flatMap(([event, isMailed]) => {
    if (!isMailed) return [event];
    outcomes.set(event.id, done);
    log("info", "mailed before", { correlationId: event.data.submissionId });
    return [];
  });
}

/** The events that are in the mail, once it is out. */
async function mail(events: Announcement[], { read, publish }: Notifying, outcomes: Outcomes): Promise<Announcement[]> {
  const rows = Math.floor(mostRows / events.length);
  const readings = await forEach(events, readingAtOnce, outcomes, (event) => readReport(event, read, rows));
  if (readings.length === 0) return [];
  const reports = readings.map(([, report]) => report);
  const [published] = await Promise.allSettled([publish(renderMail(reports))]);
  for (const [{ id }] of readings) outcomes.set(id, published);
  if (published.status === "rejected") return [];
  for (const { submissionId, status } of reports)
    log("info", status === "rejected" ? "rejection mailed" : "result mailed", { correlationId: submissionId, inOneMail: reports.length });
  return readings.map(([event]) => event);
}

/** Marks the submissions of events whose mail is out. What cannot be marked fails, and is remembered, so that it is not mailed again here. */
async function mark(events: Announcement[], { mark, unmarked, now = () => new Date() }: Notifying, outcomes: Outcomes): Promise<void> {
  const at = now().toISOString();
  const submissionIds = new Set(events.map(({ data }) => data.submissionId));
  const failed = await markMailed([...submissionIds], (submissionId) => mark(submissionId, at));
  for (const submissionId of submissionIds)
    if (failed.has(submissionId)) unmarked.add(submissionId);
    else unmarked.delete(submissionId);
  for (const { id, data } of events)
    outcomes.set(id, failed.has(data.submissionId) ? { status: "rejected", reason: failed.get(data.submissionId) } : done);
}

/** Does `work` for every event, some at a time. Those for which it failed have failed; the others, with what came of it. */
async function forEach<Value>(
  events: Announcement[],
  atOnce: number,
  outcomes: Outcomes,
  work: (event: Announcement) => Promise<Value>,
): Promise<[Announcement, Value][]> {
  const settled = await settleEach(events, atOnce, work);
  return events.flatMap((event, index): [Announcement, Value][] => {
    const outcome = settled[index] ?? neverSettled;
    if (outcome.status === "fulfilled") return [[event, outcome.value]];
    outcomes.set(event.id, outcome);
    return [];
  });
}

const done: Outcome = { status: "fulfilled", value: undefined };
const neverSettled: Outcome<never> = { status: "rejected", reason: new Error("The event was not settled.") };
