// Doing the work of a request once, however often it is sent with the same Idempotency-Key: a record in S3 says what is known of it.
import { idempotencyRecord as contract } from "../../generated/contracts.js";
import type { IdempotencyRecord } from "../../generated/types/idempotency-record.d.ts";
import { writeIdempotencyRecord } from "../../generated/validators/write-idempotency-record.js";
import { accept } from "../boundary/contract.ts";
import { errorFields, log } from "../boundary/log.ts";
import { Problem } from "../boundary/problem.ts";

/** What the first request with a key settles for all that follow. */
export type Beginning = Pick<IdempotencyRecord, "submissionId" | "acceptedAt" | "traceparent">;

export interface Records {
  /** Stores a record unless there is one of this name: then gives that one. */
  begin: (name: string, record: IdempotencyRecord) => Promise<IdempotencyRecord | undefined>;
  read: (name: string) => Promise<IdempotencyRecord | undefined>;
  /** Stores a record over the one that is there. */
  finish: (name: string, record: IdempotencyRecord) => Promise<void>;
}

export interface Clock {
  now: () => Date;
  wait: (milliseconds: number) => Promise<void>;
}

/** How long another request that is at work is waited for: 6.35 s in all, seven looks. */
const pausesMs = [50, 100, 200, 400, 800, 1_600, 3_200];
/** Nothing that began so long ago is still at work: no function of the API may run longer than 30 s. */
const deadAfterMs = 30_000;

/**
 * Does `work` for the first request of a name and gives what that settled. Any other one gets the same: it waits until the first is done; where that
 * is dead, or the wait runs out, it does the work itself, with what the first settled. `work` has to bear being done again, also at the same time.
 * Throws a Problem (`idempotency-key-reused`) where the record is of a request that asked something else, and what `work` throws.
 */
export async function once(
  { name, request }: { name: string; request: string },
  beginning: Beginning,
  { records, clock }: { records: Records; clock: Clock },
  work: (beginning: Beginning) => Promise<void>,
): Promise<Beginning> {
  const mine = accept(contract.name, writeIdempotencyRecord, { $schema: contract.id, ...beginning, request });
  const there = await records.begin(name, mine);
  // The record that lies there may be mine: the answer to a first try of storing it was lost.
  const isMine = there === undefined || there.submissionId === mine.submissionId;
  if (!isMine && there.request !== request) throw reused();
  const record = isMine ? mine : await settled(name, there, records, clock);
  if (record.doneAt !== undefined) return record;
  await work(record);
  await finish(name, record, records, clock);
  return record;
}

/** The record when it is done, or when nobody seems to be at work on it. */
async function settled(name: string, there: IdempotencyRecord, { read }: Records, { now, wait }: Clock): Promise<IdempotencyRecord> {
  let record = there;
  for (const pauseMs of pausesMs) {
    if (record.doneAt !== undefined || now().getTime() - Date.parse(record.acceptedAt) > deadAfterMs) break;
    await wait(pauseMs);
    record = (await read(name)) ?? record;
  }
  return record;
}

/** The work is done: that this cannot be noted down costs the next one a repetition, and is no reason to refuse the client its answer. */
async function finish(name: string, { $schema: _, ...record }: IdempotencyRecord, { finish }: Records, { now }: Clock): Promise<void> {
  try {
    const done = { $schema: contract.id, ...record, doneAt: now().toISOString() };
    await finish(name, accept(contract.name, writeIdempotencyRecord, done));
  } catch (error) {
    log("warn", "idempotency record not finished", { correlationId: record.submissionId, ...errorFields(error) });
  }
}

function reused(): Problem {
  return new Problem(
    "idempotency-key-reused",
    "This Idempotency-Key came with another request before: with other score lines, or something else said of them. Send this one with a key of its own.",
  );
}
