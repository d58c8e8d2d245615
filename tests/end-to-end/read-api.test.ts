// The GET routes of submissions with real HTTP, on what the pipeline itself stored, and on what lies in S3 when something went wrong.
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { rawKeys, resultKeys, submissionFolder } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readSubmissionList } from "../../generated/validators/read-submission-list.js";
import { readSubmissionProblems } from "../../generated/validators/read-submission-problems.js";
import { readSubmissionStatus } from "../../generated/validators/read-submission-status.js";
import failures from "../../schemas/examples/failure.json" with { type: "json" };
import submissions from "../../schemas/examples/submission.json" with { type: "json" };
import uploads from "../../schemas/examples/upload.json" with { type: "json" };
import { announcement, send } from "./announcement.ts";
import { readerOf } from "./reader.ts";
import { postBody, startTestStack, type TestStack } from "./test-stack.ts";
import { uploadClient } from "./upload-client.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => stack.emulator.faults.clear());
afterAll(() => stack.stop());

const { get, counted, problemOf } = readerOf(() => stack);

async function statusOf(id: string) {
  const { json, ...rest } = await counted(`/submissions/${id}`);
  return { ...rest, body: accept("submission-status", readSubmissionStatus, json()) };
}

const put = (bucket: "raw" | "results", key: string, value: object) =>
  stack.s3.send(new PutObjectCommand({ Bucket: stack.resources.buckets[bucket], Key: key, Body: JSON.stringify(value) }));

/** A submission that was accepted now, or some time ago, and that has no result. */
async function accepted(secondsAgo = 0): Promise<{ id: string; acceptedAt: string }> {
  const at = new Date(Date.now() - secondsAgo * 1_000);
  const id = uuidV7({ msecs: at.getTime() });
  const acceptedAt = at.toISOString();
  await put("raw", rawKeys.submission(id), { ...submissions.valid[0]?.value, id, acceptedAt });
  return { id, acceptedAt };
}

/** Submits, and waits until the mail is sent and marked. */
async function notified(lines: string[], said: object = {}): Promise<string> {
  const marked = stack.mailMarked();
  const response = await postBody(stack, JSON.stringify({ data: lines, ...said }));
  const { id } = Object(await response.json());
  await marked;
  return id;
}

const folder = (id: string) => submissionFolder(id);

