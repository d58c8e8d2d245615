// The route in its stack, as Lambda runs it; in memory, so that thousands of requests can be tried.
import { afterAll, describe, expect, test } from "@jest/globals";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import fc from "fast-check";
import type { IdempotencyRecord } from "../../generated/types/idempotency-record.d.ts";
import type { RawDataStored } from "../../generated/types/raw-data-stored.d.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { httpFunction } from "../boundary/http/stack.ts";
import { postSubmissions } from "./post-submissions.ts";

const known = "01a20ff0-2c11-7a5e-8f02-6b1de0a4c7d2";
const announced: RawDataStored[] = [];
const records = new Map<string, IdempotencyRecord>();
const handler = httpFunction(
  { maxBodyBytes: 4_194_304, routes: [{ method: "POST", path: "/submissions" }], auth: "none" },
  {
    "POST /submissions": postSubmissions({
      storeScores: async ({ submissionId, body, contentType, sha256 }) => {
        const key = `submissions/${submissionId}/scores.csv`;
        return { bucket: "raw", key, etag: '"e"', contentType, sizeBytes: body.byteLength, sha256 };
      },
      storeSubmission: async (submission) => submission,
      isReadable: async (id) => id === known,
      announce: async (event) => void announced.push(event),
      records: {
        begin: async (name, record) => {
          const there = records.get(name);
          if (there === undefined) records.set(name, record);
          return there;
        },
        read: async (name) => records.get(name),
        finish: async (name, record) => void records.set(name, record),
      },
    }),
  },
);

interface Sent {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  contentType?: string;
  base64?: boolean;
}

/** Posts a body as API Gateway hands it over. */
async function post(body: string | Uint8Array, { query, headers = {}, contentType = "application/json", base64 = false }: Sent = {}) {
  const isBase64Encoded = base64 || typeof body !== "string";
  const event = {
    routeKey: "POST /submissions",
    headers: { "content-type": contentType, ...headers },
    ...(query && { queryStringParameters: query }),
    requestContext: { http: { method: "POST", path: "/submissions" } },
    body: isBase64Encoded ? Buffer.from(body).toString("base64") : body,
    isBase64Encoded,
  };
  const answer = await handler(event as unknown as APIGatewayProxyEventV2, { awsRequestId: "request-1" } as Context);
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
}

describe("a correction", () => {
  const correct = (replaces: string) => post(JSON.stringify({ data: ["Quiz1,85"], replaces }));

  test("names a submission that is there, in small or large letters, and goes on as one", async () => {
    announced.length = 0;
    expect((await correct(known)).status).toBe(202);
    expect((await correct(known.toUpperCase())).status).toBe(202);
    expect((await post("Quiz1,85\n", { contentType: "text/csv", query: { replaces: known } })).status).toBe(202);
    expect(announced.map(({ data }) => data.replaces)).toEqual([known, known, known]);
  });

  test("of a submission that is not there is refused, with what to do, and announces nothing", async () => {
    announced.length = 0;
    const { status, body } = await correct("01a20ff0-2c11-7a5e-8f02-000000000000");
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/replaces", code: "unknown-submission", detail: expect.stringContaining("GET /submissions") }],
    });
    expect(announced).toEqual([]);
  });

  test("burns no Idempotency-Key where it is refused", async () => {
    const headers = { "idempotency-key": "correction-1" };
    const unknown = "01a20ff0-2c11-7a5e-8f02-000000000000";
    expect((await post(JSON.stringify({ data: ["Quiz1,85"], replaces: unknown }), { headers })).status).toBe(422);
    expect((await post(JSON.stringify({ data: ["Quiz1,85"], replaces: known }), { headers })).status).toBe(202);
  });

  test("is another request than the same score lines that correct nothing", async () => {
    const headers = { "idempotency-key": "correction-2" };
    expect((await post(JSON.stringify({ data: ["Quiz1,85"] }), { headers })).status).toBe(202);
    const { status, body } = await post(JSON.stringify({ data: ["Quiz1,85"], replaces: known }), { headers });
    expect([status, body.code]).toEqual([422, "idempotency-key-reused"]);
  });

  test("cannot be tried: a dry run has no earlier figures", async () => {
    const { status, body } = await post(JSON.stringify({ data: ["Quiz1,85"], replaces: known }), { query: { dryRun: "true" } });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer: "/replaces", code: "not-allowed", detail: expect.stringContaining("Leave out") }] });
  });
});

