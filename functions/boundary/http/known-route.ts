// What no route matched comes to a function too ($default), and is told apart here: preflights, 404, and 405 with what is allowed.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { Problem } from "../problem.ts";
import { answerHeaders } from "./answer.ts";

export interface Route {
  method: string;
  /** As API Gateway writes it: {id} is one segment, {proxy+} one or more. */
  path: string;
}

/**
 * Middleware: throws a Problem for a request that came by $default, unless it is a preflight: API Gateway answers those by itself only where
 * no route takes OPTIONS, and $default does. It adds the CORS headers all the same; what a browser wants of us is a 2xx.
 */
export function knownRoute(routes: Route[]): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    before: ({ event }) => {
      if (event.routeKey !== "$default") return;
      const { method, path } = event.requestContext.http;
      if (method === "OPTIONS" && "access-control-request-method" in event.headers) return { statusCode: 204, headers: answerHeaders };
      const allowed = routes.filter((route) => pathMatches(route.path, path)).map((route) => route.method);
      if (allowed.length === 0)
        throw new Problem(
          "not-found",
          `There is nothing at ${path}. Scoreline serves: ${routes.map((route) => `${route.method} ${route.path}`).join(", ")}.`,
        );
      throw new Problem("method-not-allowed", `${path} does not take ${method}. It takes ${allowed.join(", ")}.`, {
        headers: { allow: allowed.join(", ") },
      });
    },
  };
}

function pathMatches(template: string, path: string): boolean {
  const pattern = template
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith("{") ? (part.endsWith("+}") ? ".+" : "[^/]+") : RegExp.escape(part)));
  return new RegExp(`^${pattern.join("")}$`).test(path);
}
