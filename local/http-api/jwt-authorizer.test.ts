import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { APIGatewayEventRequestContextJWTAuthorizer } from "aws-lambda";
import { type HttpApi, startHttpApi } from "./http-api.ts";
import { echo, send } from "./test-api.ts";
import { startTestIssuer, type TestIssuer } from "./test-issuer.ts";

let issuer: TestIssuer;
let api: HttpApi;
beforeAll(async () => {
  issuer = await startTestIssuer();
  api = await startHttpApi({
    routes: [
      { method: "GET", path: "/read", functionName: "reader", scopes: ["scores/read", "scores/read-all"] },
      { method: "POST", path: "/read", functionName: "reader", scopes: ["scores/submit"] },
      { method: "GET", path: "/open", functionName: "reader" },
    ],
    defaultFunctionName: "fallback",
    invoke: echo,
    auth: { issuer: issuer.issuer, audience: ["client-1", "client-2"] },
    cors: { allowOrigins: ["*"], allowMethods: ["GET"], allowHeaders: [], exposeHeaders: [], maxAgeSeconds: 0 },
  });
});
afterAll(() => Promise.all([api.stop(), issuer.stop()]));

type Claims = Record<string, unknown>;

const good = { sub: "user-1", client_id: "client-1", scope: "openid scores/read" };
const ask = (authorization?: string, method = "GET") =>
  send(`${api.url}/read`, { method, headers: { origin: "https://page.example", ...(authorization !== undefined && { authorization }) } });
const sign = (claims: Claims = {}, signing?: Parameters<TestIssuer["sign"]>[1]) => issuer.sign({ ...good, ...claims }, signing);
const seconds = () => Math.floor(Date.now() / 1000);

/** What the event tells the function of a token. */
async function authorizerOf(authorization: string): Promise<APIGatewayEventRequestContextJWTAuthorizer> {
  const { status, text } = await ask(authorization);
  expect([status, text]).toEqual([200, expect.any(String)]);
  return JSON.parse(text).event.requestContext.authorizer;
}

test("a token that holds gets through, bare or behind Bearer, and the function gets its claims as texts", async () => {
  const token = await sign({ "cognito:groups": ["teachers", "staff"], email_verified: true });
  const { iat } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  for (const authorization of [token, `Bearer ${token}`, `bearer ${token}`])
    expect(await authorizerOf(authorization)).toEqual({
      jwt: {
        claims: {
          ...good,
          iss: issuer.issuer,
          iat: String(iat),
          exp: String(iat + 3_600),
          "cognito:groups": "[teachers staff]",
          email_verified: "true",
        },
        scopes: ["scores/read"],
      },
    });
});

test.each<[string, Claims]>([
  ["the audience, as one of several", { aud: ["elsewhere", "client-2"], client_id: undefined }],
  ["the audience, whatever the client is", { aud: "client-1", client_id: "client-9" }],
  ["the client, where there is no audience", { client_id: "client-2" }],
  ["any one of the route's scopes", { scope: "scores/read-all" }],
  ["scopes as a list, called scp", { scope: undefined, scp: ["scores/read"] }],
])("what it goes by: %s", async (_what, claims) => {
  expect((await ask(`Bearer ${await sign(claims)}`)).status).toBe(200);
});

