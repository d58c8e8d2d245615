import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, PublishCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "@jest/globals";
import { emulatorClient } from "../resources.ts";
import { startEmulator } from "./emulator.ts";
import { emulatorUnderTest } from "./emulator-under-test.ts";

const { emulator, s3, sqs, sns } = await emulatorUnderTest();

test("it listens on 127.0.0.1 alone", async () => {
  expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
  // Linux answers on all of 127.0.0.0/8 when a server listens on every address; elsewhere the try ends by itself.
  await expect(fetch(`http://127.0.0.2:${emulator.port}/`, { signal: AbortSignal.timeout(1_000) })).rejects.toThrow();
});

test("a port that is taken is an error with the code EADDRINUSE", async () => {
  await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("it stops at once with a long poll open and connections kept, and the poll ends", async () => {
  const other = await startEmulator({});
  const client = new SQSClient({
    endpoint: other.url,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  try {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: "open" }));
    const waiting = other.requests.next(({ operation }) => operation === "ReceiveMessage");
    const poll = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    const nobodySends = other.requests.next(({ operation }) => operation === "SendMessage");
    await waiting;
    const from = performance.now();
    await other.stop();
    await Promise.allSettled([poll]);
    expect(performance.now() - from).toBeLessThan(2_000);
    await expect(nobodySends).rejects.toThrow("Stopped while waiting for a request.");
  } finally {
    client.destroy();
    await other.stop();
  }
});

test("it keeps the order of the requests, named as AWS names them, with what they were on", async () => {
  const from = Date.now();
  emulator.requests.clear();
  await s3.send(new CreateBucketCommand({ Bucket: "recorded" }));
  await s3.send(new PutObjectCommand({ Bucket: "recorded", Key: "2025/é x.csv", Body: "x" }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "recorded-queue" }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "recorded-topic" }));
  await sns.send(new PublishCommand({ TopicArn, Message: "m" }));
  expect(emulator.requests.all.map(({ service, operation, resource }) => ({ service, operation, resource }))).toEqual([
    { service: "s3", operation: "CreateBucket", resource: "recorded" },
    { service: "s3", operation: "PutObject", resource: "recorded/2025/é x.csv" },
    { service: "sqs", operation: "CreateQueue", resource: "recorded-queue" },
    { service: "sqs", operation: "SendMessage", resource: "recorded-queue" },
    { service: "sns", operation: "CreateTopic", resource: "recorded-topic" },
    { service: "sns", operation: "Publish", resource: "recorded-topic" },
  ]);
  for (const { at } of emulator.requests.all) expect(at).toBeGreaterThanOrEqual(from);
});

test("it keeps who signed a request, a presigned one too, whether it was conditional, and how it was answered", async () => {
  await s3.send(new CreateBucketCommand({ Bucket: "signed" }));
  const { ETag } = await s3.send(new PutObjectCommand({ Bucket: "signed", Key: "k", Body: "x" }));
  const other = new S3Client({ ...emulatorClient(emulator.url, "result-reader"), forcePathStyle: true });
  emulator.requests.clear();
  await other.send(new PutObjectCommand({ Bucket: "signed", Key: "k", Body: "y", IfMatch: ETag }));
  await expect(other.send(new GetObjectCommand({ Bucket: "signed", Key: "none" }))).rejects.toThrow();
  await fetch(await getSignedUrl(other, new GetObjectCommand({ Bucket: "signed", Key: "k" })));
  await fetch(`${emulator.url}/signed/k`);
  other.destroy();
  expect(emulator.requests.all.map(({ by, ifMatch, status }) => ({ by, ifMatch, status }))).toEqual([
    { by: "result-reader", ifMatch: true, status: 200 },
    { by: "result-reader", ifMatch: false, status: 404 },
    { by: "result-reader", ifMatch: false, status: 200 },
    { by: "", ifMatch: false, status: 200 },
  ]);
});

test("one who waits for a request gets the next that matches, and an error when none comes in time", async () => {
  await s3.send(new CreateBucketCommand({ Bucket: "awaited" }));
  const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket: "awaited", Key, Body: "x" }));
  await put("before");
  const next = emulator.requests.next(({ operation, resource }) => operation === "PutObject" && resource !== "awaited/other");
  await put("other");
  await put("after");
  expect(await next).toMatchObject({ resource: "awaited/after" });
  await expect(emulator.requests.next(() => false, 1)).rejects.toThrow("No request matched within 1 ms.");
});

test("fauxqs's own paths answer and are no request of a service", async () => {
  emulator.requests.clear();
  expect(await (await fetch(`${emulator.url}/health`)).json()).toEqual({ status: "ok" });
  expect(emulator.requests.all).toEqual([]);
});
