// Receives from a queue until it is stopped: sqs-consumer as the poller alone. Its own way with a batch (wait for the handler, then delete
// in one call) allows one batch at a time and ten messages at most, so batches, deletion and concurrency are built outside of it.
import { setTimeout } from "node:timers/promises";
import type { Message, SQSClient } from "@aws-sdk/client-sqs";
import { Consumer } from "sqs-consumer";

export interface QueuePoller {
  /**
   * Ends after the receive in flight, or the wait for `ready`. A receive is not aborted: the messages it has taken would be lost to
   * everybody until they are visible again.
   */
  stop(): Promise<void>;
}

export interface PollerOptions {
  queueUrl: string;
  sqs: SQSClient;
  /** Resolves when messages can be taken: nothing is received before that. */
  ready: () => Promise<void>;
  /** How many messages the next receive may give. */
  wanted: () => number;
  onMessages: (messages: Message[]) => void;
  onError: (error: Error) => void;
}

/** The most that one ReceiveMessage gives. */
const messagesPerReceive = 10;
/** Lambda polls for 20 s; this bounds how long a stop takes. */
const waitTimeSeconds = 1;
const firstPauseMs = 50;
const longestPauseMs = 2_000;

export function pollQueue(options: PollerOptions): QueuePoller {
  const stopping = new AbortController();
  const { signal } = stopping;
  let failures = 0;

  const wanted = () => Math.min(messagesPerReceive, options.wanted());
  const consumer = Consumer.create({
    queueUrl: options.queueUrl,
    sqs: options.sqs,
    waitTimeSeconds,
    batchSize: wanted(),
    messageSystemAttributeNames: ["All"],
    messageAttributeNames: ["All"],
    shouldDeleteMessages: false,
    authenticationErrorTimeout: 0,
    async preReceiveMessageCallback() {
      if (failures > 0) await setTimeout(Math.min(longestPauseMs, firstPauseMs * 2 ** failures), undefined, { signal });
      await options.ready();
      // What is thrown here ends this poll before it has received, and is the error that the listener below passes over.
      signal.throwIfAborted();
    },
    async postReceiveMessageCallback() {
      failures = 0;
    },
    async handleMessageBatch(messages) {
      options.onMessages(messages);
      consumer.updateOption("batchSize", wanted());
      return [];
    },
  });
  consumer.on("error", (error) => {
    if (signal.aborted) return;
    failures += 1;
    options.onError(error);
  });
  consumer.start();

  return {
    async stop() {
      const pollEnded = new Promise<void>((resolve) => {
        consumer.once("response_processed", () => resolve());
        consumer.once("empty", () => resolve());
        consumer.once("error", () => resolve());
      });
      consumer.stop();
      stopping.abort();
      // A poll that is just ending has emitted its last event but still says that it polls until this turn is over.
      await setTimeout(0);
      if (consumer.status.isPolling) await pollEnded;
    },
  };
}
