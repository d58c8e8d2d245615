// The HTTP boundary: what every function behind the API has round its routes.
import middy from "@middy/core";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Auth } from "./auth.ts";
import { bodyLimit } from "./body-limit.ts";
import { type Caller, callerOf } from "./caller.ts";
import { knownRoute, type Route } from "./known-route.ts";
import { answerProblems } from "./problems.ts";

/** What the boundary needs of pipeline.json's `api`, and whether callers have to say who they are. */
export interface ApiSettings {
  maxBodyBytes: number;
  /** Those of all functions; `scope` is what a token has to be for. */
  routes: (Route & { scope?: string | undefined })[];
  auth: Auth;
}

/** A request, and who sends it. */
export type CalledEvent = APIGatewayProxyEventV2 & { caller: Caller };

/** One route, as `route` makes it. */
export type RouteHandler = (event: CalledEvent, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The Lambda handler of a function behind the API: what is the same for all its routes, top down on the way in and bottom up on the way
 * out, round the one that is asked for. `routes` are by API Gateway's route key, such as `GET /submissions/{id}`. It is known who
 * calls before anything of the request is read.
 */
export function httpFunction(api: ApiSettings, routes: Record<string, RouteHandler>) {
  const scopes = new Map(api.routes.map(({ method, path, scope }) => [`${method} ${path}`, scope]));
  return middy()
    .use(httpHeaderNormalizer())
    .use(answerProblems())
    .use(knownRoute(api.routes))
    .use(bodyLimit(api.maxBodyBytes))
    .handler((event: APIGatewayProxyEventV2, context: Context) => {
      const { routeKey } = event;
      const handle = routes[routeKey];
      if (handle === undefined) throw new Error(`pipeline.json sends ${routeKey} to this function, which has no such route.`);
      if (!scopes.has(routeKey)) throw new Error(`API Gateway has the route ${routeKey}, and pipeline.json has not.`);
      return handle({ ...event, caller: callerOf(event, scopes.get(routeKey), api.auth) }, context);
    });
}
