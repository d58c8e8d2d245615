// Who may do what: every route of pipeline.json, asked by everybody. A route that has no row here fails.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { definitionOf } from "../../local/definition.ts";
import { type CallerName, callers, type GuardedStack, type Scope, startGuardedStack } from "./callers.ts";
import { scoreFile } from "./score-file.ts";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";
import { allParts, type UploadClient, uploadClient } from "./upload-client.ts";

interface Row {
  /** What a token has to be for; left out where none is needed. */
  scope?: Scope;
  /** Where and with what it is asked. */
  request: () => Promise<{ path: string; body?: object }>;
  expected: Record<CallerName, number>;
}

let stack: GuardedStack;
let client: UploadClient;
/** The owner's. */
let submission: string;
beforeAll(async () => {
  stack = await startGuardedStack();
  client = uploadClient(stack.api.url, await stack.headersOf("owner"));
  submission = await stack.submitAs("owner", ["Quiz1,85,76,90"]);
}, 60_000);
afterAll(() => stack.stop());

const routes = pipeline.api.routes.map(({ method, path, scope }) => ({ key: `${method} ${path}`, method, scope }));

const atTheGate = {
  "no token": 401,
  garbage: 401,
  expired: 401,
  "wrong audience": 401,
  "wrong issuer": 401,
  "scope missing": 403,
};
const everybody = (status: number) => Object.fromEntries(callers.map((caller) => [caller, status])) as Row["expected"]; // one of each
/** Whoever has the scope does it for themselves. */
const forOneself = (status: number) => ({ ...everybody(status), ...atTheGate });
/** It is the owner's, and for others it does not exist. */
const ownersAlone = (status: number) => ({ ...forOneself(404), owner: status });
const ownersAndReaders = (status: number) => ({ ...ownersAlone(status), "read-all": status });

const file = scoreFile({ quizCount: 1, runs: 1 });
/** An upload of the owner's whose parts have all been sent. */
async function sent(): Promise<string> {
  const upload = await client.create(file);
  await client.send(upload.id, upload, file, allParts(upload));
  return `/uploads/${upload.id}`;
}

const rows: Record<string, Row> = {
  "POST /submissions": {
    scope: "submit",
    request: async () => ({ path: "/submissions", body: { data: ["Quiz1,85"] } }),
    expected: forOneself(202),
  },
  "GET /submissions": { scope: "read", request: async () => ({ path: "/submissions" }), expected: forOneself(200) },
  "GET /submissions/{id}": {
    scope: "read",
    request: async () => ({ path: `/submissions/${submission}` }),
    expected: ownersAndReaders(200),
  },
  "GET /submissions/{id}/statistics": {
    scope: "read",
    request: async () => ({ path: `/submissions/${submission}/statistics` }),
    expected: ownersAndReaders(200),
  },
  "GET /submissions/{id}/problems": {
    scope: "read",
    request: async () => ({ path: `/submissions/${submission}/problems` }),
    expected: ownersAndReaders(200),
  },
  "POST /uploads": {
    scope: "submit",
    request: async () => ({ path: "/uploads", body: { sizeBytes: 10, contentType: "text/csv" } }),
    expected: forOneself(201),
  },
  "GET /uploads/{id}": { scope: "submit", request: async () => ({ path: await sent() }), expected: ownersAndReaders(200) },
  "DELETE /uploads/{id}": { scope: "submit", request: async () => ({ path: await sent() }), expected: ownersAlone(204) },
  "POST /uploads/{id}/parts": {
    scope: "submit",
    request: async () => ({ path: `${await sent()}/parts`, body: { parts: [{ number: 1, crc32: "AAAAAA==" }] } }),
    expected: ownersAlone(200),
  },
  "POST /uploads/{id}/complete": {
    scope: "submit",
    request: async () => ({ path: `${await sent()}/complete` }),
    expected: ownersAlone(202),
  },
  "GET /schemas/{name}/{file}": { request: async () => ({ path: "/schemas/statistics/2.schema.json" }), expected: everybody(200) },
  "GET /openapi.json": { request: async () => ({ path: "/openapi.json" }), expected: everybody(200) },
  "GET /health": { request: async () => ({ path: "/health" }), expected: everybody(200) },
};

