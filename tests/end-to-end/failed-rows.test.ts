// The failed rows of a submission over HTTP: got as CSV, corrected, and sent in again with their notes.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { readerOf } from "./reader.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";
import { allParts, uploadClient } from "./upload-client.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const { counted, problemOf } = readerOf(() => stack);
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
  // The notifier may still be marking its mail as sent.
  const asked = requests.map((request) => request.split(" ")[0]).filter((operation) => operation !== "PutObject");
  expect(asked).toEqual(["ListObjectsV2", "GetObject", "GetObject", "GetObject"]);
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
