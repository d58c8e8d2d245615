// Marking what was mailed, so that an event that comes again is not mailed again.
import { setTimeout as pause } from "node:timers/promises";
import { errorFields, log } from "../boundary/log.ts";
import { settleEach } from "./settle-each.ts";

/** Waits before each round, in milliseconds; the SDK tries three times within one. */
const rounds = [0, 200, 800];
const markingAtOnce = 20;
/** After so long nothing more is begun, so that the function ends before its time is up. */
const enoughMs = 20_000;

/**
 * Marks submissions whose mail is out. A marker that cannot be written would cost a second mail, so those that fail are tried again, some times.
 *
 * @returns what could not be marked in the end, with the last error
 */
export async function markMailed(submissionIds: string[], mark: (submissionId: string) => Promise<void>): Promise<Map<string, unknown>> {
  const signal = AbortSignal.timeout(enoughMs);
  let unmarked = new Map<string, unknown>(submissionIds.map((id) => [id, undefined]));
  for (const wait of rounds) {
    if (unmarked.size === 0) break;
    if (wait > 0) await pause(wait);
    const ids = [...unmarked.keys()];
    const outcomes = await settleEach(ids, markingAtOnce, async (id) => {
      signal.throwIfAborted();
      await mark(id);
    });
    unmarked = new Map(
      outcomes.flatMap((outcome, index) => (outcome.status === "rejected" ? [[ids[index] ?? "", outcome.reason] as const] : [])),
    );
    const [first] = unmarked;
    if (first) log("warn", "mailed, and not marked yet", { correlationId: first[0], count: unmarked.size, ...errorFields(first[1]) });
  }
  return unmarked;
}
