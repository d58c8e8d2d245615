// The failed rows of a submission over HTTP: got as CSV, as an answer or from S3, corrected, and sent in again with their notes.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { rawKeys, resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { announcementOf } from "../../functions/request-receiver/announcement.ts";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readSubmission } from "../../generated/validators/read-submission.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { send } from "./announcement.ts";
import { type FailingFile, failingFile } from "./failing-file.ts";
import { readerOf } from "./reader.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";
import { allParts, uploadClient } from "./upload-client.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => stack.emulator.faults.clear());
afterAll(() => stack.stop());

const { counted, problemOf } = readerOf(() => stack);
/** What an answer asked of S3. The notifier may still be marking its mail as sent. */
const operationsOf = (requests: string[]) =>
  requests.map((request) => request.split(" ")[0]).filter((operation) => operation !== "PutObject");
const file = 'quiz;ann;bob\r\nQuiz1;85,5;90\r\n=SUM(A1);70;abc\r\n"Lab\n2";90 %;80\r\n';

function post(body: string, said: Record<string, string>): Promise<Response> {
  const query = new URLSearchParams({ decimal: ",", header: "true", ...said });
  return fetch(`${stack.api.url}/submissions?${query}`, { method: "POST", headers: { "content-type": "text/csv" }, body });
}

/** Submits, and waits for the mail. */
async function submitted(body: string, said: Record<string, string> = {}): Promise<string> {
  const response = await post(body, said);
  expect(response.status).toBe(202);
  const { id } = accept("submission-accepted", readSubmissionAccepted, await response.json());
  await stack.mailAbout(id);
  return id;
}

async function quizzesOf(id: string) {
  const { status, quizzes } = accept("statistics", readStatistics, JSON.parse(await stack.text("results", resultKeys.statistics(id))));
  return { status, quizzes: quizzes.map(({ name, count, missing, sum }) => [name, count, missing, sum]) };
}

test("failed rows of a lenient submission are accepted once corrected, their notes still in them, and count right", async () => {
  const id = await submitted(file, { mode: "lenient" });
  const { status, headers, bytes, requests } = await counted(`/submissions/${id}/problems`, { accept: "text/csv" });
  expect([status, headers.get("content-type"), headers.get("vary")]).toEqual([200, "text/csv; charset=utf-8", "Accept"]);
  expect(operationsOf(requests)).toEqual(["ListObjectsV2", "GetObject", "GetObject", "GetObject"]);
  expect(await stack.keys("results")).not.toContain(resultKeys.failedRows(id));
  const rows = bytes.toString();
  expect(rows.replace(/"#! (?:[^"]|"")*"/g, "note")).toBe('quiz;ann;bob\r\n"\'=SUM(A1)";70;abc;note\r\n"Lab\n2";90 %;80;note\r\n');

  expect((await post(rows, {})).status).toBe(422);
  const again = await submitted(rows.replace(";abc;", ";71,5;").replace(";90 %;", ";90;"));
  expect(await quizzesOf(again)).toEqual({
    status: "complete",
    quizzes: [
      ["=SUM(A1)", 2, 0, 141.5],
      ["Lab\n2", 2, 0, 170],
    ],
  });
});

test("so are those of a file that was uploaded and rejected", async () => {
  const bytes = Buffer.from(file);
  const client = uploadClient(stack.api.url);
  const scores = { sizeBytes: bytes.length, slice: (start: number, end: number) => Buffer.from(bytes.subarray(start, end)) };
  const upload = await client.create(scores, { header: true });
  await client.send(upload.id, upload, scores, allParts(upload));
  expect((await client.complete(upload.id)).status).toBe(202);
  await stack.mailAbout(upload.id);
  const rows = (await counted(`/submissions/${upload.id}/problems`, { accept: "text/csv" })).bytes.toString();
  const again = await submitted(rows.replace(";abc;", ";;").replace(";90 %;", ";;"));
  expect(await quizzesOf(again)).toEqual({
    status: "complete",
    quizzes: [
      ["=SUM(A1)", 1, 1, 70],
      ["Lab\n2", 1, 1, 80],
    ],
  });
});

test("who accepts neither form is told which there are, and JSON comes to who does not say", async () => {
  const id = await submitted("quiz;ann\nQuiz1;85\n");
  const { status, body } = await problemOf(`/submissions/${id}/problems`, { accept: "image/png" });
  expect([status, body.code]).toEqual([406, "not-acceptable"]);
  expect((await counted(`/submissions/${id}/problems`)).headers.get("content-type")).toBe("application/json");
  expect((await counted(`/submissions/${id}/problems`, { accept: "text/csv" })).bytes.toString()).toBe("");
});

