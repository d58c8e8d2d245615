// One try to deliver to an HTTP or HTTPS endpoint.
import { type Agent, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export interface HttpMessage {
  headers: Record<string, string>;
  body: string;
}

/** "Amazon SNS considers all 5XX errors and 429 as retryable. All other errors are permanent failures." A redirect is not followed, so it is one. */
export type Outcome = "delivered" | "failed" | "refused";

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return "delivered";
  return status >= 500 || status === 429 ? "failed" : "refused";
}

/** @param options.timeoutMs from the connection to the head of the answer; past it, and when no connection comes about, the try has failed */
export function post(
  endpoint: string,
  { headers, body }: HttpMessage,
  { agent, signal, timeoutMs }: { agent: Agent; signal: AbortSignal; timeoutMs: number },
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const send = endpoint.startsWith("https:") ? requestHttps : requestHttp;
  const request = send(endpoint, {
    method: "POST",
    agent,
    signal,
    headers: { ...headers, "content-length": Buffer.byteLength(body), "user-agent": "Amazon Simple Notification Service Agent" },
  });
  let timer: NodeJS.Timeout | undefined;
  // Not before: while others hold the agent's sockets, it is not the endpoint that takes its time.
  request.once("socket", () => {
    timer = setTimeout(() => request.destroy(new Error("timed out")), timeoutMs);
  });
  request.once("response", (response) => {
    response.resume();
    response.once("error", () => {});
    resolve(outcomeOf(response.statusCode ?? 0));
  });
  request.on("error", () => resolve("failed"));
  request.once("close", () => clearTimeout(timer));
  request.end(body);
  return promise;
}
