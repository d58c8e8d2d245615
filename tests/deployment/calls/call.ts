// What a function asked of AWS, as the local stack saw it, by short names: so it can be held against any deployment.
import type { StackDefinition } from "../../../local/definition.ts";
import type { SeenRequest, Service } from "../../../local/emulator/requests.ts";

export interface Call {
  /** Whose role signed it: the function itself, the mapping that polls for it, or a client with a URL that it presigned. */
  functionName: string;
  service: Service;
  /** As AWS names it: `PutObject`. */
  operation: string;
  /** The bucket, queue or topic. */
  resource: string;
  /** Of an object; ids of submissions and times are `0`s in it. */
  key?: string;
  /** With the header If-Match. */
  ifMatch?: true;
  /** It was answered with 404. */
  missing?: true;
}

/** The calls that functions made, each once. Throws where one is on a resource that the definition does not name. */
export function callsOf(requests: readonly SeenRequest[], definition: StackDefinition): Call[] {
  const calls = requests.filter(({ by }) => by in definition.functions).map((request) => callOf(request, definition));
  const byText = new Map(calls.map((call) => [JSON.stringify(call), call]));
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}

function callOf(request: SeenRequest, { buckets, queues, topics }: StackDefinition): Call {
  const { by, service, operation, ifMatch, status } = request;
  const [name = "", ...key] = service === "s3" ? request.resource.split("/") : [request.resource];
  const names = { s3: buckets, sns: topics, sqs: Object.fromEntries(Object.entries(queues).map(([queue, { name }]) => [queue, name])) };
  const resource = Object.entries(names[service]).find(([, world]) => world === name)?.[0];
  if (resource === undefined) throw new Error(`${by} asked for ${service} ${operation} on ${name}, which is no resource of the stack.`);
  return {
    functionName: by,
    service,
    operation,
    resource,
    ...(key.length > 0 && { key: shapeOf(key.join("/")) }),
    ...(ifMatch && { ifMatch }),
    ...(status === 404 && { missing: true }),
  };
}

/** Keys differ in nothing but ids, hashes and dates. */
function shapeOf(key: string): string {
  return key.replaceAll(/(?<==)\d{4}-\d{2}-\d{2}|[0-9a-f]{8,}|(?<![0-9a-z])[0-9a-f]{4}(?![0-9a-z])/g, (text) =>
    text.replaceAll(/[0-9a-f]/g, "0"),
  );
}

/** `result-reader: GetObject results/submissions/…`, for messages. */
export function nameOf({ functionName, operation, resource, key, missing }: Call): string {
  return `${functionName}: ${operation} on ${resource}${key === undefined ? "" : `/${key}`}${missing ? ", which is missing" : ""}`;
}
