// What is deployed is what the local stack makes of the same pipeline.json: queues, redrive, time-outs, batches, environments, routes, CORS, throttle,
// topics and subscriptions.
import { definitionOf, type StackDefinition } from "../../../local/definition.ts";
import type { Auth } from "../../../local/topology.ts";
import { definitionOfDeployed } from "../state/definition.ts";
import type { Deployed } from "../state/deployed.ts";
import { differences } from "./differences.ts";
import type { Check } from "./world.ts";

export const deployedEqualsLocal: Check = ({ deployed, pipeline }) =>
  differences(comparable(definitionOf(pipeline, deployed.prefix, authOf(deployed))), comparable(definitionOfDeployed(deployed)), [
    "local",
    "deployed",
  ]);

function authOf({ resources }: Deployed): Auth {
  const server = resources.find(({ type }) => type === "aws_cognito_resource_server");
  return server ? { kind: "cognito", resourceServer: server.values.text("identifier") } : { kind: "none" };
}

/** Names in the world differ; order does not matter. Who is subscribed is each deployment's own; how mails go out is not. */
function comparable({ buckets, topics, queues, subscriptions, mappings, api, functions }: StackDefinition): unknown {
  const byText = <Item>(items: readonly Item[]) => items.map((item) => JSON.stringify(item)).sort();
  const sorted = ([...texts]: string[]) => texts.map((text) => text.toLowerCase()).sort();
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAgeSeconds } = api.cors;
  return {
    buckets: Object.keys(buckets).sort(),
    topics: Object.keys(topics).sort(),
    queues: Object.fromEntries(Object.entries(queues).map(([queue, { name, ...settings }]) => [queue, settings])),
    mails: [
      ...new Set(
        subscriptions.filter(({ topic }) => topic === "mail").map(({ protocol, attributes }) => JSON.stringify({ protocol, attributes })),
      ),
    ],
    functions,
    mappings: Object.fromEntries(mappings.map(({ queue, ...settings }) => [queue, settings])),
    routes: byText(api.routes.map(({ method, path, functionName }) => `${method} ${path} ${functionName}`)),
    api: { timeoutSeconds: api.timeoutSeconds, fallback: api.fallback, throttle: api.throttle },
    cors: {
      maxAgeSeconds,
      allowOrigins: sorted(allowOrigins),
      allowMethods: sorted(allowMethods),
      allowHeaders: sorted(allowHeaders),
      exposeHeaders: sorted(exposeHeaders),
    },
  };
}