const octets = "application/octet-stream";

describe("what the query says of a CSV file", () => {
  test("all of it reaches the announcement, each as what it is", async () => {
    const query = {
      title: "Week 7",
      course: "CS-487",
      mode: "lenient",
      delimiter: "\t",
      decimal: ",",
      header: "true",
      encoding: "utf-8",
      missingTokens: "n/a,-",
      maxScore: "100",
      passMark: "4.5e1",
      gradeBands: "A:85,Pass: good:50.5",
      excludeZeros: "false",
      minimumGroupSize: "5",
    };
    const { status } = await post("quiz\tann\nQuiz1\t85,5\n", { query, contentType: octets, base64: true });
    expect(status).toBe(202);
    expect(announced.at(-1)?.data).toMatchObject({
      title: "Week 7",
      course: "CS-487",
      options: {
        mode: "lenient",
        delimiter: "\t",
        decimal: ",",
        header: true,
        encoding: "utf-8",
        missingTokens: ["n/a", "-"],
        maxScore: 100,
        passMark: 45,
        gradeBands: [
          { label: "A", from: 85 },
          { label: "Pass: good", from: 50.5 },
        ],
        excludeZeros: false,
        minimumGroupSize: 5,
      },
    });
  });

  test.each([
    [{ maxscore: "100" }, "/maxscore"],
    [{ maxScore: "0x64" }, "/maxScore"],
    [{ maxScore: "1e999" }, "/maxScore"],
    [{ maxScore: "" }, "/maxScore"],
    [{ header: "yes" }, "/header"],
    [{ delimiter: "|" }, "/delimiter"],
    [{ gradeBands: "A" }, "/gradeBands/0"],
    [{ gradeBands: "A:85,B:x" }, "/gradeBands/1/from"],
    [{ gradeBands: ":85" }, "/gradeBands/0/label"],
    [{ title: "Week 7\nWeek 8" }, "/title"],
    [{ multilineCells: "false" }, "/multilineCells"],
    [{ dryRun: "1" }, "/dryRun"],
  ])("%j is refused at its place", async (query, pointer) => {
    const { status, body } = await post("Quiz1,85\n", { query, contentType: "text/csv" });
    expect([status, body.code, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
      422,
      "invalid-request",
      [pointer],
    ]);
  });
});

describe("the body", () => {
  test.each(["text/csv", "Text/CSV; charset=UTF-8", "text/csv;charset=us-ascii", octets])("%s is a CSV file", async (contentType) => {
    const plain = await post("Quiz1,85\n", { contentType });
    const base64 = await post("Quiz1,85\n", { contentType, base64: true });
    expect([plain.status, base64.status]).toEqual([202, 202]);
    expect(base64.body.sha256).toBe(plain.body.sha256);
  });

  test("text in a charset that the gateway does not decode by is refused, and told how to come", async () => {
    const { status, headers, body } = await post("Pr\ufffdfung,85\n", { contentType: 'text/csv; charset="ISO-8859-1"' });
    expect([status, body.code]).toEqual([415, "unsupported-media-type"]);
    expect(headers?.accept).toBe("application/json, text/csv, application/octet-stream");
    expect(body.detail).toContain("this says that it is iso-8859-1");
  });

  test("in base64 JSON gives the same as in plain", async () => {
    const body = JSON.stringify({ data: ["Prüfung,85"] });
    expect((await post(body, { base64: true })).body.sha256).toBe((await post(body)).body.sha256);
  });
});

describe("Idempotency-Key", () => {
  const send = (key: string, body = '{"data":["Quiz1,85"]}', query = {}) => post(body, { headers: { "Idempotency-Key": key }, query });

  test("quoted or bare, it is the same key, and the answer the same", async () => {
    const [bare, quoted] = [await send("key-1"), await send('"key-1"')];
    expect(quoted).toEqual(bare);
    expect(bare.status).toBe(202);
  });

  test("it may be sent with a dry run, and is as unused as before", async () => {
    expect((await send("key-2", undefined, { dryRun: "true" })).status).toBe(200);
    expect((await send("key-2", '{"data":["Quiz1,86"]}')).status).toBe(202);
  });

  test("what cannot be read does not use it up", async () => {
    expect((await send("key-3", '{"data":["Quiz1,x"]}')).status).toBe(422);
    expect((await send("key-3")).status).toBe(202);
    expect((await send("key-3", '{"data":["Quiz1,86"]}')).body.code).toBe("idempotency-key-reused");
  });

  test("one that is none is refused before anything is read", async () => {
    expect(await send("a b", '{"data":["Quiz1,x"]}')).toMatchObject({ status: 400, body: { code: "invalid-idempotency-key" } });
  });
});

