// The API's routes invoke the right alias, which lets them; the stage is live, throttled and logged.
import { decideIn } from "../needs/allowed.ts";
import type { Route, Stage } from "../state/api.ts";
import type { Deployed } from "../state/deployed.ts";
import { shortNameOf } from "../state/short-names.ts";
import type { Check } from "./world.ts";

/** The alias that is invoked: rolling back is moving it. */
const live = "live";

export const routesInvokeTheRightAlias: Check = ({ deployed, pipeline }) => {
  const wanted = new Map([
    ["$default", pipeline.api.fallback],
    ...pipeline.api.routes.map(({ method, path, function: functionName }) => [`${method} ${path}`, functionName] as const),
  ]);
  const { routes, stages } = deployed.api;
  const missing = [...wanted.keys()].filter((key) => !routes.some((route) => route.key === key));
  const [stage, ...others] = stages;
  return [
    ...missing.map((key) => `The route ${key} is not deployed.`),
    ...routes.flatMap((route) => routeFaults(route, wanted.get(route.key), stage, deployed).map((fault) => `${route.key}: ${fault}.`)),
    ...(stage && others.length === 0 ? stageFaults(stage, deployed) : [`The API has ${stages.length} stages, not one.`]),
  ];
};

function routeFaults(route: Route, wanted: string | undefined, stage: Stage | undefined, deployed: Deployed): string[] {
  if (wanted === undefined) return ["pipeline.json has no such route"];
  const target = deployed.functions.find(({ aliases }) => aliases.some(({ invokeArn }) => invokeArn === route.integrationUri));
  const alias = target?.aliases.find(({ invokeArn }) => invokeArn === route.integrationUri);
  if (target === undefined || alias === undefined) return [`it invokes ${route.integrationUri}, which is no function's alias`];
  const [method, path] = route.key === "$default" ? ["*", "/$default"] : route.key.split(" ");
  const source = `${deployed.api.executionArn}/${stage?.name ?? ""}/${method}${path}`;
  const { allowed, reason } = decideIn(deployed, {
    principal: { kind: "service", name: "apigateway.amazonaws.com" },
    identity: [],
    action: "lambda:InvokeFunction",
    resource: alias.arn,
    context: { "aws:SourceArn": source, "aws:SourceAccount": deployed.account },
  });
  return [
    ...(shortNameOf(target.name, deployed) === wanted ? [] : [`it invokes ${target.name}, not ${wanted}`]),
    ...(alias.name === live ? [] : [`it invokes the alias ${alias.name}, not ${live}`]),
    ...(route.payloadVersion === "2.0" ? [] : [`its payload has version ${route.payloadVersion}`]),
    ...(allowed ? [] : [`the API may not invoke ${alias.arn}: ${reason}`]),
  ];
}

function stageFaults({ name, isDeployedByItself, throttle, routesApart, accessLogArn }: Stage, { logGroups }: Deployed): string[] {
  const isLogged = logGroups.some(({ arn }) => accessLogArn === arn || accessLogArn === `${arn}:*`);
  const faults = [
    ...(name === "$default" ? [] : ["it is not the default one, so its name would be part of every path"]),
    ...(isDeployedByItself ? [] : ["changes of the API are not deployed to it"]),
    ...(throttle.ratePerSecond > 0 && throttle.burst > 0 ? [] : ["it is not throttled"]),
    ...(routesApart === 0 ? [] : [`${routesApart} routes are throttled apart`]),
    ...(isLogged ? [] : [`its access log ${accessLogArn ?? ""} goes to no log group of ours`]),
  ];
  return faults.map((fault) => `Stage ${name}: ${fault}.`);
}
