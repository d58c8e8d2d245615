// Gathers records into batches: when one begins, and what ends it.
import type { SQSRecord } from "aws-lambda";

export interface BatchLimits {
  /** Records in a batch. */
  size: number;
  /** How long a batch may wait for more; 0 hands over what one receive gave. */
  windowMs: number;
  /** The event as JSON. */
  payloadBytes: number;
}

export interface Gathering {
  add(records: SQSRecord[]): void;
  /** How many records the batch that is being gathered still takes: at least 1. */
  room(): number;
  /** Ends the batch that is being gathered, if there is one. */
  flush(): void;
}

const envelopeBytes = Buffer.byteLength('{"Records":[]}');

/**
 * Lambda's rule ("Batching behavior" of event source mappings): the window opens with the first record of a batch, and the batch ends when
 * the window closes, its size is reached, or one more record would take the event over the payload limit, whichever is first.
 */
export function gatherBatches(limits: BatchLimits, onBatch: (records: SQSRecord[]) => void): Gathering {
  let batch: SQSRecord[] = [];
  let bytes = envelopeBytes;
  let window: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(window);
    window = undefined;
    const records = batch;
    batch = [];
    bytes = envelopeBytes;
    if (records.length > 0) onBatch(records);
  }

  return {
    flush,
    room: () => limits.size - batch.length,
    add(records) {
      for (const record of records) {
        // The comma that joins it to its neighbour counts too.
        const recordBytes = Buffer.byteLength(JSON.stringify(record)) + 1;
        if (bytes + recordBytes > limits.payloadBytes) flush();
        batch.push(record);
        bytes += recordBytes;
        if (batch.length >= limits.size) flush();
      }
      if (limits.windowMs === 0) flush();
      else if (batch.length > 0) window ??= setTimeout(flush, limits.windowMs);
    },
  };
}
