// The built bundles by themselves: what they need, what they hold, and how much memory they take.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterEach, expect, test } from "@jest/globals";
import { createEvent } from "../../functions/boundary/event.ts";
import { rawDataStored } from "../../generated/contracts.js";
import { writeRawDataStored } from "../../generated/validators/write-raw-data-stored.js";
import { startLambdaHost } from "../../local/lambda/lambda-host.ts";
import { pipeline, startTestStack } from "./test-stack.ts";

const dist = join(import.meta.dirname, "../../dist");
const functions = Object.keys(pipeline.functions);
const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});

test.each([
  ["request-receiver", "RAW_BUCKET, CALCULATION_QUEUE_URL, AUTH are not set."],
  ["analytics-calculator", "RESULTS_BUCKET, NOTIFICATION_QUEUE_URL, CALCULATION_QUEUE_URL, CALCULATION_DEAD_LETTER_QUEUE_URL are not set."],
  [
    "result-notifier",
    "API_URL, RESULTS_BUCKET, MAIL_TOPIC_ARN, EVENTS_TOPIC_ARN, NOTIFICATION_QUEUE_URL, NOTIFICATION_DEAD_LETTER_QUEUE_URL are not set.",
  ],
  ["result-reader", "RAW_BUCKET, RESULTS_BUCKET, AUTH are not set."],
])("%s without its environment does not start, and names every variable that is missing", async (name, message) => {
  const definition = { name, directory: join(dist, name), memoryMb: 512, timeoutSeconds: 5, environment: {}, maximumEnvironments: 1 };
  const host = await startLambdaHost({ functions: [definition] });
  running.push(host);
  await expect(host.warm(name)).rejects.toThrow(message);
});

test.each(functions)("the bundle of %s holds neither Ajv nor TypeBox", (name) => {
  expect(readFileSync(join(dist, name, "index.mjs"), "utf8")).not.toMatch(/TypeBox|strictTypes|allowUnionTypes/);
});

test("score lines larger than the calculator's memory are computed", async () => {
  const calculator = pipeline.functions["analytics-calculator"];
  if (!calculator) throw new Error("pipeline.json has no analytics-calculator.");
  const small = { ...pipeline.functions, "analytics-calculator": { ...calculator, memoryMb: 128 } };
  const stack = await startTestStack({ pipeline: { ...pipeline, functions: small } });
  running.push(stack);

  const line = Buffer.from(`Quiz1${",85,76.25,90,".repeat(7_000)}1\n`);
  const body = Buffer.concat(Array.from({ length: 1_700 }, () => line));
  expect(body.length).toBeGreaterThan(128 * 1024 * 1024);
  const submissionId = "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";
  const place = { bucket: stack.resources.buckets.raw ?? "", key: "large.csv" };
  const { ETag = "" } = await stack.s3.send(new PutObjectCommand({ Bucket: place.bucket, Key: place.key, Body: body }));
  const submittedAt = "2026-11-22T23:40:00.000Z";
  const scores = { ...place, etag: ETag, contentType: "text/csv", sizeBytes: body.length };
  const event = createEvent(rawDataStored, writeRawDataStored, {
    submissionId,
    contentId: ETag,
    time: submittedAt,
    data: { submissionId, submittedAt, scores },
  });
  await stack.sqs.send(new SendMessageCommand({ QueueUrl: stack.resources.queueUrls.calculation, MessageBody: JSON.stringify(event) }));
  const { body: mail } = await stack.mailAbout(submissionId, 60_000);
  expect(mail).toMatch(/^Quiz1 +35701700 +11898300 +1 +85 +83\.7461 +5\.7111 +90$/m);
  expect(stack.logs.join("\n")).not.toMatch(/OutOfMemory|killed/);
}, 90_000);
