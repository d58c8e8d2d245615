// The whole pipeline on this machine: pipeline.json's topology on the emulator, the built bundles in their own processes, API and inbox.
import { join } from "node:path";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Pipeline } from "../generated/types/pipeline.d.ts";
import { type Emulator, startEmulator } from "./emulator/emulator.ts";
import { startEventSourceMapping } from "./event-source-mapping/event-source-mapping.ts";
import { type HttpApi, startHttpApi } from "./http-api/http-api.ts";
import { type Inbox, startInbox } from "./inbox/inbox.ts";
import { type FunctionDefinition, type LambdaHost, startLambdaHost } from "./lambda/lambda-host.ts";
import { createResources, emulatorClient, queueArn, region } from "./resources.ts";
import { environmentOf, type Resources, resourceName } from "./topology.ts";

export interface StackOptions {
  pipeline: Pipeline;
  /** Folder of the built functions, one folder each. */
  bundles: string;
  /** Ports of the API and the inbox; 0 is any free one. */
  port?: number;
  inboxPort?: number;
  /** Divides every duration of the pipeline. */
  timeScale?: number;
  /** Gets every line that a function prints. */
  log?: (functionName: string, line: string) => void;
}

export interface Stack {
  api: HttpApi;
  inbox: Inbox;
  emulator: Emulator;
  lambda: LambdaHost;
  resources: Resources;
  stop(): Promise<void>;
}

const prefix = "scoreline";
/** The one who gets the mails here. */
const subscriber = "course-team@example.com";
/** A laptop has few cores: more requests at a time than this wait for one another, where Lambda would start more environments. */
const apiEnvironments = 8;

/** Starts everything; where a part cannot start, what was started is stopped again and its error is thrown. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { pipeline, timeScale = 1 } = options;
  let stopping = false;
  // What a part says while the others go down around it helps nobody.
  const log: NonNullable<StackOptions["log"]> = (functionName, line) => {
    if (!stopping) options.log?.(functionName, line);
  };
  const started: { stop(): Promise<void> }[] = [];
  const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    started.push(part);
    return part;
  };
  // All at once: nothing outlives the stack, so nothing has to be finished first.
  const stop = async () => {
    stopping = true;
    await Promise.all(started.splice(0).map((part) => part.stop()));
  };
  try {
    const inbox = keep(await startInbox({ port: options.inboxPort ?? 0 }));
    const emulator = keep(await startEmulator({ timeScale, deliver: inbox.deliver }));
    const resources = await createResources(pipeline, emulator.url, prefix);
    await subscribeInbox(emulator, inbox, resources);
    const functions = functionDefinitions(options, emulator, resources);
    const lambda = keep(await startLambdaHost({ functions, timeScale, log }));
    for (const mapping of startMappings(pipeline, emulator, lambda, resources, timeScale, log)) keep(mapping);
    const api = keep(
      await startHttpApi({
        port: options.port ?? 0,
        routes: pipeline.api.routes.map(({ method, path, function: functionName }) => ({ method, path, functionName })),
        defaultFunctionName: pipeline.api.fallback,
        timeoutSeconds: pipeline.api.timeoutSeconds / timeScale,
        cors: pipeline.api.cors,
        // What comes back with time comes back the sooner; the burst is a number of requests, and stays.
        throttle: { ...pipeline.api.throttle, ratePerSecond: pipeline.api.throttle.ratePerSecond * timeScale },
        invoke: lambda.invoke,
      }),
    );
    await Promise.all(functions.map(({ name }) => lambda.warm(name)));
    return { api, inbox, emulator, lambda, resources, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function functionDefinitions({ pipeline, bundles }: StackOptions, emulator: Emulator, resources: Resources): FunctionDefinition[] {
  return Object.entries(pipeline.functions).map(([name, { memoryMb, timeoutSeconds }]) => ({
    name,
    directory: join(bundles, name),
    memoryMb,
    timeoutSeconds,
    environment: { ...environmentOf(name, pipeline, resources), AWS_ENDPOINT_URL: emulator.url },
    maximumEnvironments: Object.values(pipeline.queues).find(({ consumer }) => consumer === name)?.maximumConcurrency ?? apiEnvironments,
  }));
}

function startMappings(
  pipeline: Pipeline,
  emulator: Emulator,
  lambda: LambdaHost,
  resources: Resources,
  timeScale: number,
  log: (functionName: string, line: string) => void,
) {
  const sqs = new SQSClient(emulatorClient(emulator.url));
  return Object.entries(pipeline.queues).map(([queue, { consumer, batchSize, batchingWindowSeconds, maximumConcurrency }]) =>
    startEventSourceMapping(
      {
        queueUrl: resources.queueUrls[queue] ?? "",
        queueArn: queueArn(resourceName(prefix, queue)),
        functionName: consumer,
        batchSize,
        batchingWindowSeconds,
        maximumConcurrency,
      },
      { sqs, invoke: lambda.invoke, timeScale, log: (line) => log(consumer, line) },
    ),
  );
}

/** Subscribes the inbox to the mails as a person would: by the link in the confirmation mail. */
async function subscribeInbox(emulator: Emulator, inbox: Inbox, { topicArns }: Resources): Promise<void> {
  const sns = new SNSClient({ ...emulatorClient(emulator.url), region });
  const arrived = inbox.waitFor(({ kind }) => kind === "subscription-confirmation");
  await sns.send(new SubscribeCommand({ TopicArn: topicArns.mail, Protocol: "email", Endpoint: subscriber }));
  const [link = ""] = /https?:\/\/\S+Action=ConfirmSubscription\S*/.exec((await arrived).body) ?? [];
  const { ok, status } = await fetch(link);
  if (!ok) throw new Error(`The inbox could not confirm its subscription: ${link} answered ${status}.`);
  sns.destroy();
}
