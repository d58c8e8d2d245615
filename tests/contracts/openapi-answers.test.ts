// The running API keeps to generated/openapi.json: every route answers as it is described there, and every problem to the word of its example.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { rawKeys } from "../../functions/aws/keys.ts";
import { definitionOf } from "../../local/definition.ts";
import { startHttpApi } from "../../local/http-api/http-api.ts";
import { operations } from "../../schemas/api/operations.ts";
import { type ProblemCode, problemAnswers } from "../../schemas/api/problem-answers.ts";
import { problemKinds } from "../../schemas/api/problem-kinds.ts";
import submissions from "../../schemas/examples/submission.json" with { type: "json" };
import uploads from "../../schemas/examples/upload.json" with { type: "json" };
import { examplesOf } from "../../scripts/generate/examples.ts";
import { scoreFile } from "../end-to-end/score-file.ts";
import { pipeline, postBody, startTestStack, type TestStack } from "../end-to-end/test-stack.ts";
import { type UploadClient, uploadClient } from "../end-to-end/upload-client.ts";
import { described, token } from "./described.ts";

type Route = keyof typeof operations;

const api = described("openapi.json");

let stack: TestStack;
/** A stack whose functions ask who calls, behind a gateway that was deployed without an authoriser. */
let careless: TestStack;
let client: UploadClient;
beforeAll(async () => {
  stack = await startTestStack();
  careless = await startTestStack({ definition: definitionOf(pipeline, "scoreline", { kind: "cognito", resourceServer: "scoreline" }) });
  client = uploadClient(stack.api.url);
});
afterEach(() => stack.emulator.faults.clear());
afterAll(() => Promise.all([stack.stop(), careless.stop()]));

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${stack.api.url}${path}`, { headers, redirect: "manual" });
const responsesOf = (route: Route) => {
  const [method = "", path = ""] = route.split(" ");
  return `#/paths/${token(path)}/${method.toLowerCase()}/responses`;
};

/** Headers of the connection, and of bodies in general. */
const transport = ["connection", "keep-alive", "date", "content-length", "content-type"];
/** Said where there is something to wait for, and not otherwise. */
const sometimes = ["retry-after"];

/** The body of an answer that is as `responses` (a place in the document) says. */
async function asDescribed(response: Response, responses: string): Promise<unknown> {
  const place = `${responses}/${response.status}`;
  const described = Object.keys(api.objectAt(`${place}/headers`));
  const sent = [...response.headers.keys()].filter((name) => !transport.includes(name));
  const expected = described.map((name) => name.toLowerCase()).filter((name) => sent.includes(name) || !sometimes.includes(name));
  expect(sent.toSorted()).toEqual(expected.toSorted());
  for (const name of described.filter((one) => response.headers.has(one))) {
    const text = response.headers.get(name) ?? "";
    const value = api.objectAt(`${place}/headers/${name}/schema`).type === "integer" ? Number(text) : text;
    expect([name, api.violations(`${place}/headers/${name}/schema`, value)]).toEqual([name, []]);
  }
  const text = await response.text();
  const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  if (Object.keys(api.objectAt(`${place}/content`)).length === 0) {
    expect(text).toBe("");
    return undefined;
  }
  const body: unknown = mediaType === "text/csv" ? text : JSON.parse(text);
  expect(api.violations(`${place}/content/${token(mediaType)}/schema`, body)).toEqual([]);
  return body;
}

describe("what is taken", () => {
  test.each(examplesOf("submission-request").valid)("submission-request: $because", async ({ value }) => {
    const { replaces } = Object(value);
    // What is corrected has to be there.
    if (replaces)
      await stack.s3.send(new PutObjectCommand({ Bucket: stack.resources.buckets.raw, Key: rawKeys.submission(replaces), Body: "{}" }));
    const response = await postBody(stack, JSON.stringify(value));
    expect(response.status).toBe(202);
    await asDescribed(response, responsesOf("POST /submissions"));
  });
});

