import { expect, test } from "@jest/globals";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import type { Validate } from "../../../generated/validators/validate.d.ts";
import { routeWithBody } from "./route.ts";
import { httpFunction, type RouteHandler } from "./stack.ts";

interface Text {
  text: string;
}

const readText: Validate<Text> = (value): value is Text => {
  const isText = typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
  readText.errors = isText ? null : [{ instancePath: "", keyword: "required", params: { missingProperty: "text" } }];
  return isText;
};

const api = {
  maxBodyBytes: 100,
  auth: "none" as const,
  routes: [
    { method: "POST", path: "/texts" },
    { method: "GET", path: "/texts" },
    { method: "GET", path: "/texts/{id}" },
    { method: "GET", path: "/files/{proxy+}" },
  ],
};

/** What the function answers to a request; its logic gives the text back, unless `logic` says otherwise. */
async function answer(request: Partial<APIGatewayProxyEventV2>, logic?: () => Promise<never>) {
  const contract = { name: "text", validate: readText };
  const echo = async ({ body }: { body: Text }) => ({ status: 201, headers: { location: "/texts/1" }, body });
  const handler = httpFunction(api, { "POST /texts": routeWithBody({ json: contract, answer: contract }, logic ?? echo) });
  const event = { routeKey: "POST /texts", headers: { "Content-Type": "application/json" }, isBase64Encoded: false, ...request };
  const response = await handler(event as APIGatewayProxyEventV2, { awsRequestId: "request-1" } as Context);
  return { ...response, body: JSON.parse(response.body) };
}

const unrouted = (method: string, path: string) =>
  ({ routeKey: "$default", requestContext: { http: { method, path } } }) as Partial<APIGatewayProxyEventV2>;

test("what the logic answers goes out as JSON, with its status and headers", async () => {
  expect(await answer({ body: '{"text":"a"}' })).toEqual({
    statusCode: 201,
    headers: { "content-type": "application/json", location: "/texts/1", "cache-control": "no-store", "x-content-type-options": "nosniff" },
    body: { text: "a" },
  });
});

test("a base64 body gives the same answer as a plain one", async () => {
  const plain = await answer({ body: '{"text":"ä"}' });
  expect(await answer({ body: Buffer.from('{"text":"ä"}').toString("base64"), isBase64Encoded: true })).toEqual(plain);
});

test.each([
  ["no body", {}, 400, "malformed-json"],
  ["an empty body", { body: "" }, 400, "malformed-json"],
  ["half of JSON", { body: '{"text":' }, 400, "malformed-json"],
  ["a forbidden key", { body: '{"__proto__":{}}' }, 400, "malformed-json"],
  ["another content type", { body: "text", headers: { "content-type": "text/plain" } }, 415, "unsupported-media-type"],
  ["no content type", { body: "{}", headers: {} }, 415, "unsupported-media-type"],
  ["a body above the limit", { body: `{"text":"${"ä".repeat(50)}"}` }, 413, "body-too-large"],
  ["a body that breaks the contract", { body: "{}" }, 422, "invalid-request"],
  ["no such path", unrouted("GET", "/text"), 404, "not-found"],
  ["no such path below", unrouted("GET", "/texts/1/2"), 404, "not-found"],
])("%s is a problem", async (_case, request, status, code) => {
  expect(await answer(request)).toMatchObject({
    statusCode: status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    body: { type: `https://schemas.scoreline.dev/problems/${code}`, status, code, instance: "request-1" },
  });
});

test("a body as large as the limit passes", async () => {
  const body = `{"text":"${"a".repeat(89)}"}`;
  expect(Buffer.byteLength(body)).toBe(api.maxBodyBytes);
  expect((await answer({ body })).statusCode).toBe(201);
});

test.each([
  ["DELETE", "/texts", "POST, GET"],
  ["POST", "/texts/1", "GET"],
  ["PUT", "/files/a/b", "GET"],
])("%s %s is not allowed, and Allow says what is", async (method, path, allow) => {
  expect(await answer(unrouted(method, path))).toMatchObject({ statusCode: 405, headers: { allow }, body: { code: "method-not-allowed" } });
});

test("an AWS service that fails is a 503 that can be repeated", async () => {
  const failing = () => Promise.reject(Object.assign(new Error("Please reduce your request rate."), { $metadata: { attempts: 3 } }));
  const response = await answer({ body: '{"text":"a"}' }, failing);
  expect(response).toMatchObject({ statusCode: 503, headers: { "retry-after": "5" }, body: { code: "temporarily-unavailable" } });
  expect(JSON.stringify(response)).not.toContain("reduce");
});

test.each([
  ["an error of ours", () => Promise.reject(new TypeError("secret"))],
  ["an answer that breaks its contract", () => Promise.resolve({ status: 200, body: { secret: 1 } } as never)],
  ["no answer", () => Promise.resolve(undefined as never)],
])("%s is a bare 500 whose message stays in the log", async (_case, logic) => {
  const response = await answer({ body: '{"text":"a"}' }, logic);
  expect(response).toMatchObject({ statusCode: 500, body: { code: "internal-error", instance: "request-1" } });
  expect(JSON.stringify(response)).not.toMatch(/secret|TypeError|at /);
});
test("a preflight that comes by $default is a 204 without a body, whatever its path; another OPTIONS request is a 405", async () => {
  const handler = httpFunction(api, {});
  const preflight = (path: string, headers: Record<string, string>) =>
    handler({ ...unrouted("OPTIONS", path), headers } as APIGatewayProxyEventV2, { awsRequestId: "request-1" } as Context);
  for (const path of ["/texts", "/nothing"]) {
    expect(await preflight(path, { Origin: "https://page.example", "Access-Control-Request-Method": "POST" })).toEqual({
      statusCode: 204,
      headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
    });
  }
  expect(await preflight("/texts", {})).toMatchObject({ statusCode: 405 });
});

test("where callers are asked who they are, the route gets to know; without claims, or of a route that pipeline.json has not, nothing gets through", async () => {
  const seen: unknown[] = [];
  const see: RouteHandler = async ({ caller }) => {
    seen.push(caller);
    return { statusCode: 204, body: "{}" };
  };
  const routes = [
    { method: "GET", path: "/texts", scope: "read" },
    { method: "GET", path: "/open" },
  ];
  const settings = { maxBodyBytes: 100, routes, auth: { resourceServer: "scoreline" } };
  const handler = httpFunction(settings, { "GET /texts": see, "GET /open": see, "GET /forgotten": see });
  const ask = async (routeKey: string, claims?: object) => {
    const requestContext = claims ? { authorizer: { jwt: { claims } } } : {};
    const event = { routeKey, headers: {}, requestContext };
    return (await handler(event as unknown as APIGatewayProxyEventV2, { awsRequestId: "request-1" } as Context)).statusCode;
  };
  const claims = { sub: "user-1", scope: "scoreline/read" };
  expect([await ask("GET /texts", claims), await ask("GET /open")]).toEqual([204, 204]);
  expect(seen).toEqual([{ owner: "user-1", readsAll: false }, "unknown"]);
  expect(await ask("GET /texts")).toBe(401);
  expect(await ask("GET /texts", { ...claims, scope: "scoreline/submit" })).toBe(403);
  expect(await ask("GET /forgotten", claims)).toBe(500);
  expect(seen).toHaveLength(2);
});