describe("a submission that went all the way", () => {
  let id: string;
  beforeAll(async () => {
    id = await notified(["Quiz1,85,76,90,x", "=Quiz2,78,,85,80"], { mode: "lenient", title: "Woche 7 – Schleifen", course: "CS-487" });
  });

  test("its status has the steps with their times, the counts and where to go, in two requests", async () => {
    const { status, headers, body, requests } = await statusOf(id);
    expect(status).toBe(200);
    expect(headers.get("retry-after")).toBeNull();
    expect(body).toEqual({
      id,
      status: "notified",
      partial: true,
      acceptedAt: expect.any(String),
      title: "Woche 7 – Schleifen",
      course: "CS-487",
      timeline: ["accepted", "calculated", "notified"].map((step) => ({ status: step, at: expect.any(String) })),
      counts: { quizCount: 2, scoreCount: 6, missingCount: 1, problemCount: 1 },
      links: { self: `/submissions/${id}`, statistics: `/submissions/${id}/statistics`, problems: `/submissions/${id}/problems` },
    });
    const times = body.timeline.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(times[0]).toBe(body.acceptedAt);
    expect(requests).toEqual(["ListObjectsV2 scoreline-results", `HeadObject scoreline-results/${folder(id)}statistics.json`]);
  });

  test("its statistics are the stored bytes with S3's ETag, in one request", async () => {
    const { headers, bytes, requests } = await counted(`/submissions/${id}/statistics`, { accept: "application/json" });
    expect(headers.get("content-type")).toBe("application/json");
    expect(bytes.toString()).toBe(await stack.text("results", resultKeys.statistics(id)));
    const head = new HeadObjectCommand({ Bucket: stack.resources.buckets.results, Key: resultKeys.statistics(id) });
    expect(headers.get("etag")).toBe((await stack.s3.send(head)).ETag);
    expect(headers.get("vary")).toBe("Accept");
    expect(requests).toEqual([`GetObject scoreline-results/${folder(id)}statistics.json`]);
  });

  test("its statistics as CSV are a line for each quiz, and no formula", async () => {
    const { headers, bytes } = await counted(`/submissions/${id}/statistics`, {
      accept: "text/html;q=0.9, text/csv, application/json;q=0.5",
    });
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    const lines = bytes.toString().split("\r\n");
    expect(lines.map((line) => line.split(",").slice(0, 6).join())).toEqual([
      "quiz,method,relativeError,count,missing,min",
      "Quiz1,exact,,3,0,76",
      "'=Quiz2,exact,,3,1,78",
      "",
    ]);
  });

  test("each form is named by an ETag of its own, and who has it gets 304 without a body", async () => {
    const path = `/submissions/${id}/statistics`;
    const tags: string[] = [];
    for (const accept of ["application/json", "text/csv"]) {
      const etag = (await get(path, { accept })).headers.get("etag") ?? "";
      tags.push(etag);
      for (const named of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
        const { status, headers, bytes } = await counted(path, { accept, "if-none-match": named });
        expect([status, bytes.length, headers.get("etag"), headers.get("vary")]).toEqual([304, 0, etag, "Accept"]);
      }
      expect((await get(path, { accept, "if-none-match": '"other"' })).status).toBe(200);
    }
    expect(new Set(tags).size).toBe(2);
    expect((await get(path, { accept: "text/csv", "if-none-match": tags[0] ?? "" })).status).toBe(200);
  });

  test("in a form that there is not they are a 406, and S3 is not asked", async () => {
    const { status, body, requests } = await problemOf(`/submissions/${id}/statistics`, { accept: "application/xml" });
    expect([status, body.code, requests]).toEqual([406, "not-acceptable", []]);
  });

  test("its quality report tells every problem with its place, in two requests", async () => {
    const { json, requests } = await counted(`/submissions/${id}/problems`);
    const report = accept("submission-problems", readSubmissionProblems, json());
    expect(report).toMatchObject({ id, quality: { problemCount: 1, problems: [{ code: "type-error", line: 1, column: 5, cell: "x" }] } });
    expect(requests).toHaveLength(2);
  });

  test("its id in capitals is the same id", async () => {
    expect((await statusOf(id.toUpperCase())).body.id).toBe(id);
  });
});

test("statistics of ten thousand quizzes are a redirect to S3, which hands out the stored bytes; as CSV they fit", async () => {
  const id = await notified(Array.from({ length: 10_000 }, (_, index) => `Quiz ${index},${index % 101},85,${index % 7}.25`));
  const { status, headers, bytes, requests } = await counted(`/submissions/${id}/statistics`);
  expect([status, bytes.length, requests.length]).toEqual([303, 0, 1]);
  const stored = await fetch(headers.get("location") ?? "");
  expect(stored.headers.get("content-type")).toBe("application/json");
  const text = await stored.text();
  expect(text.length).toBeGreaterThan(6 * 1024 * 1024);
  expect(text).toBe(await stack.text("results", resultKeys.statistics(id)));
  const csv = await counted(`/submissions/${id}/statistics`, { accept: "text/csv" });
  expect(csv.status).toBe(200);
  expect(csv.bytes.toString().split("\r\n")).toHaveLength(10_002);
  expect((await counted(`/submissions/${id}/problems`)).status).toBe(200);
}, 60_000);

describe("a submission whose statistics are still to come", () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await accepted());
  });

  test("is accepted, says when to ask again, and takes two requests", async () => {
    const { headers, body, requests } = await statusOf(id);
    expect(body).toMatchObject({ status: "accepted", title: "Week 7", timeline: [{ status: "accepted", at: body.acceptedAt }] });
    expect(body.links).toEqual({ self: `/submissions/${id}` });
    expect(headers.get("retry-after")).toBe("1");
    expect(requests).toEqual(["ListObjectsV2 scoreline-results", `GetObject scoreline-raw/${folder(id)}submission.json`]);
  });

  test.each([
    ["statistics", "statistics"],
    ["problems", "quality report"],
  ])("has no %s yet: a 404 that says its state and when to ask again", async (path, what) => {
    const { status, headers, body } = await problemOf(`/submissions/${id}/${path}`);
    expect([status, headers.get("retry-after"), body.code]).toEqual([404, "1", "not-ready"]);
    expect(body.detail).toBe(`Submission ${id} has no ${what} yet: it is accepted. Ask again in 1 s, or watch GET /submissions/${id}.`);
  });
});

