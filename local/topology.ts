// What pipeline.json's names are called in the world, and the environment variables that follow from them.
import type { Pipeline } from "../generated/types/pipeline.d.ts";

/** Where each named resource is to be found. */
export interface Resources {
  buckets: Record<string, string>;
  queueUrls: Record<string, string>;
  deadLetterQueueUrls: Record<string, string>;
  topicArns: Record<string, string>;
}

/** The name of a resource: the same rule for every kind. */
export function resourceName(prefix: string, name: string): string {
  return `${prefix}-${name}`;
}

export function deadLetterQueueName(prefix: string, queue: string): string {
  return resourceName(prefix, `${queue}-dead-letter`);
}

/**
 * The environment of a function: {BUCKET}_BUCKET for what it reads or writes, {QUEUE}_QUEUE_URL for what it sends to or consumes,
 * {QUEUE}_DEAD_LETTER_QUEUE_URL for what it consumes, {TOPIC}_TOPIC_ARN for what it publishes to.
 */
export function environmentOf(functionName: string, pipeline: Pipeline, resources: Resources): Record<string, string> {
  const settings = known(pipeline.functions, functionName, "function");
  const consumed = Object.keys(pipeline.queues).filter((queue) => pipeline.queues[queue]?.consumer === functionName);
  const variables = (names: string[], suffix: string, places: Record<string, string>) =>
    names.map((name) => [variableName(name, suffix), known(places, name, suffix)] as const);
  return Object.fromEntries([
    ...variables([...settings.reads, ...settings.writes], "BUCKET", resources.buckets),
    ...variables([...settings.sends, ...consumed], "QUEUE_URL", resources.queueUrls),
    ...variables(consumed, "DEAD_LETTER_QUEUE_URL", resources.deadLetterQueueUrls),
    ...variables(settings.publishes, "TOPIC_ARN", resources.topicArns),
  ]);
}

function variableName(name: string, suffix: string): string {
  return `${name.toUpperCase().replaceAll("-", "_")}_${suffix}`;
}

function known<Value>(map: Record<string, Value>, name: string, what: string): Value {
  const value = map[name];
  if (value === undefined) throw new Error(`pipeline.json speaks of "${name}" (${what}), which it does not define.`);
  return value;
}
