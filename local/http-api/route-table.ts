// Which route takes a request.

export interface Route {
  /** An HTTP method in capitals, or ANY. */
  method: string;
  /** "/submissions", "/submissions/{id}" or "/files/{proxy+}". */
  path: string;
  functionName: string;
  /** Asks for a token with any of these scopes; without them it is open to all. */
  scopes?: readonly string[];
}

export interface RouteMatch {
  /** As the event names it: "GET /submissions/{id}" or "$default". */
  routeKey: string;
  functionName: string;
  scopes?: readonly string[];
  /** By name, decoded. */
  pathParameters: Record<string, string>;
}

export type RouteTable = (method: string, encodedPath: string) => RouteMatch | undefined;

interface Part {
  kind: "text" | "parameter" | "greedy";
  name: string;
}

const precedence = { text: 0, parameter: 1, greedy: 2 };

/**
 * Chooses as API Gateway does ("Routing API requests" of HTTP APIs): among the routes that take the method and the path, the one with the
 * most specific path, segment by segment (text, then `{name}`, then `{name+}`); of two with the same path the one that names the method,
 * not ANY; `$default` when there is none; undefined when there is no default. A parameter takes one segment or, greedy, at least one,
 * never an empty one; a trailing slash makes another path. Throws on a greedy parameter that is not at the end.
 */
export function routeTable(routes: Route[], defaultFunctionName?: string): RouteTable {
  const compiled = routes.map((route) => ({ ...route, parts: parse(route) })).sort(bySpecificity);
  return (method, encodedPath) => {
    const segments = encodedPath.split("/").slice(1).map(decodeURIComponent);
    for (const route of compiled) {
      const pathParameters = route.method === method || route.method === "ANY" ? match(route.parts, segments) : undefined;
      const { functionName, scopes } = route;
      if (pathParameters) return { routeKey: `${route.method} ${route.path}`, functionName, pathParameters, ...(scopes && { scopes }) };
    }
    return defaultFunctionName === undefined ? undefined : { routeKey: "$default", functionName: defaultFunctionName, pathParameters: {} };
  };
}

function parse({ path }: Route): Part[] {
  const parts = path
    .split("/")
    .slice(1)
    .map((text): Part => {
      const [, name = text, plus] = /^\{(\w+)(\+)?\}$/.exec(text) ?? [];
      return { name, kind: name === text ? "text" : plus ? "greedy" : "parameter" };
    });
  if (!path.startsWith("/") || parts.slice(0, -1).some(({ kind }) => kind === "greedy"))
    throw new Error(`${path} is not the path of a route`);
  return parts;
}

function bySpecificity(a: { method: string; parts: Part[] }, b: { method: string; parts: Part[] }): number {
  for (const [index, part] of a.parts.entries()) {
    const other = b.parts[index];
    const difference = other === undefined ? 0 : precedence[part.kind] - precedence[other.kind];
    if (difference !== 0) return difference;
  }
  return Number(a.method === "ANY") - Number(b.method === "ANY");
}

function match(parts: Part[], segments: string[]): Record<string, string> | undefined {
  const last = parts.at(-1);
  if (last?.kind === "greedy" ? segments.length < parts.length : segments.length !== parts.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, { kind, name }] of parts.entries()) {
    const value = kind === "greedy" ? segments.slice(index).join("/") : (segments[index] ?? "");
    if (kind === "text" ? value !== name : value === "") return undefined;
    if (kind !== "text") parameters.push([name, value]);
  }
  return Object.fromEntries(parameters);
}
