// The HTTP boundary: what every function behind the API has round its routes.
import middy from "@middy/core";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { bodyLimit } from "./body-limit.ts";
import { knownRoute, type Route } from "./known-route.ts";
import { answerProblems } from "./problems.ts";

/** What the boundary needs of pipeline.json's `api`. */
export interface ApiSettings {
  maxBodyBytes: number;
  routes: Route[];
}

/** One route, as `route` makes it. */
export type RouteHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The Lambda handler of a function behind the API: what is the same for all its routes, top down on the way in and bottom up on the way
 * out, round the one that is asked for. `routes` are by API Gateway's route key, such as `GET /submissions/{id}`.
 */
export function httpFunction(api: ApiSettings, routes: Record<string, RouteHandler>) {
  return middy()
    .use(httpHeaderNormalizer())
    .use(answerProblems())
    .use(knownRoute(api.routes))
    .use(bodyLimit(api.maxBodyBytes))
    .handler((event: APIGatewayProxyEventV2, context: Context) => {
      const handle = routes[event.routeKey];
      if (handle === undefined) throw new Error(`pipeline.json sends ${event.routeKey} to this function, which has no such route.`);
      return handle(event, context);
    });
}
