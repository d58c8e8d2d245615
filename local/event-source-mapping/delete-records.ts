// Takes what is done off the queue, and does not give up at the first failure: what is not deleted is handled again.
import { setTimeout } from "node:timers/promises";
import { DeleteMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";

/** The most that one DeleteMessageBatch takes. */
const entriesPerRequest = 10;
const attempts = 6;
const firstPauseMs = 50;

/** Deletes every record, trying again what fails; throws what the last attempt met. Aborting `signal` ends the pauses between attempts. */
export async function deleteRecords(sqs: SQSClient, queueUrl: string, records: SQSRecord[], signal: AbortSignal): Promise<void> {
  for (let start = 0; start < records.length; start += entriesPerRequest) {
    let left = records.slice(start, start + entriesPerRequest);
    for (let attempt = 1; left.length > 0; attempt += 1) {
      try {
        left = await deleteOnce(sqs, queueUrl, left);
        if (left.length > 0 && attempt === attempts) throw new Error(`${left.length} messages could not be deleted`);
      } catch (error) {
        if (attempt === attempts) throw error;
      }
      if (left.length > 0) await setTimeout(firstPauseMs * 2 ** attempt, undefined, { signal });
    }
  }
}

/** The records that the queue refused to delete. */
async function deleteOnce(sqs: SQSClient, queueUrl: string, records: SQSRecord[]): Promise<SQSRecord[]> {
  const { Failed = [] } = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      // By position, for a message may be in a batch twice, with two receipts.
      Entries: records.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle })),
    }),
  );
  const failed = new Set(Failed.map(({ Id }) => Id));
  return records.filter((_, index) => failed.has(String(index)));
}
