// API Gateway's HTTP API in front of the functions: payload format 2.0 on node:http.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { Cors, Throttle } from "../../generated/types/pipeline.d.ts";
import type { LambdaHost } from "../lambda/lambda-host.ts";
import { withCors } from "./cors.ts";
import { gatewayAnswer, preflightAnswer } from "./gateway-answer.ts";
import { type HttpResponse, toHttpResponse } from "./integration-response.ts";
import { type JwtAuthorizerOptions, jwtAuthorizer } from "./jwt-authorizer.ts";
import { readBody } from "./read-body.ts";
import { toEvent } from "./request-event.ts";
import { type Route, routeTable } from "./route-table.ts";
import { tokenBuckets } from "./token-buckets.ts";

export type { Route } from "./route-table.ts";

export interface HttpApi {
  /** Without a slash at the end. */
  url: string;
  port: number;
  /** Closes every connection, also one that waits for an answer. */
  stop(): Promise<void>;
}

/** HTTP API quota "Total combined size of request line and header values"; Node answers 431 by itself. */
const headerLimitBytes = 10_240;
/** How long a client that sends too much may go on sending, so that it reads the answer and not a reset connection. */
const lingerMs = 1_000;

/**
 * Listens on 127.0.0.1 only; without a `port` on a free one. Rejects with code EADDRINUSE when the port is taken.
 *
 * The gateway's own answers (400 for a path that is not well-formed, 401, 403, 404, 413, 429, 500, 503) have its shape, `{"message": …}`. 401 and 403
 * are those of `auth`, on a route with scopes. 413 is a body of over 10 MB or an event of over Lambda's 6 MB; 429 a request that `throttle` has no token for; 500 a function that failed or gave a
 * malformed answer; 503 one that took longer than `timeoutSeconds` (30 in the service, and the most that it allows) or that Lambda throttled,
 * which the local host never does.
 *
 * With `cors`, an OPTIONS request that no route takes is answered with 204, whatever its path. A route that takes it comes first, as in the
 * service: one of OPTIONS or ANY, and `$default` too. Its function has to answer with 2xx, and the gateway adds the headers.
 *
 * Different here: no TLS, stages, other authorizers than JWT, an account's own throttling or HTTP/2.
 */
export async function startHttpApi(options: {
  port?: number;
  routes: Route[];
  /** The function of the `$default` route. */
  defaultFunctionName?: string;
  invoke: LambdaHost["invoke"];
  timeoutSeconds?: number;
  /** Without it the functions say themselves what pages of other origins may do. */
  cors?: Cors;
  throttle?: Throttle;
  /** Who may use routes with scopes; without it everybody may. */
  auth?: JwtAuthorizerOptions;
  log?: (line: string) => void;
}): Promise<HttpApi> {
  const { invoke, timeoutSeconds = 30, cors, throttle, log } = options;
  const choose = routeTable(options.routes, options.defaultFunctionName);
  const authorize = options.auth && jwtAuthorizer(options.auth);
  const takeToken = throttle === undefined ? () => true : tokenBuckets(throttle);

  async function integrate(functionName: string, event: unknown): Promise<HttpResponse> {
    const waiting = new AbortController();
    const timeout = setTimeout(timeoutSeconds * 1000, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
    const result = await Promise.race([invoke(functionName, event), timeout]).finally(() => waiting.abort());
    if (result === undefined) {
      log?.(`${functionName} gave no answer within ${timeoutSeconds} seconds`);
      return gatewayAnswer(503);
    }
    if (result.ok) {
      const response = toHttpResponse(result.payload);
      if (response === undefined) log?.(`${functionName} gave a malformed answer`);
      return response ?? gatewayAnswer(500);
    }
    if (result.error.errorType === "RequestEntityTooLarge") return gatewayAnswer(413);
    log?.(`${functionName} failed: ${result.error.errorType}: ${result.error.errorMessage}`);
    return gatewayAnswer(result.error.errorType === "TooManyRequestsException" ? 503 : 500);
  }

  async function respond(request: IncomingMessage, requestId: string): Promise<HttpResponse> {
    const [path = "", ...query] = (request.url ?? "").split("?");
    if (!path.startsWith("/") || !isWellFormed(path)) return gatewayAnswer(400);
    const route = choose(request.method ?? "", path);
    if (route === undefined) return request.method === "OPTIONS" && cors !== undefined ? preflightAnswer : gatewayAnswer(404);
    if (!takeToken(route.routeKey)) return gatewayAnswer(429);
    const authorization = route.scopes && (await authorize?.(request.headers.authorization, route.scopes));
    if (authorization && "refusal" in authorization) return authorization.refusal;
    const body = await readBody(request);
    if (body === undefined) return gatewayAnswer(413);
    const received = { request, requestId, path, queryString: query.join("?"), body, at: new Date(), ...authorization };
    return integrate(route.functionName, toEvent(received, route));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const answered = await respond(request, requestId).catch((error: unknown) => {
      // A client that has gone away is no failure, and nobody reads the answer.
      if (!request.destroyed || request.complete) log?.(`${request.method} ${request.url}: ${error}`);
      return gatewayAnswer(500);
    });
    const { statusCode, headers, body } = cors === undefined ? answered : withCors(answered, cors, request);
    const hasBody = statusCode !== 204 && statusCode !== 304;
    response.writeHead(statusCode, { ...headers, "apigw-requestid": requestId, ...(hasBody ? { "content-length": body.length } : {}) });
    if (request.method !== "HEAD" && hasBody) response.write(body);
    if (!request.complete) await drained(request);
    response.end();
  }

  const server = createServer({ maxHeaderSize: headerLimitBytes }, (request, response) => void answer(request, response));
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The HTTP API has no port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Reads and drops the rest of a request, for a while. */
async function drained(request: IncomingMessage): Promise<void> {
  request.resume();
  const over = new AbortController();
  const closed = new Promise<void>((resolve) => request.once("end", resolve).once("close", resolve));
  await Promise.race([closed, setTimeout(lingerMs, undefined, { signal: over.signal }).catch(() => {})]);
  over.abort();
}