test("a submission without a result for more than an hour is overdue, and says whom to ask", async () => {
  const { body, headers } = await statusOf((await accepted(61 * 60)).id);
  expect(body).toMatchObject({ status: "overdue", reason: { code: "overdue", detail: expect.stringContaining(body.id) } });
  expect(headers.get("retry-after")).toBe("60");
});

test("an upload that cannot be read is uploading, then rejected: it says why, has a quality report and no statistics", async () => {
  const csv = Buffer.from("Quiz1,85,76\nQuiz2,78,abc\n");
  const client = uploadClient(stack.api.url);
  const file = { sizeBytes: csv.length, slice: (start: number, end: number) => csv.subarray(start, end) };
  const upload = await client.create(file, { course: "CS-487" });
  const uploading = await statusOf(upload.id);
  expect(uploading.body).toMatchObject({ status: "uploading", course: "CS-487", timeline: [] });
  expect(uploading.headers.get("retry-after")).toBe("60");
  expect((await problemOf(`/submissions/${upload.id}/statistics`)).body.code).toBe("not-ready");

  const { id } = upload;
  await client.send(id, upload, file, [1]);
  const marked = stack.mailMarked();
  expect((await client.complete(id)).status).toBe(202);
  await marked;
  const { body, requests, headers } = await statusOf(id);
  expect(body).toMatchObject({
    status: "rejected",
    course: "CS-487",
    reason: { code: "invalid-scores", detail: expect.stringContaining("line 2, cell 3") },
  });
  expect(body.timeline.map(({ status }) => status)).toEqual(["accepted", "rejected", "notified"]);
  expect(headers.get("retry-after")).toBeNull();
  expect(requests).toEqual(["ListObjectsV2 scoreline-results", `GetObject scoreline-results/${folder(id)}rejection.json`]);
  const report = accept("submission-problems", readSubmissionProblems, (await counted(body.links.problems ?? "")).json());
  expect(report.quality.problems).toMatchObject([{ code: "type-error", line: 2, column: 3, cell: "abc" }]);
  const { status, body: problem } = await problemOf(`/submissions/${id}/statistics`);
  expect([status, problem.code]).toEqual([404, "not-found"]);
  expect(problem.detail).toContain("it is rejected (invalid-scores)");
});

test("score lines that were gone before they were read: failed, and what to do", async () => {
  const id = uuidV7();
  await send(stack, "calculation", await announcement(stack, id));
  await stack.takeDead("calculation", 1);
  const { body, requests } = await statusOf(id);
  expect(body).toMatchObject({ status: "failed", reason: { code: "object-gone", detail: expect.stringContaining("submit them again") } });
  expect(requests).toEqual(["ListObjectsV2 scoreline-results", `GetObject scoreline-results/${folder(id)}failure.json`]);
});

test("statistics without a mail are calculated; failed when the notifier gave up; and notified when it was tried again after all", async () => {
  const repair = stack.emulator.faults.add({ service: "sns", operation: "Publish" });
  const stored = stack.emulator.requests.next(({ operation, resource }) => operation === "PutObject" && /statistics/.test(resource));
  const { id, acceptedAt } = await stack.submit(["Quiz1,85"]);
  await stored;
  const calculated = await statusOf(id);
  expect(calculated.body).toMatchObject({ status: "calculated", counts: { quizCount: 1 } });
  expect(calculated.headers.get("retry-after")).toBe("1");

  await put("results", resultKeys.failure(id), { ...failures.valid[0]?.value, submissionId: id, acceptedAt, stage: "result-notifier" });
  const failed = await statusOf(id);
  expect(failed.body).toMatchObject({ status: "failed", reason: { code: "not-notified" }, counts: { quizCount: 1 } });
  expect(failed.body.timeline.map(({ status }) => status)).toEqual(["accepted", "calculated", "failed"]);
  expect((await get(failed.body.links.statistics ?? "")).status).toBe(200);
  expect(failed.requests).toHaveLength(2);

  const marked = stack.mailMarked();
  repair();
  await marked;
  expect((await statusOf(id)).body.status).toBe("notified");
});

test("an upload that was not completed in time is expired", async () => {
  const id = uuidV7();
  await put("raw", rawKeys.upload(id), { ...uploads.valid[0]?.value, id, state: "open", expiresAt: "2026-01-01T00:00:00.000Z" });
  expect((await statusOf(id)).body).toMatchObject({ status: "expired", reason: { code: "upload-expired" } });
});

