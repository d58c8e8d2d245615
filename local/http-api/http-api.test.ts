import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { describe, expect, test } from "@jest/globals";
import type { InvokeResult } from "../lambda/lambda-host.ts";
import { hostOf } from "../lambda/test-functions.ts";
import { startHttpApi } from "./http-api.ts";
import { apiOf, echo, send } from "./test-api.ts";

const answering = (payload: unknown) => async (): Promise<InvokeResult> => ({ ok: true, payload });
const failing = (errorType: string) => async (): Promise<InvokeResult> => ({ ok: false, error: { errorType, errorMessage: "secret" } });
const never = () => new Promise<InvokeResult>(() => {});

test("a structured answer becomes the response", async () => {
  const { url } = await apiOf({
    invoke: answering({
      statusCode: 202,
      headers: { Location: "/submissions/1", "Content-Type": "application/json" },
      cookies: ["a=1", "b=2"],
      body: '{"id":"é"}',
    }),
  });
  expect(await send(url)).toEqual({
    status: 202,
    headers: expect.objectContaining({
      location: "/submissions/1",
      "content-type": "application/json",
      "content-length": "11",
      "set-cookie": ["a=1", "b=2"],
      "apigw-requestid": expect.any(String),
    }),
    text: '{"id":"é"}',
  });
});

test("a base64 answer becomes bytes", async () => {
  const bytes = Buffer.from([0, 255, 10, 13]);
  const { url } = await apiOf({ invoke: answering({ statusCode: 200, body: bytes.toString("base64"), isBase64Encoded: true }) });
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(bytes);
});

test("an answer without statusCode is a 200 with JSON", async () => {
  const { url } = await apiOf({ invoke: answering({ mean: 83.67 }) });
  expect(await send(url)).toMatchObject({ status: 200, text: '{"mean":83.67}', headers: { "content-type": "application/json" } });
});

test("HEAD works where ANY takes it, and has no body", async () => {
  const routes = [
    { method: "ANY", path: "/any", functionName: "any" },
    { method: "GET", path: "/get", functionName: "get" },
  ];
  const api = await startHttpApi({ routes, invoke: answering("12345") });
  try {
    expect(await send(`${api.url}/any`, { method: "HEAD" })).toMatchObject({ status: 200, text: "", headers: { "content-length": "5" } });
    expect(await send(`${api.url}/get`, { method: "HEAD" })).toMatchObject({ status: 404 });
  } finally {
    await api.stop();
  }
});

describe.each<[string, number, string, Parameters<typeof apiOf>[0], string?]>([
  ["a path that is not well-formed", 400, "Bad Request", { invoke: echo }, "/%zz"],
  ["a function that failed", 500, "Internal Server Error", { invoke: failing("Sandbox.Timedout") }],
  ["an answer that is too large", 500, "Internal Server Error", { invoke: failing("Function.ResponseSizeTooLarge") }],
  ["a malformed answer", 500, "Internal Server Error", { invoke: answering({ statusCode: 200, body: {} }) }],
  ["an invocation that rejects", 500, "Internal Server Error", { invoke: () => Promise.reject(new Error("secret")) }],
  ["an event over Lambda's limit", 413, "Request Entity Too Large", { invoke: failing("RequestEntityTooLarge") }],
  ["a throttled function", 503, "Service Unavailable", { invoke: failing("TooManyRequestsException") }],
  ["a function that takes too long", 503, "Service Unavailable", { invoke: never, timeoutSeconds: 0.1 }],
])("%s", (_, status, message, options, path = "/") => {
  test(`is a ${status} of the gateway's own shape`, async () => {
    const { url } = await apiOf(options);
    expect(await send(url, { path })).toEqual({
      status,
      headers: expect.objectContaining({ "content-type": "application/json", "apigw-requestid": expect.any(String) }),
      text: JSON.stringify({ message }),
    });
  });
});

test("a request without a route is a 404, with or without a body", async () => {
  const api = await startHttpApi({ routes: [{ method: "GET", path: "/known", functionName: "known" }], invoke: echo });
  try {
    for (const body of ["", "x".repeat(200_000)]) {
      expect(await send(`${api.url}/unknown`, { method: "POST", body })).toMatchObject({ status: 404, text: '{"message":"Not Found"}' });
    }
  } finally {
    await api.stop();
  }
});

