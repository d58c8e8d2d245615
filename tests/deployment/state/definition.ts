// A deployment as the local stack takes it, so that the two can be compared, and the local one be made from it.
import type { QueueDefinition, StackDefinition } from "../../../local/definition.ts";
import type { Place } from "../../../local/topology.ts";
import type { Deployed } from "./deployed.ts";
import type { DeployedFunction } from "./functions.ts";
import type { Queue } from "./messaging.ts";
import { shortNameOf } from "./short-names.ts";

/** Throws where two resources have the same short name, or one has none. */
export function definitionOfDeployed(deployed: Deployed): StackDefinition {
  const short = (name: string): string => {
    const found = shortNameOf(name, deployed);
    if (found === undefined) throw new Error(`${name} does not begin with "${deployed.prefix}-".`);
    return found;
  };
  const byShortName = <Thing extends { name: string }, Value>(things: Thing[], value: (thing: Thing) => Value): Record<string, Value> => {
    const entries = things.map((thing) => [short(thing.name), value(thing)] as const);
    const map = Object.fromEntries(entries);
    if (Object.keys(map).length < entries.length) throw new Error(`Two of ${things.map(({ name }) => name).join(", ")} mean the same.`);
    return map;
  };
  const shortOfQueue = (arn: string) => {
    const queue = deployed.queues.find((candidate) => candidate.arn === arn);
    return queue === undefined ? arn : short(queue.name);
  };
  return {
    buckets: byShortName(deployed.buckets, ({ name }) => name),
    topics: byShortName(topicsOfFlow(deployed), ({ name }) => name),
    queues: byShortName(queuesOfFlow(deployed), (queue) => queueDefinition(queue, shortOfQueue)),
    subscriptions: deployed.subscriptions
      .filter(({ topicArn }) => topicsOfFlow(deployed).some(({ arn }) => arn === topicArn))
      .map(({ topicArn, ...rest }) => ({ topic: short(topicArn.split(":").at(-1) ?? ""), ...rest })),
    functions: byShortName(deployed.functions, ({ memoryMb, timeoutSeconds, environment }) => ({
      memoryMb,
      timeoutSeconds,
      environment: Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, placeOf(value, deployed, short)])),
    })),
    mappings: deployed.mappings.map(({ queueArn, functionArn, batchSize, batchingWindowSeconds, maximumConcurrency = 0 }) => ({
      queue: shortOfQueue(queueArn),
      functionName: shortOfFunction(deployed, (candidate) => isInvokedBy(functionArn, candidate), short) ?? functionArn,
      batchSize,
      batchingWindowSeconds,
      maximumConcurrency,
    })),
    api: apiDefinition(deployed, short),
  };
}

/** The queues that functions work on, and their dead-letter queues: what a topic could not deliver is no part of the flow. */
export function queuesOfFlow({ queues, subscriptions }: Deployed): Deployed["queues"] {
  return queues.filter(({ arn, redriveAllow }) => {
    const keepsUndelivered =
      redriveAllow?.permission === "denyAll" || subscriptions.some(({ attributes }) => attributes.RedrivePolicy?.includes(arn));
    return !keepsUndelivered;
  });
}

/** The topics that functions publish to: the one for alarms is none of them. */
export function topicsOfFlow({ topics, alarms }: Deployed): Deployed["topics"] {
  return topics.filter(({ arn }) => !alarms.some(({ actions }) => actions.includes(arn)));
}

function queueDefinition(queue: Queue, shortOf: (arn: string) => string): QueueDefinition {
  const { name, visibilityTimeoutSeconds, retentionSeconds, redrive } = queue;
  return {
    name,
    visibilityTimeoutSeconds,
    retentionSeconds,
    ...(redrive && { redrive: { queue: shortOf(redrive.targetArn), maxReceiveCount: redrive.maxReceiveCount } }),
  };
}

/** What a value stands for; the text itself where it is nothing's place. */
function placeOf(value: string, { buckets, queues, topics, api }: Deployed, short: (name: string) => string): Place {
  const bucket = buckets.find(({ name }) => name === value);
  if (bucket) return { bucket: short(bucket.name) };
  const topic = topics.find(({ arn }) => arn === value);
  if (topic) return { topicArn: short(topic.name) };
  if (api.endpoint === value) return { apiUrl: true };
  const queue = queues.find(({ url }) => url === value);
  if (queue === undefined) return { text: value };
  const source = queues.find(({ redrive }) => redrive?.targetArn === queue.arn);
  return source ? { deadLetterQueueUrl: short(source.name) } : { queueUrl: short(queue.name) };
}

/** By the function itself or one of its aliases. */
function isInvokedBy(functionArn: string, { arn, aliases }: DeployedFunction): boolean {
  return arn === functionArn || aliases.some((alias) => alias.arn === functionArn);
}

function shortOfFunction(
  { functions }: Deployed,
  isMeant: (candidate: DeployedFunction) => boolean,
  short: (name: string) => string,
): string | undefined {
  const found = functions.find(isMeant);
  return found && short(found.name);
}

function apiDefinition(deployed: Deployed, short: (name: string) => string): StackDefinition["api"] {
  const { routes, cors, stages } = deployed.api;
  const targetOf = (uri: string) =>
    shortOfFunction(deployed, ({ aliases }) => aliases.some(({ invokeArn }) => invokeArn === uri), short) ?? uri;
  const [stage] = stages;
  return {
    timeoutSeconds: Math.max(...routes.map(({ timeoutMs }) => timeoutMs)) / 1000,
    routes: routes
      .filter(({ key }) => key !== "$default")
      .map(({ key, integrationUri }) => {
        const [method = "", path = ""] = key.split(" ");
        return { method, path, functionName: targetOf(integrationUri) };
      }),
    fallback: targetOf(routes.find(({ key }) => key === "$default")?.integrationUri ?? "none"),
    cors,
    throttle: stage?.throttle ?? { ratePerSecond: 0, burst: 0 },
  };
}