describe("401, with the reason in WWW-Authenticate", () => {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const unsigned = () => `${encoded({ alg: "none", kid: "key-1" })}.${encoded({ ...good, iss: issuer.issuer, exp: seconds() + 60 })}.`;
  /** Signed with what everybody knows, the public key's text, as if it were a shared secret. */
  async function confused(): Promise<string> {
    const keys = await (await fetch(`${issuer.issuer}/keys.json`)).text();
    const text = `${encoded({ alg: "HS256", kid: "key-1" })}.${encoded({ ...good, iss: issuer.issuer, exp: seconds() + 60 })}`;
    return `${text}.${createHmac("sha256", keys).update(text).digest("base64url")}`;
  }
  const cases: [string, () => Promise<string> | string, string][] = [
    ["garbage", () => "Bearer abc", 'error="invalid_token"'],
    ["three pieces of garbage", () => "Bearer a.b.c", 'error="invalid_token"'],
    ["one that has expired", () => sign({ exp: seconds() - 1 }), "exp"],
    ["one without an end", () => sign({ exp: undefined }), "exp"],
    ["one that is not yet valid", () => sign({ nbf: seconds() + 60 }), "nbf"],
    ["one that was issued in the future", () => sign({ iat: seconds() + 60 }), "the token was issued in the future"],
    ["one for another audience", () => sign({ aud: "elsewhere" }), "the token does not have a valid audience"],
    ["one of another client", () => sign({ client_id: "client-9" }), "the token does not have a valid audience"],
    ["one for nobody", () => sign({ client_id: undefined }), "the token does not have a valid audience"],
    ["one of another issuer", () => sign({ iss: "https://elsewhere.example" }), "iss"],
    ["one that another key has signed", () => sign({}, { withForeignKey: true }), "signature"],
    ["one that names a key which there is not", () => sign({}, { kid: "key-2" }), "key"],
    ["one that names no key", () => sign({}, { kid: undefined }), "the token names no key"],
    ["one that nobody has signed", unsigned, "alg"],
    ["one that is signed with the public key", confused, "alg"],
  ];

  test.each(cases)("%s", async (_what, token, reason) => {
    const { status, headers, text } = await ask(await token());
    expect([status, text]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(headers["www-authenticate"]).toMatch(/^Bearer scope="" error="invalid_token" error_description="[^"\\]*"$/);
    expect(headers["www-authenticate"]).toContain(reason);
    expect(headers).toMatchObject({ "content-type": "application/json", "access-control-allow-origin": "*" });
  });

  test.each([undefined, "", "Basic dXNlcjpwYXNzd29yZA=="])("no token: %j", async (authorization) => {
    const { status, headers, text } = await ask(authorization);
    expect([status, text, headers["www-authenticate"]]).toEqual([401, '{"message":"Unauthorized"}', "Bearer"]);
  });
});

test.each<Claims>([{ scope: "openid" }, { scope: undefined }, { scope: "scores/readx" }, { scope: "scores" }])(
  "403 for a token without the scope: %j",
  async (claims) => {
    const { status, headers, text } = await ask(`Bearer ${await sign(claims)}`);
    expect([status, text]).toEqual([403, '{"message":"Forbidden"}']);
    expect(headers["access-control-allow-origin"]).toBe("*");
  },
);

test("each route has scopes of its own, and one that has none asks for no token, nor does $default", async () => {
  expect((await ask(`Bearer ${await sign()}`, "POST")).status).toBe(403);
  expect((await ask(`Bearer ${await sign({ scope: "scores/submit" })}`, "POST")).status).toBe(200);
  for (const path of ["/open", "/nothing"]) {
    const { status, text } = await send(`${api.url}${path}`, { headers: { authorization: "Bearer abc" } });
    expect(status).toBe(200);
    expect(JSON.parse(text).event.requestContext).not.toHaveProperty("authorizer");
  }
});

test("the issuer's keys are fetched once", async () => {
  const before = issuer.asked.length;
  for (let count = 0; count < 3; count += 1) expect((await ask(`Bearer ${await sign()}`)).status).toBe(200);
  expect(issuer.asked.slice(before)).toEqual([]);
});

test("while the issuer is down no token can be checked, so none gets through; when it is back they do", async () => {
  const later = await startTestIssuer();
  const routes = [{ method: "GET", path: "/read", functionName: "reader", scopes: ["scores/read"] }];
  const front = await startHttpApi({ routes, invoke: echo, auth: { issuer: later.issuer, audience: ["client-1"] } });
  const headers = { authorization: `Bearer ${await later.sign(good)}` };
  const statuses: number[] = [];
  for (const isDown of [true, false]) {
    later.setDown(isDown);
    statuses.push((await send(`${front.url}/read`, { headers })).status);
  }
  await Promise.all([front.stop(), later.stop()]);
  expect(statuses).toEqual([401, 200]);
});
