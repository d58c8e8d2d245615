// A burst of results: all are told, and the mails keep to their rate.

import { PutObjectCommand } from "@aws-sdk/client-s3";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { afterEach, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { resultKeys } from "../../functions/aws/keys.ts";
import { createEvent } from "../../functions/boundary/event.ts";
import { statisticsCalculated, statisticsPublished } from "../../generated/contracts.js";
import { writeStatisticsCalculated } from "../../generated/validators/write-statistics-calculated.js";
import { emulatorClient, queueArn, region } from "../../local/resources.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
afterEach(() => stack.stop());

/** Stores the statistics of a submission, and gives the event that announces them. */
async function calculated(submissionId: string): Promise<object> {
  const Bucket = stack.resources.buckets.results ?? "";
  const Key = resultKeys.statistics(submissionId);
  const body = Buffer.from(
    JSON.stringify({
      $schema: "https://schemas.scoreline.dev/statistics/2.1.0.schema.json",
      source: { sha256: "0".repeat(64), sizeBytes: 15, lineCount: 1 },
      ...describeLines("Quiz1,85,76,90\n"),
    }),
  );
  const { ETag = "" } = await stack.s3.send(new PutObjectCommand({ Bucket, Key, Body: body, ContentType: "application/json" }));
  const at = new Date().toISOString();
  const statistics = { bucket: Bucket, key: Key, etag: ETag, contentType: "application/json", sizeBytes: body.byteLength };
  return createEvent(statisticsCalculated, writeStatisticsCalculated, {
    submissionId,
    contentId: ETag,
    time: at,
    data: { submissionId, submittedAt: at, calculatedAt: at, quizCount: 1, scoreCount: 3, statistics },
  });
}

async function send(events: object[]): Promise<void> {
  const QueueUrl = stack.resources.queueUrls.notification;
  const Entries = events.map((event, index) => ({ Id: String(index), MessageBody: JSON.stringify(event) }));
  await stack.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
}

/** A queue that gets all events as they are; takes so many out of it. */
async function subscribedQueue() {
  const name = "burst-events";
  const { QueueUrl } = await stack.sqs.send(new CreateQueueCommand({ QueueName: name }));
  const sns = new SNSClient({ ...emulatorClient(stack.emulator.url), region });
  const TopicArn = stack.resources.topicArns.events;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queueArn(name), Attributes: { RawMessageDelivery: "true" } }));
  sns.destroy();
  return async (count: number): Promise<string[]> => {
    const bodies: string[] = [];
    while (bodies.length < count) {
      const { Messages = [] } = await stack.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }));
      if (Messages.length === 0) break;
      bodies.push(...Messages.map(({ Body = "" }) => Body));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await stack.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
    return bodies;
  };
}

const { notification } = pipeline.queues;
const mostPerSecond = pipeline.topics.mail?.mostPerSecond ?? 0;

test.each([
  ["5,000 results at once, in batches as pipeline.json has them", 5_000, notification?.batchSize ?? 0],
  ["400 results at once, in batches of ten, which are more than there may be mails in a second", 400, 10],
])(
  "%s: each is in one mail and one event, and no second has more mails than allowed",
  async (_what, results, batchSize) => {
    stack = await startTestStack({
      pipeline: { ...pipeline, queues: { ...pipeline.queues, ...(notification && { notification: { ...notification, batchSize } }) } },
    });
    const take = await subscribedQueue();
    const ids = Array.from({ length: results }, () => uuidV7());
    const announcements: object[][] = [];
    for (let from = 0; from < results; from += 10) announcements.push(await Promise.all(ids.slice(from, from + 10).map(calculated)));
    stack.emulator.requests.clear();
    for (const events of announcements) await send(events);
    await Promise.all(ids.map((id) => stack.mailAbout(id, 150_000)));

    expect(ids.filter((id) => stack.mailsAbout(id) !== 1)).toEqual([]);
    const events = (await take(results)).map((body) => JSON.parse(body));
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set([statisticsPublished.type]));
    expect(events.map(({ data }) => data.submissionId).sort()).toEqual([...ids].sort());

    const mailed = stack.emulator.requests.all.filter(({ operation }) => operation === "Publish").map(({ at }) => at);
    expect(mailed.length).toBeGreaterThanOrEqual(results / batchSize);
    for (const [index, at] of mailed.slice(0, -mostPerSecond).entries())
      expect((mailed[index + mostPerSecond] ?? 0) - at).toBeGreaterThanOrEqual(1_000);
  },
  240_000,
);