test("every route has a row, and every row is a route's", () => {
  expect(Object.keys(rows).sort()).toEqual(routes.map(({ key }) => key).sort());
});

test("pipeline.json asks for the scope that the row says, and for none only where everybody is answered", () => {
  for (const { key, scope } of routes) {
    expect([key, scope]).toEqual([key, rows[key]?.scope]);
    expect([key, scope === undefined]).toEqual([key, rows[key]?.expected["no token"] === 200]);
  }
});

async function askedBy(headers: Record<string, string>, method: string, { request }: Row, api = stack.api.url): Promise<Response> {
  const { path, body } = await request();
  return fetch(`${api}${path}`, {
    method,
    redirect: "manual",
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

function rowOf(key: string): Row {
  const row = rows[key];
  if (row === undefined) throw new Error(`Nobody has said who may use ${key}: give it a row in rows.`);
  return row;
}

describe.each(routes)("$key", ({ key, method }) => {
  test.each(callers)("%s", async (caller) => {
    const row = rowOf(key);
    const origin = "https://page.example";
    const headers = { ...(await stack.headersOf(caller, row.scope)), origin };
    const response = await askedBy(headers, method, row);
    const text = await response.text();
    expect([response.status, text]).toEqual([row.expected[caller], expect.any(String)]);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    if (response.status === 401) expect(text).toBe('{"message":"Unauthorized"}');
    if (response.status === 401) expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    if (response.status === 403) expect(text).toBe('{"message":"Forbidden"}');
    if (response.status === 404) expect(JSON.parse(text)).toMatchObject({ code: "not-found" });
  });
});

test("read-all alone reads, and submits nothing; submit alone reads nothing", async () => {
  for (const { key, method, scope } of routes) {
    if (scope === undefined) continue;
    const { status } = await askedBy(await stack.headersOf("scope missing", scope), method, rowOf(key));
    expect([key, status]).toEqual([key, 403]);
  }
  const readAllAlone = await stack.headersOf("scope missing", "submit");
  expect((await fetch(`${stack.api.url}/submissions/${submission}`, { headers: readAllAlone })).status).toBe(200);
});

test("what no route takes asks for no token: preflights, 404 and 405", async () => {
  const preflight = {
    origin: "https://page.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const { status, headers } = await stack.ask("no token", "OPTIONS /submissions", undefined, preflight);
  expect([status, headers.get("access-control-allow-headers")]).toEqual([204, expect.stringContaining("authorization")]);
  expect((await stack.ask("no token", "GET /nothing")).status).toBe(404);
  expect((await stack.ask("no token", "PUT /submissions")).status).toBe(405);
});

describe("behind a gateway that was deployed without its authoriser", () => {
  let careless: TestStack;
  beforeAll(async () => {
    careless = await startTestStack({ definition: definitionOf(pipeline, "scoreline", { kind: "cognito", resourceServer: "scoreline" }) });
  }, 60_000);
  afterAll(() => careless.stop());

  test.each(routes)("$key is answered only where it is open to all", async ({ key, method, scope }) => {
    // A token that nobody has checked is no better than none.
    const headers = await stack.headersOf("owner");
    const before = careless.emulator.requests.all.length;
    const response = await askedBy(headers, method, rowOf(key), careless.api.url);
    expect(response.status).toBe(scope === undefined ? 200 : 401);
    if (scope === undefined) return;
    expect(await response.json()).toMatchObject({ code: "unauthenticated" });
    expect(careless.emulator.requests.all.slice(before).filter(({ service }) => service === "s3")).toEqual([]);
  });
});
