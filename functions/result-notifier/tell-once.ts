// Telling each result once: claim it, publish it, mark it as told.
import type { Claim } from "../aws/claims.ts";
import { errorFields, log } from "../boundary/log.ts";
import { NotYet } from "../boundary/not-yet.ts";
import type { Outcome } from "../boundary/queue/read-records.ts";
import { elapsedShare, type Run } from "../boundary/queue/run.ts";
import { finishAll } from "./finish-all.ts";
import type { Result } from "./read-result.ts";
import { settleEach } from "./settle-each.ts";

/** One way of telling results, with claims of its own. */
export interface Channel {
  /** For the log: `mail`. */
  name: string;
  claim: (result: Result) => Promise<Claim>;
  /** Publishes results, and says how that ended for each, in their order. */
  publish: (results: Result[]) => Promise<Outcome[]>;
  /** Marks a result as told. False where another has taken the claim over. */
  finish: (result: Result, etag: string) => Promise<boolean>;
  /** Gives a claim back of what was not told. */
  release: (result: Result, etag: string) => Promise<void>;
  /** ETags of this process's claims of what it told and could not mark; all its runs share it. What comes again of them is only marked. */
  unfinished: Set<string>;
}

export interface Claimed {
  index: number;
  result: Result;
  etag: string;
}

const claimingAtOnce = 20;
/** Whoever begins to publish when more of the run's time is over may be ended before it has marked what it told. */
const publishingShare = 0.8;

/**
 * Tells the results that were not told before; says how each ended, in their order. Rejected with NotYet where another is at it, until it must be done
 * or dead. What could not be published is free for the next try at once.
 *
 * Never none, and twice only where a process dies, or S3 takes no mark any more, between publishing and marking; or where SNS has taken a message
 * and its answer is lost.
 */
export async function tellOnce(results: Result[], channel: Channel, run: Run): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const mine: Claimed[] = [];
  const told: Claimed[] = [];
  for (const [index, claim] of (await settleEach(results, claimingAtOnce, channel.claim)).entries()) {
    const result = results[index];
    if (result === undefined || claim.status === "rejected") outcomes[index] = claim;
    else if (claim.value.state === "done") outcomes[index] = toldBefore(result, channel);
    else {
      const { state, etag } = claim.value;
      if (state === "mine") mine.push({ index, result, etag });
      else if (channel.unfinished.has(etag)) told.push({ index, result, etag });
      else outcomes[index] = { status: "rejected", reason: busy(channel, claim.value.until) };
    }
  }
  for (const [position, outcome] of (await publish(mine, channel, run)).entries()) {
    const claimed = mine[position];
    if (claimed === undefined) continue;
    if (outcome.status === "fulfilled") told.push(claimed);
    else {
      outcomes[claimed.index] = outcome;
      await giveBack(claimed, channel);
    }
  }
  const unmarked = await finishAll(told, channel);
  for (const { index, etag } of told) {
    const isMarked = !unmarked.has(etag);
    channel.unfinished[isMarked ? "delete" : "add"](etag);
    outcomes[index] = isMarked ? done : { status: "rejected", reason: unmarked.get(etag) };
  }
  return outcomes;
}

async function publish(claimed: Claimed[], channel: Channel, run: Run): Promise<Outcome[]> {
  if (claimed.length === 0) return [];
  if (elapsedShare(run) > publishingShare) {
    const late = new NotYet(1, "There was not enough time left to publish and to mark it.");
    return claimed.map(() => ({ status: "rejected", reason: late }));
  }
  const [published] = await Promise.allSettled([channel.publish(claimed.map(({ result }) => result))]);
  return claimed.map((_, index) => (published.status === "fulfilled" ? published.value[index] : published) ?? neverPublished);
}

/** What cannot be given back is free when its claimant must be dead. */
async function giveBack({ result, etag }: Claimed, { name, release }: Channel): Promise<void> {
  try {
    await release(result, etag);
  } catch (error) {
    log("warn", "claim could not be given back", { channel: name, correlationId: result.report.submissionId, ...errorFields(error) });
  }
}

function toldBefore({ report }: Result, { name }: Channel): Outcome {
  log("info", "told before", { channel: name, correlationId: report.submissionId });
  return done;
}

function busy({ name }: Channel, until: Date): NotYet {
  return new NotYet((until.getTime() - Date.now()) / 1_000 + 3, `Another run is at it (${name}), until ${until.toISOString()} at most.`);
}

const neverPublished: Outcome = { status: "rejected", reason: new Error("The channel did not say whether it was published.") };
const done: Outcome = { status: "fulfilled", value: undefined };