describe("an id that leads nowhere", () => {
  const unknown = uuidV7();
  test.each(["", "/statistics", "/problems"])("that nobody has: GET /submissions/{id}%s is a 404 that says where ids are", async (path) => {
    const { status, body } = await problemOf(`/submissions/${unknown}${path}`);
    expect([status, body.code]).toEqual([404, "not-found"]);
    expect(body.detail).toContain(`There is no submission ${unknown}.`);
    expect(body.detail).toContain("POST /submissions");
  });

  test.each(["7", "%2e%2e%2fscores", `${unknown}0`, "%F0%9F%98%80"])("that is no UUID (%s): a 404, and S3 is not asked", async (id) => {
    const { status, body, requests } = await problemOf(`/submissions/${id}`);
    expect([status, body.code, requests]).toEqual([404, "not-found", []]);
  });
});

describe("the list", () => {
  async function page(path: string) {
    const { json, requests } = await counted(path);
    return { ...accept("submission-list", readSubmissionList, json()), requests };
  }

  test("it has every submission once, the newest first, over its pages, in two requests each, also while new ones come", async () => {
    const keys = await stack.keys("raw");
    const there = keys.filter((key) => key.endsWith("/submission.json")).map((key) => key.split("/")[1]?.slice(13));
    const more = [await accepted(-1), await accepted(-2), await accepted(-3)].map(({ id }) => id);
    const visited: string[] = [];
    for (let path: string | undefined = "/submissions?limit=2"; path !== undefined; ) {
      const { submissions: listed, links, requests } = await page(path);
      expect(requests).toEqual(["ListObjectsV2 scoreline-raw", "ListObjectsV2 scoreline-results"]);
      visited.push(...listed.map(({ id }) => id));
      path = links.next;
      await accepted(-10);
    }
    expect(visited).toEqual([...more.toReversed(), ...there]);
  });

  test("it tells the same state as the submission itself", async () => {
    const { submissions: listed } = await page("/submissions?limit=100");
    for (const { id, status, acceptedAt, links } of listed) {
      const { body } = await statusOf(id);
      // The list goes by when the submission was stored, which a test cannot put back.
      if (body.status === "overdue") continue;
      expect([links.self, status]).toEqual([`/submissions/${id}`, body.status]);
      // Of an upload the list tells when it was begun.
      if (status === "rejected") expect(Date.parse(acceptedAt)).toBeLessThan(Date.parse(body.acceptedAt ?? ""));
      else expect(acceptedAt).toBe(body.acceptedAt);
    }
    expect(new Set(listed.map(({ status }) => status))).toEqual(new Set(["accepted", "notified", "rejected"]));
  });

  test.each(["limit=0", "limit=101", "limit=2.5", "limit=ten", "limit=", "limt=10", "cursor=page%202", "cursor="])(
    "?%s is refused, by name",
    async (query) => {
      const { status, body, requests } = await problemOf(`/submissions?${query}`);
      expect([status, body.code, requests]).toEqual([422, "invalid-request", []]);
      expect(body.errors?.[0]?.pointer).toBe(`/${query.split("=")[0]}`);
    },
  );
});

test.each([
  ["GetObject", "/statistics"],
  ["ListObjectsV2", ""],
  ["ListObjectsV2", "/problems"],
])("while S3 fails to %s, GET /submissions/{id}%s is a 503 that can be repeated, and no 404", async (operation, path) => {
  const { id } = await accepted();
  const repair = stack.emulator.faults.add({ service: "s3", operation });
  const { status, headers, body } = await problemOf(`/submissions/${id}${path}`);
  expect([status, headers.get("retry-after"), body.code]).toEqual([503, "5", "temporarily-unavailable"]);
  repair();
  expect((await get(`/submissions/${id}`)).status).toBe(200);
});

test("no answer about a submission may be cached or taken for another type", async () => {
  const { id } = await accepted();
  for (const path of [
    "/submissions",
    `/submissions/${id}`,
    `/submissions/${id}/statistics`,
    "/submissions/7",
    "/health",
    "/openapi.json",
  ]) {
    const { headers } = await get(path);
    expect([path, headers.get("cache-control"), headers.get("x-content-type-options")]).toEqual([path, "no-store", "nosniff"]);
  }
});