describe("failed rows that are too large for an answer", () => {
  const csv = { accept: "text/csv" };
  /** What S3 was asked about a submission's failed rows. */
  const askedOf = (id: string) =>
    stack.emulator.requests.all
      .filter(({ resource }) => resource.endsWith(`/${resultKeys.failedRows(id)}`))
      .map(({ operation }) => operation);

  async function uploaded(file: FailingFile, said: object): Promise<string> {
    const client = uploadClient(stack.api.url);
    const upload = await client.create(file, said);
    await client.send(upload.id, upload, file, allParts(upload));
    stack.emulator.requests.clear();
    expect((await client.complete(upload.id)).status).toBe(202);
    await stack.mailAbout(upload.id, 60_000);
    return upload.id;
  }

  /** Follows the redirect to where the rows lie. */
  async function keptRows(id: string): Promise<string> {
    const { status, headers, bytes, requests } = await counted(`/submissions/${id}/problems`, csv);
    expect([status, headers.get("vary"), bytes.length]).toEqual([303, "Accept", 0]);
    expect(operationsOf(requests)).toEqual(["ListObjectsV2"]);
    const rows = await fetch(headers.get("location") ?? "");
    expect([rows.status, rows.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    return rows.text();
  }

  test("those of a file of 120 MB come from S3, sent there part by part, and a sample of them is accepted once corrected", async () => {
    const file = failingFile({ rounds: 3_000, every: 20 });
    expect(file.sizeBytes).toBeGreaterThan(120_000_000);
    const id = await uploaded(file, { mode: "lenient", maxScore: 100 });
    const asked = askedOf(id);
    expect(asked.slice(0, 2)).toEqual(["HeadObject", "CreateMultipartUpload"]);
    expect(asked.slice(2, -1)).toEqual(Array(asked.length - 3).fill("UploadPart"));
    expect(asked.at(-1)).toBe("CompleteMultipartUpload");
    const rows = await keptRows(id);
    expect(asked.length - 3).toBe(Math.ceil(Buffer.byteLength(rows) / 8_388_608));
    const [header, ...failed] = rows.split("\r\n");
    expect([header, failed.pop()]).toEqual(["quiz,ann,bob,cem,dora,eve,finn,gina,hugo,ida,jan", ""]);
    expect(failed).toHaveLength(file.failedRows);
    expect(failed.at(-1)).toMatch(
      /^Quiz0980,85,abc,90,71,64,55,88,93,77,60,"#! Line 2999982, column 3: type-error: ""abc"" is not a number\. /,
    );

    const sample = failed.filter((_row, index) => index % 1_000 === 0).map((row) => row.replace(",abc,", ",71,"));
    const again = await submitted([header, ...sample].join("\r\n"), { decimal: "." });
    const { status, quizzes } = await quizzesOf(again);
    expect([status, quizzes]).toEqual(["complete", [["Quiz0000", 10 * sample.length, 0, 754 * sample.length]]]);

    const { status: asJson, requests } = await counted(`/submissions/${id}/problems`);
    expect([asJson, operationsOf(requests)]).toEqual([200, ["ListObjectsV2", "GetObject"]]);
  }, 120_000);

  test("so do those of a small file with many of them that is rejected, and a repeated delivery keeps nothing again", async () => {
    const id = await uploaded(failingFile({ rounds: 40, every: 1 }), {});
    const rows = await keptRows(id);
    expect(rows.split("\r\n")).toHaveLength(40_002);
    expect(Buffer.byteLength(rows)).toBeGreaterThan(8_388_608);

    const settled = stack.emulator.requests.next(
      ({ operation, resource }) => operation.startsWith("DeleteMessage") && resource === "scoreline-calculation",
    );
    const submission = accept("submission", readSubmission, JSON.parse(await stack.text("raw", rawKeys.submission(id))));
    stack.emulator.requests.clear();
    await send(stack, "calculation", announcementOf(submission));
    await settled;
    expect(askedOf(id)).toEqual(["HeadObject"]);
  });

  test("where S3 does not take them the submission is calculated without them, no part is left, and whoever asks is told what to do", async () => {
    const match = ({ resource }: { resource: string }) => resource.endsWith("/failed-rows.csv");
    stack.emulator.faults.add({ service: "s3", operation: "UploadPart", match, failure: { status: 500, code: "InternalError" } });
    const id = await uploaded(failingFile({ rounds: 40, every: 1 }), { mode: "lenient" });
    expect(askedOf(id)).toEqual(["HeadObject", "CreateMultipartUpload", "UploadPart", "UploadPart", "UploadPart", "AbortMultipartUpload"]);
    await stack.logged("failed rows not kept", id);
    expect((await quizzesOf(id)).status).toBe("partial");
    const { status, body } = await problemOf(`/submissions/${id}/problems`, csv);
    expect([status, body.code]).toEqual([406, "not-acceptable"]);
    expect(body.detail).toContain("Submit the lines in smaller files.");
  });
});
