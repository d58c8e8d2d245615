// From a queue to a function, as Lambda's event source mapping for SQS does it.
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import type { LambdaHost } from "../lambda/lambda-host.ts";
import { payloadLimitBytes } from "../lambda/payload-limit.ts";
import { batchOutcome } from "./batch-outcome.ts";
import { BatchSlots } from "./batch-slots.ts";
import { deleteRecords } from "./delete-records.ts";
import { gatherBatches } from "./gather-batches.ts";
import { pollQueue } from "./queue-poller.ts";
import { toRecord } from "./sqs-record.ts";

export interface MappingDefinition {
  queueUrl: string;
  queueArn: string;
  functionName: string;
  /** 1…10,000; above 10 only with a window. */
  batchSize: number;
  /** 0…300. */
  batchingWindowSeconds: number;
  /** Batches in flight: 2…1,000 (`scaling_config.maximum_concurrency`). */
  maximumConcurrency: number;
}

export interface EventSourceMapping {
  /**
   * Takes no more messages, and waits for the receive and the batches in flight, 2 s at most; what is not done by then comes back when its
   * visibility time-out ends.
   */
  stop(): Promise<void>;
}

/** How long a stop waits: a long poll of 1 s and most batches fit. */
const stopWithinMs = 2_000;

/**
 * Starts to poll (AWS: "Using Lambda with Amazon SQS", `ReportBatchItemFailures` on). Messages that fail are left to their visibility
 * time-out, which the function may have changed; the queue's own redrive policy moves them to its dead-letter queue.
 *
 * Different here: one poller for a mapping, which takes no message while `maximumConcurrency` batches are in flight, where Lambda scales
 * several; no back-off of the whole mapping after function errors; no filters; no FIFO queues. `timeScale` divides the window.
 *
 * Throws RangeError for what the service would refuse.
 */
export function startEventSourceMapping(
  definition: MappingDefinition,
  options: { sqs: SQSClient; invoke: LambdaHost["invoke"]; timeScale?: number; log?: (line: string) => void },
): EventSourceMapping {
  check(definition);
  const { queueUrl, queueArn, functionName, batchSize, batchingWindowSeconds, maximumConcurrency } = definition;
  const { sqs, invoke, timeScale = 1, log } = options;
  const abandoned = new AbortController();
  const slots = new BatchSlots(maximumConcurrency);

  async function handle(records: SQSRecord[]): Promise<void> {
    try {
      const event: SQSEvent = { Records: records };
      const { done, problem } = batchOutcome(records, await invoke(functionName, event));
      if (abandoned.signal.aborted) return;
      if (problem !== undefined) log?.(`${functionName}: a batch of ${records.length} failed: ${problem}`);
      await deleteRecords(sqs, queueUrl, done, abandoned.signal);
    } catch (error) {
      if (!abandoned.signal.aborted) log?.(`${functionName}: a batch of ${records.length} is left to come back: ${error}`);
    }
  }

  const gathering = gatherBatches(
    { size: batchSize, windowMs: (batchingWindowSeconds * 1000) / timeScale, payloadBytes: payloadLimitBytes },
    (records) => slots.run(() => handle(records)),
  );
  const poller = pollQueue({
    queueUrl,
    sqs,
    ready: () => slots.free(),
    wanted: () => gathering.room(),
    onMessages: (messages) => gathering.add(messages.map((message) => toRecord(message, queueArn))),
    onError: (error) => log?.(`${queueUrl}: ${error.message}`),
  });

  async function drain(): Promise<void> {
    await poller.stop();
    gathering.flush();
    await slots.idle();
  }

  return {
    async stop() {
      const bound = Promise.withResolvers<void>();
      const timer = setTimeout(bound.resolve, stopWithinMs);
      await Promise.race([drain(), bound.promise]);
      clearTimeout(timer);
      abandoned.abort();
    },
  };
}

function check({ queueUrl, batchSize, batchingWindowSeconds, maximumConcurrency }: MappingDefinition): void {
  const whole = (name: string, value: number, least: number, most: number): void => {
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new RangeError(`${name} of ${queueUrl} must be a whole number from ${least} to ${most}, and is ${value}`);
    }
  };
  whole("batchSize", batchSize, 1, 10_000);
  whole("batchingWindowSeconds", batchingWindowSeconds, 0, 300);
  whole("maximumConcurrency", maximumConcurrency, 2, 1_000);
  if (batchSize > 10 && batchingWindowSeconds < 1) {
    throw new RangeError(`A batch of ${batchSize} of ${queueUrl} needs a batchingWindowSeconds of at least 1: a receive gives ten at most`);
  }
  if (queueUrl.endsWith(".fifo")) throw new RangeError(`${queueUrl} is a FIFO queue, which is not supported`);
}
