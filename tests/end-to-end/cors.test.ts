// Pages of other origins use the API as a browser lets them: the preflight first, then the request, and of its answer what is exposed.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, send } from "../../local/http-api/test-api.ts";
import { headers as documented } from "../../schemas/api/headers.ts";
import { type Operation, operations } from "../../schemas/api/operations.ts";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";

const page = "https://page.example";
const described: [string, Operation][] = Object.entries(operations);

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** Asks as a browser does whether a page may send such a request. */
function preflight(path: string, method: string, headers: string[]): Promise<Answer> {
  return send(`${stack.api.url}${path}`, {
    method: "OPTIONS",
    headers: { Origin: page, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers.sort().join(",") },
  });
}

const listed = (value: unknown) => String(value).split(",");

test.each(described)("%s: a page may send it, with every header that it takes", async (route, { parameters = {}, request }) => {
  const [method = "", path = ""] = route.split(" ");
  const own = Object.entries(parameters).flatMap(([name, { in: place }]) => (place === "header" ? [name.toLowerCase()] : []));
  const headers = [...own, "authorization", ...(request === undefined ? [] : ["content-type"])];
  const answer = await preflight(path.replaceAll(/[{}]/g, ""), method, headers);
  expect(answer).toMatchObject({
    status: 204,
    text: "",
    headers: { "access-control-allow-origin": "*", "access-control-max-age": "7200" },
  });
  expect(listed(answer.headers["access-control-allow-methods"])).toContain(method);
  expect(listed(answer.headers["access-control-allow-headers"])).toEqual(expect.arrayContaining(headers));
});

test("a page submits score lines, and its script reads where they are and when to ask", async () => {
  const body = JSON.stringify({ data: ["Quiz1,85,76,90"] });
  const answer = await send(`${stack.api.url}/submissions`, {
    method: "POST",
    headers: { Origin: page, "Content-Type": "application/json" },
    body,
  });
  expect(answer).toMatchObject({
    status: 202,
    headers: { "access-control-allow-origin": "*", location: expect.stringContaining("/submissions/"), "retry-after": expect.any(String) },
  });
  expect(listed(answer.headers["access-control-expose-headers"])).toEqual(
    expect.arrayContaining(["location", "retry-after", "apigw-requestid"]),
  );
});

test("a script may read every header that OpenAPI tells of, but for those that only browsers and caches go by", () => {
  // The first is shown to every script (Fetch standard, "CORS-safelisted response-header name").
  const others = ["cache-control", "x-content-type-options", "vary"];
  const names = Object.keys(documented).map((name) => name.toLowerCase());
  expect(pipeline.api.cors.exposeHeaders).toEqual(expect.arrayContaining(names.filter((name) => !others.includes(name))));
});

test("a page may use every method that a route takes", () => {
  const methods = pipeline.api.routes.map(({ method }) => method);
  expect(pipeline.api.cors.allowMethods).toEqual(expect.arrayContaining(methods));
});

test.each([
  ["a path that is not there", "GET", "/nothing", 404],
  ["a method that the path does not take", "DELETE", "/submissions", 405],
  ["a body that is not taken", "POST", "/submissions", 400],
])("the problem with %s can be read by a page", async (_, method, path, status) => {
  expect(await preflight(path, method, [])).toMatchObject({ status: 204, headers: { "access-control-allow-origin": "*" } });
  const headers = { Origin: page, "Content-Type": "application/json" };
  const answer = await send(`${stack.api.url}${path}`, { method, headers, ...(method === "POST" && { body: "Quiz1,85" }) });
  expect(answer).toMatchObject({
    status,
    headers: {
      "content-type": "application/problem+json",
      "access-control-allow-origin": "*",
      "access-control-expose-headers": expect.any(String),
    },
  });
});

test("a request that no page sends is told nothing of CORS", async () => {
  const { headers } = await send(`${stack.api.url}/nothing`);
  expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
});

describe("where pipeline.json sets other limits", () => {
  const throttle = { ratePerSecond: 0.001, burst: 1 };
  const cors = { ...pipeline.api.cors, allowOrigins: ["https://staff.example"] };
  let other: TestStack;
  beforeAll(async () => {
    other = await startTestStack({ pipeline: { ...pipeline, api: { ...pipeline.api, throttle, cors } } });
  });
  afterAll(() => other.stop());

  test("one request too many is a 429, which the pages that it allows can read, and no others", async () => {
    const ask = (origin: string) => send(`${other.api.url}/nothing`, { headers: { Origin: origin } });
    expect(await ask(page)).toMatchObject({ status: 404 });
    expect(await ask("https://staff.example")).toMatchObject({
      status: 429,
      text: '{"message":"Too Many Requests"}',
      headers: { "access-control-allow-origin": "https://staff.example", vary: "origin" },
    });
    expect((await ask(page)).headers).not.toHaveProperty("access-control-allow-origin");
  });
});

test("where time is scaled, tokens come back the sooner", async () => {
  // At 200 a second the second of these requests would be one too many; at 50 times as much none is.
  const throttle = { ratePerSecond: 200, burst: 1 };
  const scaled = await startTestStack({ pipeline: { ...pipeline, api: { ...pipeline.api, throttle } }, timeScale: 50 });
  try {
    for (let asked = 0; asked < 20; asked++) expect(await send(`${scaled.api.url}/nothing`)).toMatchObject({ status: 404 });
  } finally {
    await scaled.stop();
  }
});
