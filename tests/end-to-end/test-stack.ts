// The whole stack for a test, and what a test does with it: submit, read mails, look into S3 and the queues.
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import type { Pipeline } from "../../generated/types/pipeline.d.ts";
import type { SubmissionAccepted } from "../../generated/types/submission-accepted.d.ts";
import { readPipeline } from "../../generated/validators/read-pipeline.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { definitionOf } from "../../local/definition.ts";
import type { Mail } from "../../local/emulator/mail.ts";
import { emulatorClient } from "../../local/resources.ts";
import { type Stack, type StackOptions, startStack } from "../../local/stack.ts";
import pipelineFile from "../../pipeline.json" with { type: "json" };

export const pipeline: Pipeline = accept("pipeline", readPipeline, pipelineFile);

export interface TestStack extends Stack {
  s3: S3Client;
  sqs: SQSClient;
  /** What the functions printed. */
  logs: string[];
  /** Waits until the functions have printed a line that holds all of `parts`. */
  logged(...parts: string[]): Promise<void>;
  /** Posts score lines, as JSON. */
  post(lines: string[]): Promise<Response>;
  /** Posts score lines that are accepted. */
  submit(lines: string[]): Promise<SubmissionAccepted>;
  /** The first mail that reports a submission. */
  mailAbout(submissionId: string, timeoutMs?: number): Promise<Mail>;
  /** When the mail about a submission, or about any, is sent and marked: ask before the submission is sent. */
  mailMarked(submissionId?: string): Promise<unknown>;
  /** How many mails report a submission. */
  mailsAbout(submissionId: string): number;
  /** The keys of a bucket. */
  keys(bucket: string): Promise<string[]>;
  /** An object, as text. */
  text(bucket: string, key: string): Promise<string>;
  /** Takes so many messages out of a queue's dead-letter queue, waiting for them. */
  takeDead(queue: string, count: number): Promise<Message[]>;
  /** Takes messages out of a queue's dead-letter queue until one is the one that is waited for; others may be news of what failed before. */
  takeDeadUntil(queue: string, isTheOne: (body: string) => boolean): Promise<Message>;
}

/** Starts the stack on free ports, with the bundles that `npm run build` made, or others. */
export async function startTestStack(
  options: Partial<Pick<StackOptions, "definition" | "bundles" | "timeScale" | "auth">> & { pipeline?: Pipeline } = {},
): Promise<TestStack> {
  const { pipeline: described = pipeline, definition = definitionOf(described, "scoreline"), ...settings } = options;
  const logs: string[] = [];
  const lines = new EventEmitter();
  const stack = await startStack({
    definition,
    bundles: join(import.meta.dirname, "../../dist"),
    log: (functionName, line) => {
      logs.push(`${functionName} ${line}`);
      lines.emit("line");
    },
    ...settings,
  });
  const s3 = new S3Client({ ...emulatorClient(stack.emulator.url), forcePathStyle: true });
  const sqs = new SQSClient(emulatorClient(stack.emulator.url));
  // A report names its submission at its end, a digest at the beginning of a line; a correction names another elsewhere.
  const reports = ({ body }: Mail, submissionId: string) => new RegExp(`^(Submission )?${submissionId}( |$)`, "m").test(body);

  const post = (lines: string[]) => postBody(stack, JSON.stringify({ data: lines }));
  return {
    ...stack,
    s3,
    sqs,
    logs,
    logged: async (...parts) => {
      const isThere = () => logs.some((line) => parts.every((part) => line.includes(part)));
      for (const signal = AbortSignal.timeout(20_000); !isThere(); ) await once(lines, "line", { signal });
    },
    post,
    submit: async (lines) => {
      const response = await post(lines);
      const body: unknown = await response.json();
      if (response.status !== 202) throw new Error(`Not accepted: ${response.status} ${JSON.stringify(body)}`);
      return accept("submission-accepted", readSubmissionAccepted, body);
    },
    mailAbout: (submissionId, timeoutMs) => stack.inbox.waitFor((mail) => reports(mail, submissionId), timeoutMs),
    mailMarked: async (submissionId) => {
      const marker = submissionId === undefined ? "/notified" : resultKeys.notified(submissionId);
      const written = () =>
        stack.emulator.requests.next(({ operation, resource }) => operation === "PutObject" && resource.endsWith(marker), 25_000);
      // It is claimed first.
      await written();
      await written();
    },
    mailsAbout: (submissionId) => stack.inbox.mails.filter((mail) => reports(mail, submissionId)).length,
    keys: async (bucket) => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: stack.resources.buckets[bucket] }));
      return Contents.map(({ Key = "" }) => Key);
    },
    text: async (bucket, key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: stack.resources.buckets[bucket], Key: key }));
      return (await Body?.transformToString()) ?? "";
    },
    takeDead: (queue, count) => takeMessages(sqs, stack.resources.deadLetterQueueUrls[queue] ?? "", count),
    takeDeadUntil: async (queue, isTheOne) => {
      for (;;) {
        const [message] = await takeMessages(sqs, stack.resources.deadLetterQueueUrls[queue] ?? "", 1);
        if (message?.Body !== undefined && isTheOne(message.Body)) return message;
      }
    },
    stop: async () => {
      s3.destroy();
      sqs.destroy();
      await stack.stop();
    },
  };
}

/** Posts a body to /submissions. */
export function postBody(stack: Stack, body: string | Uint8Array<ArrayBuffer>, contentType = "application/json"): Promise<Response> {
  return fetch(`${stack.api.url}/submissions`, { method: "POST", headers: { "content-type": contentType }, body });
}

async function takeMessages(sqs: SQSClient, queueUrl: string, count: number): Promise<Message[]> {
  const taken: Message[] = [];
  const deadline = Date.now() + 20_000;
  while (taken.length < count) {
    if (Date.now() > deadline) throw new Error(`${taken.length} of ${count} messages came to ${queueUrl}.`);
    const receive = { QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2, MessageAttributeNames: ["All"] };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(receive));
    for (const message of Messages) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
      taken.push(message);
    }
  }
  return taken;
}

/** A message's attributes as plain text. */
export function attributesOf(message: Message): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]));
}
