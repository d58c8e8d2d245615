import { afterEach, describe, expect, test } from "@jest/globals";
import type { Cors } from "../../generated/types/pipeline.d.ts";
import type { InvokeResult } from "../lambda/lambda-host.ts";
import { startHttpApi } from "./http-api.ts";
import { type Answer, apiOf, send } from "./test-api.ts";

const page = "https://page.example";
const cors: Cors = {
  allowOrigins: ["*"],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["content-type", "idempotency-key"],
  exposeHeaders: ["location", "retry-after"],
  maxAgeSeconds: 600,
};
const only = (...allowOrigins: string[]): Cors => ({ ...cors, allowOrigins });

const answering = (payload: unknown) => async (): Promise<InvokeResult> => ({ ok: true, payload });
const accepted = answering({ statusCode: 202, headers: { location: "/scores/1" } });
const refused = answering({ statusCode: 405, headers: { allow: "GET, POST" } });

const routes = [
  { method: "GET", path: "/scores", functionName: "reader" },
  { method: "POST", path: "/scores", functionName: "receiver" },
];
type Options = Partial<Parameters<typeof startHttpApi>[0]>;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** The URL of an API with `cors`, two routes and no `$default`. */
async function withRoutes(options: Options = {}): Promise<string> {
  const api = await startHttpApi({ routes, cors, invoke: accepted, ...options });
  stops.push(api.stop);
  return `${api.url}/scores`;
}

const preflight = (url: string, origin = page, method = "POST", headers?: string) =>
  send(url, {
    method: "OPTIONS",
    headers: {
      Origin: origin,
      "Access-Control-Request-Method": method,
      ...(headers === undefined ? {} : { "Access-Control-Request-Headers": headers }),
    },
  });

/** The headers of an answer that have to do with CORS. */
function corsOf({ headers }: Answer): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("access-control-") || name === "vary"));
}

const allowingAll = { "access-control-allow-origin": "*" };
const allowing = (origin: string) => ({ "access-control-allow-origin": origin, vary: "origin" });
const asked = {
  "access-control-allow-methods": "GET,POST",
  "access-control-allow-headers": "content-type,idempotency-key",
  "access-control-max-age": "600",
};
const exposed = { "access-control-expose-headers": "location,retry-after" };

describe("a preflight", () => {
  test("is answered with 204 and no body, and no function is invoked", async () => {
    const invoked: string[] = [];
    const url = await withRoutes({
      invoke: (name) => {
        invoked.push(name);
        return accepted();
      },
    });
    const answer = await preflight(url);
    expect(answer).toMatchObject({ status: 204, text: "", headers: { "apigw-requestid": expect.any(String) } });
    expect(answer.headers).not.toHaveProperty("content-type");
    expect(corsOf(answer)).toEqual({ ...allowingAll, ...asked });
    expect(invoked).toEqual([]);
  });

  test("is answered for a path that has no route, so that the page can read the 404", async () => {
    const url = `${await withRoutes()}/unknown`;
    expect(await preflight(url)).toMatchObject({ status: 204, headers: allowingAll });
    const answer = await send(url, { headers: { Origin: page } });
    expect(answer).toMatchObject({ status: 404, text: '{"message":"Not Found"}', headers: { ...allowingAll, ...exposed } });
  });

  test.each([
    ["a method that is allowed", "GET", undefined],
    ["headers that are allowed", "POST", "content-type,idempotency-key"],
    ["headers in capitals and with blanks", "POST", "Idempotency-Key, Content-Type"],
    ["an empty list of headers", "POST", ""],
  ])("for %s gets what is allowed", async (_, method, headers) => {
    expect(corsOf(await preflight(await withRoutes(), page, method, headers))).toEqual({ ...allowingAll, ...asked });
  });

  test.each([
    ["a method that is not allowed", "DELETE", undefined],
    ["a method in small letters", "post", undefined],
    ["a header that is not allowed", "POST", "content-type,x-other"],
  ])("for %s is a 204 without a CORS header", async (_, method, headers) => {
    const answer = await preflight(await withRoutes(), page, method, headers);
    expect(answer.status).toBe(204);
    expect(corsOf(answer)).toEqual({});
  });

  test.each<[string, Record<string, string>]>([
    ["Origin", { "Access-Control-Request-Method": "POST" }],
    ["Access-Control-Request-Method", { Origin: page }],
  ])("without %s is none: a 204 without a CORS header", async (_, headers) => {
    const answer = await send(await withRoutes(), { method: "OPTIONS", headers });
    expect(answer.status).toBe(204);
    expect(corsOf(answer)).toEqual({});
  });
});

