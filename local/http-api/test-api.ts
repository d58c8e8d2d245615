// APIs for tests, stopped after each one, and a client that sends exactly what it is told (fetch joins and refuses headers).
import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { afterEach } from "@jest/globals";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { InvokeResult } from "../lambda/lambda-host.ts";
import { type HttpApi, type Route, startHttpApi } from "./http-api.ts";

const apis: HttpApi[] = [];
afterEach(async () => {
  await Promise.all(apis.splice(0).map((api) => api.stop()));
});

type Options = Omit<Parameters<typeof startHttpApi>[0], "routes"> & { routes?: Route[] };

/** An API whose `$default` function is `invoke`. */
export async function apiOf(options: Options): Promise<HttpApi> {
  const api = await startHttpApi({ routes: [], defaultFunctionName: "default", ...options });
  apis.push(api);
  return api;
}

/** An `invoke` whose function answers with the event itself, as JSON. */
export const echo = async (functionName: string, event: unknown): Promise<InvokeResult> => ({ ok: true, payload: { functionName, event } });

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
}

export async function send(
  url: string,
  options: { method?: string; headers?: OutgoingHttpHeaders | string[]; body?: string | Buffer; path?: string } = {},
): Promise<Answer> {
  const { method = "GET", headers = {}, body, path } = options;
  const sent = request(url, { method, headers, agent: false, ...(path === undefined ? {} : { path }) });
  // A refused request goes on being sent after its answer, until it is drained: cutting it off then is an error of the test's own making.
  const closed = new Promise((resolve) => sent.once("close", resolve));
  sent.end(body);
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  await closed;
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

/** The event that `echo` was invoked with. */
export async function eventOf(url: string, options: Parameters<typeof send>[1] = {}): Promise<APIGatewayProxyEventV2> {
  const { text } = await send(url, options);
  return JSON.parse(text).event;
}