describe("a body over 10 MB", () => {
  const tooMuch = Buffer.alloc(10 * 1024 * 1024 + 1, "x");
  const refusal = { status: 413, text: '{"message":"Request Entity Too Large"}', headers: { connection: "close" } };

  test("is a 413 that closes the connection when its length is declared", async () => {
    const { url } = await apiOf({ invoke: echo });
    expect(await send(url, { method: "POST", body: tooMuch })).toMatchObject(refusal);
  });

  test("is a 413 that closes the connection when it comes in chunks", async () => {
    const { url } = await apiOf({ invoke: echo });
    expect(await send(url, { method: "POST", body: tooMuch, headers: { "Transfer-Encoding": "chunked" } })).toMatchObject(refusal);
  });

  test("is a 413 also for a client that declares it and never sends it", async () => {
    const { port } = await apiOf({ invoke: echo });
    const socket = connect(port, "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 99999999\r\n\r\n");
    let text = "";
    for await (const chunk of socket.setEncoding("utf8")) text += chunk;
    expect(text).toMatch(/^HTTP\/1\.1 413 [\s\S]*"Request Entity Too Large"/);
  });
});

test("through a real function a body of 10 MB less a byte is over Lambda's 6 MB, and one of 4 MB is not", async () => {
  const host = await hostOf("export const handler = async ({ body }) => ({ statusCode: 200, body: String(body.length) })");
  const { url } = await apiOf({ invoke: host.invoke, defaultFunctionName: "tested" });
  const post = (bytes: number) => send(url, { method: "POST", headers: { "Content-Type": "text/csv" }, body: Buffer.alloc(bytes, "1") });
  expect(await post(10 * 1024 * 1024 - 1)).toMatchObject({ status: 413, text: '{"message":"Request Entity Too Large"}' });
  expect(await post(4_000_000)).toMatchObject({ status: 200, text: "4000000" });
});

test("why a request failed is in the log and not in the answer", async () => {
  const lines: string[] = [];
  const { url } = await apiOf({ invoke: failing("TypeError"), log: (line) => lines.push(line) });
  expect((await send(url)).text).not.toContain("secret");
  expect(lines).toEqual(["default failed: TypeError: secret"]);
});

test("a client that goes away in the middle of its body or before its answer harms nobody", async () => {
  const lines: string[] = [];
  const invoked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<InvokeResult>();
  const { url, port } = await apiOf({
    invoke: (_, event) => {
      if (Object(event).rawPath !== "/slow") return answering("well")();
      invoked.resolve();
      return answered.promise;
    },
    log: (line) => lines.push(line),
  });
  const halfway = connect(port, "127.0.0.1");
  halfway.write("POST /half HTTP/1.1\r\nHost: local\r\nContent-Length: 10\r\n\r\nabc");
  await once(halfway, "connect");
  halfway.destroy();
  const impatient = connect(port, "127.0.0.1");
  impatient.write("GET /slow HTTP/1.1\r\nHost: local\r\n\r\n");
  await invoked.promise;
  impatient.destroy();
  await once(impatient, "close");
  answered.resolve({ ok: true, payload: "late" });
  expect(await send(url)).toMatchObject({ status: 200, text: "well" });
  expect(lines).toEqual([]);
});

test("it listens on 127.0.0.1 alone", async () => {
  const { url, port } = await apiOf({ invoke: echo });
  expect(url).toBe(`http://127.0.0.1:${port}`);
  const elsewhere = connect(port, "127.0.0.2");
  await expect(once(elsewhere, "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a taken port rejects with EADDRINUSE", async () => {
  const { port } = await apiOf({ invoke: echo });
  await expect(startHttpApi({ port, routes: [], invoke: echo })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("stop is prompt with a kept-alive connection and with a request that waits", async () => {
  const invoked = Promise.withResolvers<void>();
  const api = await startHttpApi({
    routes: [{ method: "GET", path: "/slow", functionName: "slow" }],
    defaultFunctionName: "default",
    invoke: (functionName) => {
      if (functionName === "default") return answering("well")();
      invoked.resolve();
      return never();
    },
  });
  const agent = new Agent({ keepAlive: true });
  const kept = request(api.url, { agent });
  kept.end();
  const [response] = await once(kept, "response");
  response.resume();
  await once(response, "end");
  const waiting = request(`${api.url}/slow`, { agent: false });
  const cut = once(waiting, "response");
  waiting.end();
  await invoked.promise;
  const stopping = performance.now();
  await api.stop();
  expect(performance.now() - stopping).toBeLessThan(500);
  await expect(cut).rejects.toMatchObject({ code: "ECONNRESET" });
  agent.destroy();
});
