// With Cognito every route that is not open to all asks for a token of our user pool with a scope that our resource server has; without it none does.
import { scopesFor } from "../../../functions/boundary/http/scopes.ts";
import type { Route } from "../state/api.ts";
import type { Deployed } from "../state/deployed.ts";
import type { Check } from "./world.ts";

export const routesAskForTheRightScope: Check = ({ deployed, pipeline }) => {
  const { api, resources } = deployed;
  if (!resources.some(({ type }) => type === "aws_cognito_user_pool"))
    return api.routes
      .filter(({ authorization }) => authorization !== "NONE")
      .map(({ key }) => `${key} asks for a token, and there is no user pool.`);
  const wanted = new Map(pipeline.api.routes.map(({ method, path, scope }) => [`${method} ${path}`, scope]));
  const faults = api.routes.flatMap((route) =>
    routeFaults(route, wanted.get(route.key), deployed).map((fault) => `${route.key}: ${fault}.`),
  );
  return [...faults, ...authorizerFaults(deployed)];
};

function routeFaults({ authorization, scopes, authorizerId }: Route, wanted: string | undefined, deployed: Deployed): string[] {
  if (wanted === undefined) return authorization === "NONE" ? [] : ["it is open to all, and asks for a token"];
  const known = scopesOf(deployed);
  const opening = [...scopesFor(wanted)].sort().join();
  const given = scopes
    .map((scope) => scope.split("/").at(-1))
    .sort()
    .join();
  return [
    ...(authorization === "JWT" ? [] : ["it asks for no token"]),
    ...(deployed.api.authorizers.some(({ id }) => id === authorizerId) ? [] : ["its authoriser is not there"]),
    ...(scopes.length === 0 ? ["any token of the pool will do: it asks for no scope"] : []),
    ...scopes.filter((scope) => !known.includes(scope)).map((scope) => `no resource server has the scope ${scope}`),
    ...(given === opening ? [] : [`it is opened by ${given || "nothing"}, not by ${opening}`]),
  ];
}

/** `<resource server>/<scope>`, as a token names them. */
function scopesOf({ resources }: Deployed): string[] {
  return resources
    .filter(({ type }) => type === "aws_cognito_resource_server")
    .flatMap(({ values }) => values.blocks("scope").map((scope) => `${values.text("identifier")}/${scope.text("scope_name")}`));
}

function authorizerFaults(deployed: Deployed): string[] {
  const { api, resources, region } = deployed;
  const clients = resources.filter(({ type }) => type === "aws_cognito_user_pool_client").map(({ values }) => values);
  const poolIds = resources.filter(({ type }) => type === "aws_cognito_user_pool").map(({ values }) => values.text("id"));
  const issuers = poolIds.map((id) => `https://cognito-idp.${region}.amazonaws.com/${id}`);
  const ids = clients.map((client) => client.text("id")).sort();
  const known = scopesOf(deployed);
  return [
    ...api.authorizers.flatMap(({ issuer, audience }) => [
      ...(issuers.includes(issuer) ? [] : [`The authoriser trusts ${issuer}, not our user pool.`]),
      ...([...audience].sort().join() === ids.join()
        ? []
        : [`The authoriser takes tokens of the clients ${audience.join()}, not of ${ids.join()}.`]),
    ]),
    ...clients.flatMap((client) =>
      client
        .texts("allowed_oauth_scopes")
        .filter((scope) => scope.includes("/") && !known.includes(scope))
        .map((scope) => `The client ${client.text("name")} asks for the scope ${scope}, which no resource server has.`),
    ),
  ];
}
