// What no route matched comes to a function too ($default), and is told apart here: 404, or 405 with what is allowed.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "../problem.ts";

export interface Route {
  method: string;
  /** As API Gateway writes it: {id} is one segment, {proxy+} one or more. */
  path: string;
}

/** Middleware: throws a Problem for a request that came by $default. */
export function knownRoute(routes: Route[]): middy.MiddlewareObj<APIGatewayProxyEventV2> {
  return {
    before: ({ event }) => {
      if (event.routeKey !== "$default") return;
      const { method, path } = event.requestContext.http;
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
