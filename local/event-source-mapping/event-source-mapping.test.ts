import { ChangeMessageVisibilityCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "@jest/globals";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { hostOf } from "../lambda/test-functions.ts";
import { type MappingDefinition, startEventSourceMapping } from "./event-source-mapping.ts";
import { counter, depth, mapTo, receive, send, startSqs } from "./test-queues.ts";

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `message ${index}`);

test("of 100 messages the 93 good ones are handled once and the 7 poisonous ones lie in the DLQ after maxReceiveCount tries", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue({ visibilitySeconds: 1, maxReceiveCount: 3 });
  const isPoison = (body: string): boolean => Number(body.split(" ")[1]) % 15 === 0;
  const tries = new Map<string, number>();
  mapTo(
    sqs.client,
    queue,
    ({ Records }: SQSEvent) => {
      for (const { body } of Records) tries.set(body, (tries.get(body) ?? 0) + 1);
      return {
        batchItemFailures: Records.filter(({ body }) => isPoison(body)).map(({ messageId }) => ({ itemIdentifier: messageId })),
      };
    },
    { maximumConcurrency: 3 },
  );
  await send(sqs.client, queue.url, numbered(100));

  const dead = await receive(sqs.client, queue.dlqUrl, 7);
  expect(dead.map(({ Body = "" }) => Body).sort()).toEqual(numbered(100).filter(isPoison).sort());
  expect(tries.size).toBe(100);
  for (const [body, count] of tries) expect({ body, count }).toEqual({ body, count: isPoison(body) ? 3 : 1 });
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 0 });
});

test("a bundle in the Lambda host gets the messages and its answer decides", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue({ visibilitySeconds: 1, maxReceiveCount: 1 });
  const handled = counter();
  const host = await hostOf(
    `export const handler = async ({ Records }) => {
      for (const { body } of Records) console.log(body);
      return { batchItemFailures: Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };`,
    { log: () => handled.add() },
  );
  const mapping = startEventSourceMapping(
    {
      queueUrl: queue.url,
      queueArn: queue.arn,
      functionName: "tested",
      batchSize: 10,
      batchingWindowSeconds: 0,
      maximumConcurrency: 2,
    },
    { sqs: sqs.client, invoke: host.invoke },
  );
  await send(sqs.client, queue.url, ["good", "bad"]);
  await handled.reaches(2);
  expect(await receive(sqs.client, queue.dlqUrl, 1)).toMatchObject([{ Body: "bad" }]);
  await mapping.stop();
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 0 });
});

test("a record has the shape that Lambda gives it", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  const received = Promise.withResolvers<SQSRecord[]>();
  mapTo(sqs.client, queue, ({ Records }) => received.resolve(Records));
  const before = Date.now();
  const { MessageId, MD5OfMessageBody, MD5OfMessageAttributes } = await sqs.client.send(
    new SendMessageCommand({
      QueueUrl: queue.url,
      MessageBody: '{"id":1}',
      MessageAttributes: {
        reason: { DataType: "String", StringValue: "contract" },
        bytes: { DataType: "Binary", BinaryValue: Buffer.from([0, 255]) },
      },
    }),
  );
  const timestamp = expect.stringMatching(/^\d{13}$/);
  const [record] = await received.promise;
  expect(record).toEqual({
    messageId: MessageId,
    receiptHandle: expect.any(String),
    body: '{"id":1}',
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: timestamp,
      SenderId: expect.any(String),
      ApproximateFirstReceiveTimestamp: timestamp,
    },
    messageAttributes: {
      reason: { stringValue: "contract", stringListValues: [], binaryListValues: [], dataType: "String" },
      bytes: { binaryValue: "AP8=", stringListValues: [], binaryListValues: [], dataType: "Binary" },
    },
    md5OfBody: MD5OfMessageBody,
    md5OfMessageAttributes: MD5OfMessageAttributes,
    eventSource: "aws:sqs",
    eventSourceARN: queue.arn,
    awsRegion: "us-east-1",
  });
  expect(Number(record?.attributes.SentTimestamp)).toBeGreaterThanOrEqual(before);
});

test("a batch of 25 is gathered by several receives and is invoked as soon as it is full", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  await send(sqs.client, queue.url, numbered(50));
  const sizes: number[] = [];
  const batches = counter();
  mapTo(
    sqs.client,
    queue,
    ({ Records }) => {
      sizes.push(Records.length);
      batches.add();
    },
    { batchSize: 25, batchingWindowSeconds: 60 },
  );
  await batches.reaches(2);
  expect(sizes).toEqual([25, 25]);
});

test("a batch that is not full is invoked when its scaled window closes", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  const invoked = Promise.withResolvers<string[]>();
  mapTo(sqs.client, queue, ({ Records }) => invoked.resolve(Records.map(({ body }) => body)), {
    batchSize: 25,
    batchingWindowSeconds: 5,
    timeScale: 10,
  });
  const sent = performance.now();
  await send(sqs.client, queue.url, numbered(12));
  expect((await invoked.promise).sort()).toEqual(numbered(12).sort());
  expect(performance.now() - sent).toBeGreaterThan(490);
  expect(performance.now() - sent).toBeLessThan(1_500);
});

test("what fails comes back as soon as the function makes it visible", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue({ visibilitySeconds: 600 });
  const counts: string[] = [];
  const tries = counter();
  mapTo(sqs.client, queue, async ({ Records }) => {
    for (const { receiptHandle, attributes } of Records) {
      counts.push(attributes.ApproximateReceiveCount);
      await sqs.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
      );
    }
    tries.add();
    if (tries.count < 3) throw new Error("not yet");
  });
  await send(sqs.client, queue.url, ["one"]);
  await tries.reaches(3);
  expect(counts).toEqual(["1", "2", "3"]);
});

test("at most maximumConcurrency batches are in flight, and no message is taken that nobody can handle yet", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  await send(sqs.client, queue.url, numbered(50));
  const started = counter();
  const release: (() => void)[] = [];
  const handled = counter();
  mapTo(sqs.client, queue, async ({ Records }) => {
    started.add();
    await new Promise<void>((resolve) => release.push(resolve));
    handled.add(Records.length);
  });
  await started.reaches(2);
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 30, inFlight: 20 });
  release.shift()?.();
  await started.reaches(3);
  expect(release).toHaveLength(2);
  while (handled.count < 50) {
    release.shift()?.();
    await handled.reaches(Math.min(50, handled.count + 1));
    if (started.count < 5) await started.reaches(started.count + 1);
  }
  expect(started.count).toBe(5);
});

test.each<[string, Partial<MappingDefinition>]>([
  ["a batch above ten without a window", { batchSize: 11 }],
  ["no batch", { batchSize: 0 }],
  ["a batch above 10,000", { batchSize: 10_001, batchingWindowSeconds: 1 }],
  ["a window above 300 s", { batchingWindowSeconds: 301 }],
  ["a concurrency of 1", { maximumConcurrency: 1 }],
  ["a FIFO queue", { queueUrl: "http://127.0.0.1:9/000000000000/queue.fifo" }],
])("%s is refused", async (_, settings) => {
  const { client } = await startSqs();
  expect(() => mapTo(client, { url: "http://127.0.0.1:9/q", arn: "" }, () => {}, settings)).toThrow(RangeError);
});