describe("a dry run", () => {
  const tried = (data: string[]) => post(JSON.stringify({ data }), { query: { dryRun: "true" } });

  test("of as many quizzes as there may be is done; of one more it is told, and nothing is announced", async () => {
    const before = announced.length;
    const data = Array.from({ length: 2_001 }, (_, index) => `Quiz ${index},${index % 101},85`);
    expect((await tried(data.slice(1))).status).toBe(200);
    const { status, body } = await tried(data);
    expect([status, body.code]).toEqual([422, "dry-run-too-large"]);
    expect(body.detail).toMatch(/^A dry run takes 2000 quizzes at most, and these are 2001\. /);
    expect(announced.length).toBe(before);
  });

  test("that would answer with more bytes than an answer holds is told with the figures", async () => {
    const { status, body } = await tried(Array.from({ length: 2_000 }, (_, index) => `"${'""'.repeat(400)}${index}",85`));
    expect([status, body.code]).toEqual([422, "dry-run-too-large"]);
    expect(body.detail).toMatch(/^A dry run answers with 5000000 bytes at most, and these statistics have \d{7}\. /);
  });
});

describe("whatever is sent, the answer is an acceptance, statistics or a problem of the client's", () => {
  const word = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("85", "8,5", ";", '"', "NA", "\n", "\u0000", "\ud800"),
  );
  const line = fc.array(word, { maxLength: 4 }).map((cells) => cells.join(","));
  const names = [
    "data",
    "mode",
    "delimiter",
    "decimal",
    "header",
    "missingTokens",
    "maxScore",
    "gradeBands",
    "title",
    "encoding",
    "__proto__",
  ];
  /** JSON that is nearly right, since what is not near at all goes no further than the contract. */
  const nearly = fc
    .record({ data: fc.array(line, { maxLength: 5 }), more: fc.dictionary(fc.constantFrom(...names), fc.jsonValue(), { maxKeys: 2 }) })
    .map(({ data, more }) => JSON.stringify({ data, mode: "lenient", ...more }));
  const someJson = fc.oneof(fc.json(), nearly, fc.constantFrom('{"data":["Q,1"],"maxScore":1e999}', '{"__proto__":1}', "{}", "1e999"));
  const anyQuery = fc.dictionary(fc.constantFrom("dryRun", "title", ...names), fc.oneof(word, fc.constantFrom("true", "lenient", "A:85")), {
    maxKeys: 3,
  });
  const query = fc.oneof(anyQuery, fc.constantFrom({}, { dryRun: "true" }));
  const key = fc.option(fc.constantFrom("k", '"k"', "", "\u0000", "ü"), { nil: undefined });

  const met = new Set<number>();
  afterAll(() => expect([...met].sort()).toEqual([200, 202, 400, 415, 422]));

  async function expectAnswer(sent: Promise<{ status: number | undefined; body: unknown }>): Promise<void> {
    const { status = 0, body } = await sent;
    met.add(status);
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
    const contract = status === 202 ? readSubmissionAccepted : status === 200 ? readStatistics : readProblem;
    expect([status, contract(body), contract.errors]).toEqual([status, true, null]);
  }

  test("any JSON", async () => {
    await fc.assert(
      fc.asyncProperty(someJson, query, key, fc.boolean(), async (body, query, key, base64) => {
        await expectAnswer(post(body, { query, base64, headers: key === undefined ? {} : { "idempotency-key": key } }));
      }),
      { numRuns: 3_000 },
    );
  });

  test("any bytes, of any content type", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.array(line, { maxLength: 6 }).map((lines) => Buffer.from(lines.join("\r\n"))),
    );
    const type = fc.constantFrom(octets, "text/csv", "text/csv; charset=utf-16", "", "text/plain", "application/x+json");
    await fc.assert(
      fc.asyncProperty(bytes, type, query, fc.boolean(), async (body, contentType, query, base64) => {
        await expectAnswer(post(base64 ? body : Buffer.from(body).toString("utf8"), { query, contentType }));
      }),
      { numRuns: 3_000 },
    );
  });
});
