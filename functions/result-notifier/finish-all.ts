// Marking what was told, so that an event that comes again is not told again.
import { setTimeout as pause } from "node:timers/promises";
import { errorFields, log } from "../boundary/log.ts";
import { settleEach } from "./settle-each.ts";
import type { Channel, Claimed } from "./tell-once.ts";

/** Waits before each round, in milliseconds; the SDK tries three times within one. */
const rounds = [0, 200, 800];
const markingAtOnce = 20;
/** After so long nothing more is begun, so that the function ends before its time is up. */
const enoughMs = 20_000;

/**
 * Marks what is told. What cannot be marked would be told twice, so that is tried again, some times.
 *
 * @returns what could not be marked in the end, by its claim's ETag, with the last error
 */
export async function finishAll(told: Claimed[], { name, finish }: Channel): Promise<Map<string, unknown>> {
  const signal = AbortSignal.timeout(enoughMs);
  let left = told;
  let failed = new Map<string, unknown>();
  for (const wait of rounds) {
    if (left.length === 0) break;
    if (wait > 0) await pause(wait);
    const outcomes = await settleEach(left, markingAtOnce, async ({ result, etag }) => {
      signal.throwIfAborted();
      const isMine = await finish(result, etag);
      if (!isMine) log("warn", "told, and taken over by another meanwhile", { channel: name, correlationId: result.report.submissionId });
    });
    failed = new Map(left.flatMap(({ etag }, index) => reasonOf(outcomes[index]).map((reason) => [etag, reason] as const)));
    left = left.filter(({ etag }) => failed.has(etag));
    const [first] = left;
    if (first)
      log("warn", "told, and not marked yet", {
        channel: name,
        correlationId: first.result.report.submissionId,
        count: left.length,
        ...errorFields(failed.get(first.etag)),
      });
  }
  return failed;
}

function reasonOf(outcome: PromiseSettledResult<unknown> | undefined): unknown[] {
  return outcome?.status === "rejected" ? [outcome.reason] : [];
}
