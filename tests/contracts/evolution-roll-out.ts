// Several builds of the functions on the same queues and buckets, as in a roll-out; the test itself hands the batches over.
import { join } from "node:path";
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { definitionOf } from "../../local/definition.ts";
import { type Emulator, startEmulator } from "../../local/emulator/emulator.ts";
import { batchOutcome } from "../../local/event-source-mapping/batch-outcome.ts";
import { toRecord } from "../../local/event-source-mapping/sqs-record.ts";
import { type HttpApi, startHttpApi } from "../../local/http-api/http-api.ts";
import { type FunctionDefinition, type LambdaHost, startLambdaHost } from "../../local/lambda/lambda-host.ts";
import { createResources, emulatorClient, queueArn } from "../../local/resources.ts";
import { environmentOf, type Resources, resourceName } from "../../local/topology.ts";
import { attributesOf, pipeline } from "../end-to-end/test-stack.ts";
import type { Build } from "./evolution-sources.ts";

/** What a function made of a batch. */
export interface Handled {
  /** How many records it has done; dead ones are done too. */
  done: number;
  /** What it sent on. */
  sent: SQSRecord[];
  /** What it sent to the dead-letter queue, with the reason. */
  dead: Record<string, string | undefined>[];
  /** How many times it published. */
  published: number;
}

export interface RollOut {
  /** Posts score lines to the receiver of a build, which accepts them. */
  submit(build: Build, lines: string[]): Promise<void>;
  /** Takes all messages from a queue, in one receive: at most ten. */
  receive(queue: string): Promise<SQSRecord[]>;
  /** Gives the batch to a build of the function behind the queue, as if nothing of it had been mailed before. */
  handle(build: Build, queue: string, batch: SQSRecord[]): Promise<Handled>;
  stop(): Promise<void>;
}

/** Starts an emulator, and a Lambda host and an API for each build. Nothing polls the queues. */
export async function startRollOut(builds: Build[]): Promise<RollOut> {
  const started: { stop(): Promise<void> }[] = [];
  const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    started.push(part);
    return part;
  };
  const stop = async () => {
    await Promise.all(started.splice(0).map((part) => part.stop()));
  };
  try {
    const emulator = keep(await startEmulator({}));
    const resources = await createResources(definitionOf(pipeline, prefix), emulator.url);
    const hosts = new Map<Build, LambdaHost>();
    const apis = new Map<Build, HttpApi>();
    for (const build of builds) {
      const host = keep(await startLambdaHost({ functions: functionsOf(build, resources, emulator.url) }));
      hosts.set(build, host);
      apis.set(build, keep(await startHttpApi({ routes, defaultFunctionName: pipeline.api.fallback, invoke: host.invoke })));
    }
    const sqs = new SQSClient(emulatorClient(emulator.url));
    const s3 = new S3Client({ ...emulatorClient(emulator.url), forcePathStyle: true });
    keep({ stop: async () => [sqs, s3].forEach((client) => void client.destroy()) });
    const forget = () => forgetTold(s3, resources.buckets.results);
    return { ...rollOut(hosts, apis, emulator, resources, sqs, forget), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function rollOut(
  hosts: Map<Build, LambdaHost>,
  apis: Map<Build, HttpApi>,
  { requests }: Emulator,
  { queueUrls, deadLetterQueueUrls }: Resources,
  sqs: SQSClient,
  forget: () => Promise<void>,
): Omit<RollOut, "stop"> {
  const receive = async (queue: string) => {
    const messages = await take(sqs, queueUrls[queue]);
    return messages.map((message) => toRecord(message, queueArn(resourceName(prefix, queue))));
  };
  return {
    receive,
    submit: async (build, lines) => {
      const { url } = partOf(apis, build);
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}/submissions`, { method: "POST", headers, body: JSON.stringify({ data: lines }) });
      if (response.status !== 202)
        throw new Error(`The receiver in ${build.bundles} answered ${response.status}: ${await response.text()}`);
    },
    handle: async (build, queue, batch) => {
      const functionName = pipeline.queues[queue]?.consumer ?? "";
      await forget();
      requests.clear();
      const { done, problem } = batchOutcome(batch, await partOf(hosts, build).invoke(functionName, { Records: batch }));
      if (problem !== undefined) throw new Error(`${functionName} in ${build.bundles} failed: ${problem}`);
      const sent = await Promise.all((pipeline.functions[functionName]?.sends ?? []).map(receive));
      const dead = await take(sqs, deadLetterQueueUrls[queue]);
      return {
        done: done.length,
        sent: sent.flat(),
        dead: dead.map((message) => ({ body: message.Body, ...attributesOf(message) })),
        published: requests.all.filter(({ operation }) => operation === "Publish").length,
      };
    },
  };
}

const prefix = "scoreline";
const routes = pipeline.api.routes.map(({ method, path, function: functionName }) => ({ method, path, functionName }));

function functionsOf({ bundles }: Build, resources: Resources, endpoint: string): FunctionDefinition[] {
  return Object.entries(pipeline.functions).map(([name, { memoryMb, timeoutSeconds }]) => ({
    name,
    directory: join(bundles, name),
    memoryMb,
    timeoutSeconds,
    environment: { ...environmentOf(name, pipeline, { ...resources, apiUrl: endpoint }), AWS_ENDPOINT_URL: endpoint },
    maximumEnvironments: 1,
  }));
}

function partOf<Part>(parts: Map<Build, Part>, build: Build): Part {
  const part = parts.get(build);
  if (part === undefined) throw new Error(`The build in ${build.folder} takes no part in this roll-out.`);
  return part;
}

/** Removes the markers of what was told. */
async function forgetTold(s3: S3Client, Bucket: string | undefined): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  for (const { Key } of Contents) if (/(notified|published)$/.test(Key ?? "")) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

async function take(sqs: SQSClient, QueueUrl: string | undefined): Promise<Message[]> {
  const receive = { QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All" as const], MessageAttributeNames: ["All"] };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(receive));
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages;
}
