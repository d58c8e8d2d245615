// Everything that a stack is made of, as plain data: what pipeline.json says, or what was deployed. Parts speak of one another by short names
// (`calculation`), so that two stacks with other names in the world can be compared.
import type { Cors, Pipeline, Throttle } from "../generated/types/pipeline.d.ts";
import { type Auth, deadLetterQueueName, deadLettersOf, type Place, placesOf, resourceName } from "./topology.ts";

export interface StackDefinition {
  /** Names in the world, by short name. */
  buckets: Record<string, string>;
  topics: Record<string, string>;
  /** By short name, dead-letter queues among them: `calculation-dead-letter`. */
  queues: Record<string, QueueDefinition>;
  subscriptions: SubscriptionDefinition[];
  functions: Record<string, { memoryMb: number; timeoutSeconds: number; environment: Record<string, Place> }>;
  mappings: {
    queue: string;
    functionName: string;
    batchSize: number;
    batchingWindowSeconds: number;
    maximumConcurrency: number;
  }[];
  api: {
    timeoutSeconds: number;
    /** `scope` is what a token has to be for, where the stack asks for tokens. */
    routes: { method: string; path: string; functionName: string; scope?: string }[];
    /** The function of `$default`. */
    fallback: string;
    cors: Cors;
    throttle: Throttle;
  };
}

export interface QueueDefinition {
  /** In the world. */
  name: string;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  /** Where it puts what was received too often, by short name. */
  redrive?: { queue: string; maxReceiveCount: number };
}

export interface SubscriptionDefinition {
  /** By short name. */
  topic: string;
  protocol: string;
  endpoint: string;
  /** As SNS calls them: `FilterPolicy`, `RawMessageDelivery`. */
  attributes: Record<string, string>;
}

/** The one who gets the mails here. */
const subscriber = "course-team@example.com";
const daySeconds = 86_400;
/** What SQS takes where nobody says. */
export const defaultVisibilitySeconds = 30;

/** What pipeline.json describes, under names that begin with `prefix`. */
export function definitionOf(pipeline: Pipeline, prefix: string, auth: Auth = { kind: "none" }): StackDefinition {
  const named = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [name, resourceName(prefix, name)]));
  const queues = Object.entries(pipeline.queues);
  return {
    buckets: named(pipeline.buckets),
    topics: named(pipeline.topics),
    queues: Object.fromEntries(
      queues.flatMap(([queue, settings]): [string, QueueDefinition][] => [
        [
          queue,
          {
            name: resourceName(prefix, queue),
            visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
            retentionSeconds: settings.retentionDays * daySeconds,
            redrive: { queue: deadLettersOf(queue), maxReceiveCount: settings.maxReceiveCount },
          },
        ],
        [
          deadLettersOf(queue),
          {
            name: deadLetterQueueName(prefix, queue),
            visibilityTimeoutSeconds: defaultVisibilitySeconds,
            retentionSeconds: settings.deadLetterRetentionDays * daySeconds,
          },
        ],
      ]),
    ),
    subscriptions: [{ topic: "mail", protocol: "email", endpoint: subscriber, attributes: {} }],
    functions: Object.fromEntries(
      Object.entries(pipeline.functions).map(([name, { memoryMb, timeoutSeconds }]) => [
        name,
        { memoryMb, timeoutSeconds, environment: placesOf(name, pipeline, auth) },
      ]),
    ),
    mappings: queues.map(([queue, { consumer, batchSize, batchingWindowSeconds, maximumConcurrency }]) => ({
      queue,
      functionName: consumer,
      batchSize,
      batchingWindowSeconds,
      maximumConcurrency,
    })),
    api: {
      timeoutSeconds: pipeline.api.timeoutSeconds,
      routes: pipeline.api.routes.map(({ method, path, function: functionName, scope }) => ({
        method,
        path,
        functionName,
        ...(scope !== undefined && { scope }),
      })),
      fallback: pipeline.api.fallback,
      cors: pipeline.api.cors,
      throttle: pipeline.api.throttle,
    },
  };
}
