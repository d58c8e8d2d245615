// The two ways in which results are told: one mail for people, and an event each for programs.
import { setTimeout as pause } from "node:timers/promises";
import type { EventMessage, Mail } from "../aws/topic.ts";
import { log } from "../boundary/log.ts";
import type { Outcome } from "../boundary/queue/read-records.ts";
import type { Run } from "../boundary/queue/run.ts";
import { messageOf } from "./published-event.ts";
import type { Result } from "./read-result.ts";
import { renderMail } from "./render-mail.ts";
import type { Channel } from "./tell-once.ts";

export interface Mailing {
  publish: (mail: Mail) => Promise<void>;
  apiUrl: string;
  /** Before that nothing is mailed: see `earliestMail`. */
  notBefore: Date;
}

/**
 * All results in one mail: a run sends one at most, and none before `notBefore`. Where the mail cannot be published, none of them is told.
 */
export function publishMail({ publish, apiUrl, notBefore }: Mailing): Channel["publish"] {
  return async (results) => {
    await pause(Math.max(notBefore.getTime() - Date.now(), 0));
    const [outcome] = await Promise.allSettled([publish(renderMail(reportsOf(results), { apiUrl }))]);
    for (const { report } of results)
      if (outcome.status === "fulfilled")
        log("info", `${mailed[report.status]} mailed`, { correlationId: report.submissionId, inOneMail: results.length });
    return results.map((): Outcome => outcome);
  };
}

/** An event for each result; each ends by itself. */
export function publishEvents(publishAll: (messages: EventMessage[]) => Promise<Outcome[]>): Channel["publish"] {
  return async (results) => {
    const outcomes = await publishAll(results.map(({ event }) => messageOf(event)));
    for (const [index, { event }] of results.entries())
      if (outcomes[index]?.status === "fulfilled") log("info", "event published", { correlationId: event.correlationid, type: event.type });
    return outcomes;
  };
}

/**
 * When a run may mail. At most `concurrency` runs are at work at a time; each waits for `concurrency / mostPerSecond` seconds
 * before it mails, and begins after the one before it in its place has mailed. So two mails from one place are so far apart, whatever becomes of the
 * runs, and all places together mail no more than `mostPerSecond` times in any second.
 */
export function earliestMail(
  { started }: Pick<Run, "started">,
  { concurrency, mostPerSecond }: { concurrency: number; mostPerSecond: number },
): Date {
  return new Date(started.getTime() + Math.ceil((1_000 * concurrency) / mostPerSecond) + timerErrorMs);
}

/** A timer may go off a little early. */
const timerErrorMs = 5;

const mailed = { complete: "result", partial: "result", rejected: "rejection", failed: "failure" } as const;

function reportsOf(results: Result[]) {
  return results.map(({ report }) => report);
}
