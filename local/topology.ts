// What pipeline.json's names are called in the world, and the environment variables that follow from them.
import type { Pipeline } from "../generated/types/pipeline.d.ts";

/** Where each named resource is to be found. */
export interface Resources {
  buckets: Record<string, string>;
  queueUrls: Record<string, string>;
  /** By the queue whose dead letters they hold. */
  deadLetterQueueUrls: Record<string, string>;
  topicArns: Record<string, string>;
}

/** Where a function finds what it works with. */
export interface Surroundings extends Resources {
  /** The API's address, without a slash at its end. */
  apiUrl: string;
}

/** What an environment variable holds: where a resource is, by the resource's short name, or a text. */
export type Place =
  | { bucket: string }
  | { queueUrl: string }
  /** Of this queue's dead-letter queue. */
  | { deadLetterQueueUrl: string }
  | { topicArn: string }
  | { apiUrl: true }
  | { text: string };

/** Who may use the API: everybody, or whoever has a token; its scopes begin with the resource server's identifier. */
export type Auth = { kind: "none" } | { kind: "cognito"; resourceServer: string };

/** The name of a resource: the same rule for every kind. */
export function resourceName(prefix: string, name: string): string {
  return `${prefix}-${name}`;
}

/** The short name of a queue's dead-letter queue. */
export function deadLettersOf(queue: string): string {
  return `${queue}-dead-letter`;
}

export function deadLetterQueueName(prefix: string, queue: string): string {
  return resourceName(prefix, deadLettersOf(queue));
}

/**
 * The environment of a function: {BUCKET}_BUCKET for what it reads or writes, {QUEUE}_QUEUE_URL for what it sends to or consumes,
 * {QUEUE}_DEAD_LETTER_QUEUE_URL for what it consumes, {TOPIC}_TOPIC_ARN for what it publishes to, API_URL where it links to the API; behind the API also
 * AUTH and, where tokens are asked for, AUTH_RESOURCE_SERVER.
 */
export function placesOf(functionName: string, pipeline: Pipeline, auth: Auth = { kind: "none" }): Record<string, Place> {
  const settings = pipeline.functions[functionName];
  if (settings === undefined) throw new Error(`pipeline.json speaks of the function "${functionName}", which it does not define.`);
  const consumed = Object.keys(pipeline.queues).filter((queue) => pipeline.queues[queue]?.consumer === functionName);
  const variables = (names: string[], suffix: string, place: (name: string) => Place) =>
    names.map((name) => [`${name.toUpperCase().replaceAll("-", "_")}_${suffix}`, place(name)] as const);
  return Object.fromEntries<Place>([
    ...variables([...settings.reads, ...settings.writes], "BUCKET", (bucket) => ({ bucket })),
    ...variables([...settings.sends, ...consumed], "QUEUE_URL", (queueUrl) => ({ queueUrl })),
    ...variables(consumed, "DEAD_LETTER_QUEUE_URL", (deadLetterQueueUrl) => ({ deadLetterQueueUrl })),
    ...variables(settings.publishes, "TOPIC_ARN", (topicArn) => ({ topicArn })),
    ...(settings.linksToApi ? [["API_URL", { apiUrl: true }] as const] : []),
    ...(isBehindApi(functionName, pipeline) ? authPlaces(auth) : []),
  ]);
}

function isBehindApi(functionName: string, { api }: Pipeline): boolean {
  return api.fallback === functionName || api.routes.some((route) => route.function === functionName);
}

function authPlaces(auth: Auth): (readonly [string, Place])[] {
  const server = auth.kind === "cognito" ? [["AUTH_RESOURCE_SERVER", { text: auth.resourceServer }] as const] : [];
  return [["AUTH", { text: auth.kind }], ...server];
}

/** The same, with the values that they have in these surroundings. */
export function environmentOf(functionName: string, pipeline: Pipeline, surroundings: Surroundings): Record<string, string> {
  return environmentIn(surroundings, placesOf(functionName, pipeline));
}

/** The values of environment variables in these surroundings. Throws where one names what is not there. */
export function environmentIn(surroundings: Surroundings, places: Record<string, Place>): Record<string, string> {
  return Object.fromEntries(Object.entries(places).map(([variable, place]) => [variable, resolve(place, surroundings, variable)]));
}

function resolve(place: Place, surroundings: Surroundings, variable: string): string {
  const found = (map: Record<string, string>, name: string): string => {
    const value = map[name];
    if (value === undefined) throw new Error(`${variable} is to say where "${name}" is, which there is not.`);
    return value;
  };
  if ("bucket" in place) return found(surroundings.buckets, place.bucket);
  if ("queueUrl" in place) return found(surroundings.queueUrls, place.queueUrl);
  if ("deadLetterQueueUrl" in place) return found(surroundings.deadLetterQueueUrls, place.deadLetterQueueUrl);
  if ("topicArn" in place) return found(surroundings.topicArns, place.topicArn);
  return "text" in place ? place.text : surroundings.apiUrl;
}
