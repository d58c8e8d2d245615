import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, PublishCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "./emulator-under-test.ts";

const { emulator, config, s3, sqs, sns } = await emulatorUnderTest();
const retrying = new S3Client({ ...config, maxAttempts: 3, forcePathStyle: true });
const Bucket = "faults";
const put = (Key: string, client = s3, input: { IfNoneMatch?: string } = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...input }));

beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));
afterEach(() => emulator.faults.clear());
afterAll(() => retrying.destroy());

test("a fault of S3 is 503 SlowDown unless it says otherwise, and nothing is done", async () => {
  emulator.faults.add({ service: "s3", operation: "PutObject" });
  expect(await failureOf(put("refused"))).toEqual({ name: "SlowDown", status: 503 });
  emulator.faults.clear();
  expect(await failureOf(s3.send(new GetObjectCommand({ Bucket, Key: "refused" })))).toMatchObject({ name: "NoSuchKey" });
});

test("it may be any error, of a HEAD too, whose status is all that its answer tells", async () => {
  emulator.faults.add({ service: "s3", operation: "GetObject", failure: { status: 403, code: "AccessDenied" } });
  emulator.faults.add({ service: "s3", operation: "HeadObject", failure: { status: 403, code: "AccessDenied" } });
  expect(await failureOf(s3.send(new GetObjectCommand({ Bucket, Key: "any" })))).toEqual({ name: "AccessDenied", status: 403 });
  expect(await failureOf(s3.send(new HeadObjectCommand({ Bucket, Key: "any" })))).toMatchObject({ status: 403 });
});

test("SQS and SNS fail in their own shapes", async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "faults" }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "faults" }));
  emulator.faults.add({ service: "sqs", operation: "SendMessage" });
  emulator.faults.add({ service: "sns", operation: "Publish" });
  expect(await failureOf(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" })))).toEqual({
    name: "ServiceUnavailable",
    status: 503,
  });
  expect(await failureOf(sns.send(new PublishCommand({ TopicArn, Message: "m" })))).toEqual({
    name: "InternalErrorException",
    status: 500,
  });
});

test("it is spent after so many times, so that the SDK's third try succeeds", async () => {
  emulator.faults.add({ service: "s3", operation: "PutObject", times: 2 });
  const { $metadata } = await put("third-try", retrying);
  expect($metadata.attempts).toBe(3);
});

test("it hits only the requests that match, and none after it is removed", async () => {
  const remove = emulator.faults.add({ service: "s3", operation: "PutObject", match: ({ resource }) => resource === `${Bucket}/this` });
  await put("other");
  expect(await failureOf(put("this"))).toMatchObject({ name: "SlowDown" });
  remove();
  await put("this");
});

test("it may drop the connection with nothing done", async () => {
  emulator.faults.add({ service: "s3", operation: "PutObject", times: 1, failure: "drop" });
  expect(await failureOf(put("dropped"))).toEqual({ name: "Error", status: undefined });
  await put("dropped", s3, { IfNoneMatch: "*" });
});

test("it may drop the answer of what was done, so that a conditional write repeated by the SDK meets itself", async () => {
  emulator.faults.add({ service: "s3", operation: "PutObject", times: 1, failure: "drop-answer" });
  expect(await failureOf(put("answer-lost", retrying, { IfNoneMatch: "*" }))).toEqual({ name: "PreconditionFailed", status: 412 });
});
