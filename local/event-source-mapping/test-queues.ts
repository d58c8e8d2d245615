// Queues for tests: SQS of the emulator on a free port, its client, and mappings on it. After each test all of it is gone.
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach } from "@jest/globals";
import type { SQSEvent } from "aws-lambda";
import { buildApp } from "fauxqs";
import type { InvokeResult } from "../lambda/lambda-host.ts";
import { type EventSourceMapping, type MappingDefinition, startEventSourceMapping } from "./event-source-mapping.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

export interface Sqs {
  client: SQSClient;
  /** A queue with this visibility time-out and, with `maxReceiveCount`, a dead-letter queue. */
  createQueue(options?: { visibilitySeconds?: number; maxReceiveCount?: number }): Promise<{ url: string; arn: string; dlqUrl: string }>;
}

export async function startSqs(): Promise<Sqs> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ host: "127.0.0.1", port: 0 });
  cleanUps.push(() => app.close());
  const client = new SQSClient({ endpoint, region: "us-east-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  cleanUps.push(() => client.destroy());
  let count = 0;

  async function create(Attributes: Record<string, string>): Promise<{ url: string; arn: string }> {
    count += 1;
    await client.send(new CreateQueueCommand({ QueueName: `queue-${count}`, Attributes }));
    return { url: `${endpoint}/000000000000/queue-${count}`, arn: `arn:aws:sqs:us-east-1:000000000000:queue-${count}` };
  }

  return {
    client,
    async createQueue({ visibilitySeconds = 30, maxReceiveCount = 1_000 } = {}) {
      const dlq = await create({});
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount });
      return { ...(await create({ VisibilityTimeout: String(visibilitySeconds), RedrivePolicy })), dlqUrl: dlq.url };
    },
  };
}

/** Starts a mapping that hands its events to a plain function, whose return is the payload and whose throw is a rejected invocation. */
export function mapTo(
  sqs: SQSClient,
  queue: { url: string; arn: string },
  handle: (event: SQSEvent) => unknown,
  settings: Partial<MappingDefinition> & { timeScale?: number; log?: (line: string) => void } = {},
): EventSourceMapping {
  const { timeScale = 1, log, ...definition } = settings;
  const mapping = startEventSourceMapping(
    {
      queueUrl: queue.url,
      queueArn: queue.arn,
      functionName: "tested",
      batchSize: 10,
      batchingWindowSeconds: 0,
      maximumConcurrency: 2,
      ...definition,
    },
    {
      sqs,
      // The mapping builds the event; what it built is what the test looks at.
      invoke: async (_functionName, event): Promise<InvokeResult> => ({ ok: true, payload: await handle(Object(event)) }),
      timeScale,
      ...(log ? { log } : {}),
    },
  );
  cleanUps.push(() => mapping.stop());
  return mapping;
}

export async function send(sqs: SQSClient, queueUrl: string, bodies: string[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += 10) {
    const Entries = bodies.slice(start, start + 10).map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}

/** Receives until there are `count` messages, which stay in flight. */
export async function receive(sqs: SQSClient, queueUrl: string, count: number): Promise<Message[]> {
  const messages: Message[] = [];
  while (messages.length < count) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    messages.push(...Messages);
  }
  return messages;
}

/** Messages in the queue, visible and in flight. */
export async function depth(sqs: SQSClient, queueUrl: string): Promise<{ visible: number; inFlight: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
  return { visible: Number(ApproximateNumberOfMessages), inFlight: Number(ApproximateNumberOfMessagesNotVisible) };
}

/** Counts what happens, and lets a test wait for the n-th time. */
export function counter(): { count: number; add(by?: number): void; reaches(count: number): Promise<void> } {
  let change = Promise.withResolvers<void>();
  return {
    count: 0,
    add(by = 1) {
      this.count += by;
      change.resolve();
      change = Promise.withResolvers();
    },
    async reaches(count) {
      while (this.count < count) await change.promise;
    },
  };
}