describe("a route that takes OPTIONS comes before the gateway's own answer", () => {
  const all = [
    { method: "OPTIONS", path: "/scores", functionName: "other" },
    { method: "ANY", path: "/scores", functionName: "other" },
  ];
  test.each<[string, Options]>([
    ["OPTIONS", { routes: [...routes, ...all.slice(0, 1)] }],
    ["ANY", { routes: all.slice(1) }],
    ["$default", { defaultFunctionName: "other" }],
  ])("one of %s: its status is the answer's, and the headers are the gateway's", async (_, options) => {
    const answer = await preflight(await withRoutes({ ...options, invoke: refused }));
    expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, POST" } });
    expect(corsOf(answer)).toEqual({ ...allowingAll, ...asked });
  });
});

describe("an origin", () => {
  test.each<[string, Cors, string, Record<string, string>]>([
    ["any, where all are allowed", cors, page, allowingAll],
    ["null (of a file or a redirect), where all are allowed", cors, "null", allowingAll],
    ["one of a list", only("https://other.example", page), page, allowing(page)],
    ["one with a port", only("http://localhost:5173"), "http://localhost:5173", allowing("http://localhost:5173")],
    ["one of a scheme that is allowed", only("https://*"), page, allowing(page)],
    ["one, where it and all are allowed", only(page, "*"), page, allowingAll],
  ])("%s: is told", async (_, settings, origin, expected) => {
    const url = await withRoutes({ cors: settings });
    expect(corsOf(await preflight(url, origin))).toEqual({ ...expected, ...asked });
    expect(corsOf(await send(url, { headers: { Origin: origin } }))).toEqual({ ...expected, ...exposed });
  });

  test.each<[string, Cors, string]>([
    ["another", only("https://other.example"), page],
    ["the same host with another scheme", only("http://page.example"), page],
    ["the same host with another port", only(page), `${page}:8443`],
    ["one that only begins so", only(page), `${page}.evil.example`],
    ["http, where https is allowed", only("https://*"), "http://page.example"],
    ["null, where a scheme is allowed", only("https://*", "http://*"), "null"],
  ])("%s: gets no CORS header, and its request is worked on all the same", async (_, settings, origin) => {
    const url = await withRoutes({ cors: settings });
    const refusal = await preflight(url, origin);
    expect(refusal.status).toBe(204);
    expect(corsOf(refusal)).toEqual({});
    const answer = await send(url, { method: "POST", headers: { Origin: origin } });
    expect(answer).toMatchObject({ status: 202, headers: { location: "/scores/1" } });
    expect(corsOf(answer)).toEqual({});
  });

  test("none: there is no CORS header", async () => {
    expect(corsOf(await send(await withRoutes(), { method: "POST" }))).toEqual({});
  });
});

describe("what a function says of CORS", () => {
  const said = answering({
    statusCode: 200,
    headers: { "Access-Control-Allow-Origin": "https://evil.example", "Access-Control-Allow-Credentials": "true", Vary: "Accept" },
  });

  test("is dropped, with an Origin and without", async () => {
    const url = await withRoutes({ invoke: said });
    expect(corsOf(await send(url, { headers: { Origin: page } }))).toEqual({ ...allowingAll, ...exposed, vary: "Accept" });
    expect(corsOf(await send(url))).toEqual({ vary: "Accept" });
  });

  test("counts where the gateway has no configuration, and an OPTIONS request is a 404 then", async () => {
    const { url } = await apiOf({ invoke: said });
    expect(corsOf(await send(url, { headers: { Origin: page } }))).toMatchObject({ "access-control-allow-origin": "https://evil.example" });
    const api = await startHttpApi({ routes, invoke: said });
    stops.push(api.stop);
    expect((await preflight(`${api.url}/scores`)).status).toBe(404);
  });

  test("its Vary is kept beside the gateway's", async () => {
    const answer = await send(await withRoutes({ invoke: said, cors: only(page) }), { headers: { Origin: page } });
    expect(corsOf(answer)).toEqual({ ...allowing(page), ...exposed, vary: "Accept, origin" });
  });
});

test.each<[number, Options, Parameters<typeof send>[1]]>([
  [400, {}, { path: "/%zz" }],
  [404, {}, { path: "/unknown" }],
  [413, {}, { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) }],
  [429, { throttle: { ratePerSecond: 0.001, burst: 1 } }, {}],
  [500, { invoke: () => Promise.reject(new Error("broken")) }, {}],
  [503, { invoke: () => new Promise(() => {}), timeoutSeconds: 0.05 }, {}],
])("the gateway's own %i can be read by a page", async (status, options, request) => {
  const url = await withRoutes(options);
  if (status === 429) await send(url);
  const answer = await send(url, { ...request, headers: { Origin: page } });
  expect(answer.status).toBe(status);
  expect(corsOf(answer)).toEqual({ ...allowingAll, ...exposed });
});
