// The whole pipeline on this machine: its resources on the emulator, the built bundles in their own processes, API and inbox.
import { join } from "node:path";
import { SQSClient } from "@aws-sdk/client-sqs";
import { scopeName, scopesFor } from "../functions/boundary/http/scopes.ts";
import type { StackDefinition } from "./definition.ts";
import { type Emulator, startEmulator } from "./emulator/emulator.ts";
import { startEventSourceMapping } from "./event-source-mapping/event-source-mapping.ts";
import { type HttpApi, type Route, startHttpApi } from "./http-api/http-api.ts";
import { type Inbox, startInbox } from "./inbox/inbox.ts";
import { type FunctionDefinition, type LambdaHost, startLambdaHost } from "./lambda/lambda-host.ts";
import { createResources, emulatorClient, queueArn } from "./resources.ts";
import { subscribeAll } from "./subscribe.ts";
import { environmentIn, type Resources, type Surroundings } from "./topology.ts";

export interface StackOptions {
  definition: StackDefinition;
  /** Folder of the built functions, one folder each. */
  bundles: string;
  /** Ports of the API and the inbox; 0 is any free one. */
  port?: number;
  inboxPort?: number;
  /** Asks for tokens, as AWS does with Cognito; without it the API is open to all. */
  auth?: {
    issuer: string;
    audience: readonly string[];
    /** What the names of scopes begin with: the identifier of the resource server. */
    scopePrefix: string;
  };
  /** Divides every duration of the definition. */
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

/** A laptop has few cores: more requests at a time than this wait for one another, where Lambda would start more environments. */
const apiEnvironments = 8;

/** Starts everything; where a part cannot start, what was started is stopped again and its error is thrown. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { definition, timeScale = 1 } = options;
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
    const resources = await createResources(definition, emulator.url);
    await subscribeAll(definition.subscriptions, { endpoint: emulator.url, inbox, topicArns: resources.topicArns });
    // The API comes first, since functions link to it; a request that is early waits for them.
    const host = Promise.withResolvers<LambdaHost>();
    const { api } = definition;
    const front = keep(
      await startHttpApi({
        port: options.port ?? 0,
        routes: routesOf(options),
        ...(options.auth && { auth: options.auth }),
        defaultFunctionName: api.fallback,
        timeoutSeconds: api.timeoutSeconds / timeScale,
        cors: api.cors,
        // What comes back with time comes back the sooner; the burst is a number of requests, and stays.
        throttle: { ...api.throttle, ratePerSecond: api.throttle.ratePerSecond * timeScale },
        invoke: async (...invocation) => (await host.promise).invoke(...invocation),
      }),
    );
    const functions = functionDefinitions(options, emulator, { ...resources, apiUrl: front.url });
    const lambda = keep(await startLambdaHost({ functions, timeScale, log }));
    host.resolve(lambda);
    for (const mapping of startMappings(definition, emulator, lambda, resources, timeScale, log)) keep(mapping);
    await Promise.all(functions.map(({ name }) => lambda.warm(name)));
    return { api: front, inbox, emulator, lambda, resources, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The routes, with the scopes that their tokens may have where the stack asks for tokens. */
function routesOf({ definition, auth }: StackOptions): Route[] {
  return definition.api.routes.map(({ scope, ...route }) =>
    auth && scope !== undefined ? { ...route, scopes: scopesFor(scope).map((one) => scopeName(auth.scopePrefix, one)) } : route,
  );
}

function functionDefinitions(
  { definition, bundles, auth }: StackOptions,
  emulator: Emulator,
  surroundings: Surroundings,
): FunctionDefinition[] {
  return Object.entries(definition.functions).map(([name, { memoryMb, timeoutSeconds, environment }]) => ({
    name,
    directory: join(bundles, name),
    memoryMb,
    timeoutSeconds,
    environment: {
      ...environmentIn(surroundings, environment),
      ...(auth && "AUTH" in environment && { AUTH: "cognito", AUTH_RESOURCE_SERVER: auth.scopePrefix }),
      AWS_ENDPOINT_URL: emulator.url,
    },
    maximumEnvironments: definition.mappings.find(({ functionName }) => functionName === name)?.maximumConcurrency ?? apiEnvironments,
  }));
}

function startMappings(
  { mappings, queues }: StackDefinition,
  emulator: Emulator,
  lambda: LambdaHost,
  resources: Resources,
  timeScale: number,
  log: (functionName: string, line: string) => void,
) {
  return mappings.map(({ queue, functionName, ...settings }) =>
    startEventSourceMapping(
      { queueUrl: resources.queueUrls[queue] ?? "", queueArn: queueArn(queues[queue]?.name ?? ""), functionName, ...settings },
      {
        // It polls in the function's name, as in AWS.
        sqs: new SQSClient(emulatorClient(emulator.url, functionName)),
        invoke: lambda.invoke,
        timeScale,
        log: (line) => log(functionName, line),
      },
    ),
  );
}
