// The queue boundary: what every function behind a queue has round its logic.
import middy from "@middy/core";
import sqsPartialBatchFailure from "@middy/sqs-partial-batch-failure";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { type Outcome, type ReadBatch, readRecords } from "./read-records.ts";
import { runOf } from "./run.ts";
import { type Settling, settleFailures } from "./settle-failures.ts";

/**
 * The Lambda handler of a function behind a queue. Before the logic, each record is read and held against the contract of its event type.
 * After it, what can never pass goes to the dead-letter queue, what may pass is backed off and is that record's failure; the rest is done.
 */
export function queueFunction<Event>(
  readers: Record<string, Validate<Event>>,
  settling: Settling,
  logic: (batch: ReadBatch<Event>) => Promise<Outcome[]>,
) {
  return middy()
    .use(sqsPartialBatchFailure({ logger: nothing }))
    .use(settleFailures(settling))
    .use(readRecords(readers))
    .handler(({ deliveries = [] }, context) => logic({ deliveries, run: runOf(context) }));
}

/** The failures have been logged where they were settled. */
function nothing() {}