describe("what is read", () => {
  let submission: string;
  let large: string;
  let failing: string;
  let upload: string;
  beforeAll(async () => {
    submission = (await stack.submit(["Quiz1,85,76,90"])).links.self;
    large = (await stack.submit(Array.from({ length: 10_000 }, (_, index) => `Quiz ${index},${index % 101},85,${index % 7}.25`))).links
      .self;
    upload = (await client.create(scoreFile({ quizCount: 1, runs: 1 }))).links.self;
    const rows = JSON.stringify({ data: Array(30_000).fill("Quiz1,85,x"), mode: "lenient" });
    failing = Object(await (await postBody(stack, rows)).json()).links.self;
    for (const self of [submission, large, failing]) await stack.mailAbout(self.split("/")[2] ?? "", 25_000);
  }, 60_000);

  const etagOf = async (path: string, headers = {}) => (await get(path, headers)).headers.get("etag") ?? "";
  const csv = { accept: "text/csv" };

  const reads: [Route, number, string, () => Promise<Response>][] = [
    ["GET /submissions", 200, "a page", () => get("/submissions?limit=1")],
    ["GET /submissions/{id}", 200, "a status", () => get(submission)],
    ["GET /submissions/{id}/statistics", 200, "JSON", () => get(`${submission}/statistics`)],
    ["GET /submissions/{id}/statistics", 200, "CSV", () => get(`${submission}/statistics`, csv)],
    ["GET /submissions/{id}/statistics", 303, "too large for an answer", () => get(`${large}/statistics`)],
    [
      "GET /submissions/{id}/statistics",
      304,
      "what the client has",
      async () => get(`${submission}/statistics`, { ...csv, "if-none-match": await etagOf(`${submission}/statistics`, csv) }),
    ],
    ["GET /submissions/{id}/problems", 200, "a quality report", () => get(`${submission}/problems`)],
    ["GET /submissions/{id}/problems", 303, "rows that are too large for an answer", () => get(`${failing}/problems`, csv)],
    ["GET /uploads/{id}", 200, "how far it has come", () => get(upload)],
    ["GET /schemas/{name}/{file}", 200, "a version", () => get("/schemas/statistics/2.0.0.schema.json")],
    ["GET /schemas/{name}/{file}", 200, "the latest of a major", () => get("/schemas/statistics/2.schema.json")],
    [
      "GET /schemas/{name}/{file}",
      304,
      "what the client has",
      async () => get("/schemas/statistics/2.schema.json", { "if-none-match": await etagOf("/schemas/statistics/2.schema.json") }),
    ],
    ["GET /openapi.json", 200, "the document", () => get("/openapi.json")],
    ["GET /health", 200, "that it answers", () => get("/health")],
  ];

  test.each(reads)("%s, %d: %s", async (route, status, _what, read) => {
    const response = await read();
    expect(response.status).toBe(status);
    await asDescribed(response, responsesOf(route));
  });

  test("every GET route was read, with every status that it is described with", () => {
    const described = Object.entries(operations).flatMap(([route, { answers }]) =>
      route.startsWith("GET ") ? Object.keys(answers).map((status) => `${route} ${status}`) : [],
    );
    expect(new Set(reads.map(([route, status]) => `${route} ${status}`))).toEqual(new Set(described));
  });
});

