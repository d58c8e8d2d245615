// Submissions that do not come through the API: score lines that it would refuse, lines that are gone, events that nobody sends.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { rawKeys } from "../../functions/aws/keys.ts";
import { createEvent } from "../../functions/boundary/event.ts";
import { rawDataStored } from "../../generated/contracts.js";
import type { RawDataStored, RawDataStoredData } from "../../generated/types/raw-data-stored.d.ts";
import { writeRawDataStored } from "../../generated/validators/write-raw-data-stored.js";
import type { TestStack } from "./test-stack.ts";

export const submittedAt = "2026-11-22T23:40:00.000Z";

type Said = Partial<Pick<RawDataStoredData, "title" | "course" | "replaces" | "options">>;

/** The event of a submission whose score lines are stored, or (without lines) only announced. */
export async function announcement(stack: TestStack, submissionId: string, lines?: string, said: Said = {}): Promise<RawDataStored> {
  const place = { bucket: stack.resources.buckets.raw ?? "", key: rawKeys.scores(submissionId) };
  const put = new PutObjectCommand({ Bucket: place.bucket, Key: place.key, Body: lines ?? "" });
  const etag = lines === undefined ? '"gone"' : ((await stack.s3.send(put)).ETag ?? "");
  const scores = { ...place, etag, contentType: "text/csv", sizeBytes: Buffer.byteLength(lines ?? "") };
  return createEvent(rawDataStored, writeRawDataStored, {
    submissionId,
    contentId: etag,
    time: submittedAt,
    data: { submissionId, submittedAt, ...said, scores },
  });
}

/** Sends a message to a queue, as JSON unless it is text. */
export async function send(stack: TestStack, queue: string, message: object | string): Promise<void> {
  const body = typeof message === "string" ? message : JSON.stringify(message);
  await stack.sqs.send(new SendMessageCommand({ QueueUrl: stack.resources.queueUrls[queue], MessageBody: body }));
}