describe("what goes wrong", () => {
  const { maxBodyBytes, uploads: limits } = pipeline.api;
  const id = "01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11";
  const now = () => new Date().toISOString();
  const put = (key: string, value: object) =>
    stack.s3.send(new PutObjectCommand({ Bucket: stack.resources.buckets.raw, Key: key, Body: JSON.stringify(value) }));
  const keyed = (key: string, quiz: string) =>
    fetch(`${stack.api.url}/submissions`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ data: [quiz] }),
    });

  /** Asks through a gateway whose authoriser asks for no scope, with a token that has none. */
  async function withoutScope(path: string): Promise<Response> {
    const routes = pipeline.api.routes.map(({ function: functionName, ...route }) => ({ ...route, functionName }));
    const authorizer = { jwt: { claims: { sub: "user-1" }, scopes: null } };
    const front = await startHttpApi({
      routes,
      invoke: (name, event) =>
        careless.lambda.invoke(name, { ...Object(event), requestContext: { ...Object(event).requestContext, authorizer } }),
    });
    const response = await fetch(`${front.url}${path}`);
    const answer = new Response(await response.text(), response);
    await front.stop();
    return answer;
  }

  /** By code: the route that answers with it, if one does, and what makes it do so. */
  const provoked: Record<Exclude<ProblemCode, "internal-error">, [Route | "x-fallback", () => Promise<Response>]> = {
    "malformed-json": ["POST /submissions", () => postBody(stack, "Quiz1,85")],
    "invalid-idempotency-key": ["POST /submissions", () => keyed("two words", "Quiz1,85")],
    unauthenticated: ["GET /submissions/{id}", () => fetch(`${careless.api.url}/submissions/${id}`)],
    forbidden: ["GET /submissions/{id}", () => withoutScope(`/submissions/${id}`)],
    "not-found": ["x-fallback", () => get("/submission")],
    "not-ready": [
      "GET /submissions/{id}/statistics",
      async () => {
        await put(rawKeys.submission(id), { ...submissions.valid[0]?.value, id, acceptedAt: now() });
        return get(`/submissions/${id}/statistics`);
      },
    ],
    "method-not-allowed": ["x-fallback", () => fetch(`${stack.api.url}/submissions`, { method: "PUT" })],
    "not-acceptable": ["GET /submissions/{id}/statistics", () => get(`/submissions/${id}/statistics`, { accept: "application/xml" })],
    "not-exportable": [
      "GET /submissions/{id}/statistics",
      async () => {
        const { self } = (await stack.submit(["Quiz1,85,76,90"])).links;
        await stack.mailAbout(self.split("/")[2] ?? "", 25_000);
        return get(`${self}/statistics?format=canvas`);
      },
    ],
    "upload-incomplete": [
      "POST /uploads/{id}/complete",
      async () => {
        const file = { sizeBytes: limits.smallestPartBytes + 1_000, slice: (from: number, to: number) => Buffer.alloc(to - from, "1") };
        const upload = await client.create(file);
        await client.send(upload.id, upload, file, [1]);
        return client.complete(upload.id);
      },
    ],
    "upload-completed": [
      "DELETE /uploads/{id}",
      async () => {
        await put(rawKeys.upload(id), { ...uploads.valid[0]?.value, id, state: "completed", endedAt: now() });
        return client.request("DELETE", `/uploads/${id}`);
      },
    ],
    "upload-aborted": [
      "POST /uploads/{id}/complete",
      async () => {
        await put(rawKeys.upload(id), { ...uploads.valid[0]?.value, id, state: "aborted", endedAt: now() });
        return client.complete(id);
      },
    ],
    "upload-expired": [
      "POST /uploads/{id}/parts",
      async () => {
        await put(rawKeys.upload(id), { ...uploads.valid[0]?.value, id, state: "open", expiresAt: "2026-01-01T00:00:00.000Z" });
        return client.request("POST", `/uploads/${id}/parts`, { parts: [{ number: 1, crc32: "AAAAAA==" }] });
      },
    ],
    "upload-too-large": [
      "POST /uploads",
      () => client.request("POST", "/uploads", { sizeBytes: limits.largestBytes + 1, contentType: "text/csv" }),
    ],
    "body-too-large": ["POST /submissions", () => postBody(stack, "x".repeat(maxBodyBytes + 1))],
    "unsupported-media-type": ["POST /submissions", () => postBody(stack, "Quiz1,85", "text/plain")],
    "invalid-request": ["POST /submissions", () => postBody(stack, '{"dta":["Quiz1,85"]}')],
    "invalid-scores": ["POST /submissions", () => stack.post(["Quiz1,85,76", "Quiz2,78,abc"])],
    "idempotency-key-reused": [
      "POST /submissions",
      async () => {
        await keyed("9d5c0a7e", "Quiz1,85");
        return keyed("9d5c0a7e", "Quiz1,86");
      },
    ],
    "dry-run-too-large": [
      "POST /submissions",
      () =>
        fetch(`${stack.api.url}/submissions?dryRun=true`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ data: Array.from({ length: 8_000 }, (_, index) => `Quiz ${index},85,76,90`) }),
        }),
    ],
    "temporarily-unavailable": [
      "POST /submissions",
      () => {
        stack.emulator.faults.add({ service: "s3", operation: "PutObject" });
        return stack.post(["Quiz1,85"]);
      },
    ],
  };

  /** What is of this one request, and no word of the example. */
  const inGeneral = (problem: unknown) => {
    const { detail, ...rest } = Object(problem);
    return { ...rest, detail: String(detail).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|\d{6,}/g, "…") };
  };

  test.each(Object.entries(provoked))("%s, to the word of the example", async (code, [route, provoke]) => {
    const body = await asDescribed(await provoke(), route === "x-fallback" ? "#/x-fallback/responses" : responsesOf(route));
    const example = api.objectAt(`#/components/examples/${code}/value`);
    expect(inGeneral(body)).toEqual({ ...inGeneral(example), instance: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  test("all problems but a fault of our own were provoked, each at a route that is described with it", () => {
    expect([...Object.keys(provoked), "internal-error"].sort()).toEqual(Object.keys(problemAnswers).sort());
    for (const [route, { problems }] of Object.entries(operations))
      for (const code of problems)
        expect(Object.keys(api.objectAt(`${responsesOf(route as Route)}/${problemKinds[code].status}`))).not.toEqual([]);
  });
});
