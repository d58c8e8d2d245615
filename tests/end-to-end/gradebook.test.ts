// The gradebooks that Canvas and Moodle import, over HTTP, of a class that went all the way.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { rawKeys, resultKeys } from "../../functions/aws/keys.ts";
import { readerOf } from "./reader.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
let id: string;
let path: string;
beforeAll(async () => {
  stack = await startTestStack();
  ({ id, path } = await submitted(file));
}, 60_000);
afterAll(() => stack.stop());

const { get, counted, problemOf } = readerOf(() => stack);

const example = await readFile(new URL("../../examples/class.csv", import.meta.url), "utf8");
const students = Array.from({ length: 30 }, (_, at) => `s${1001 + at}@example.edu`);
const file = `Quiz,${students.join()}\n${example}`;

/** Submits a file, and waits until the mail is sent and marked: then nobody but the client asks S3 for anything. */
async function submitted(csv: string): Promise<{ id: string; path: string }> {
  const marked = stack.mailMarked();
  const response = await fetch(`${stack.api.url}/submissions?maxScore=100`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: csv,
  });
  const { id } = Object(await response.json());
  await marked;
  return { id, path: `/submissions/${id}/statistics` };
}

/** The cells of the example as they are written there. */
const rows = example
  .trimEnd()
  .split("\n")
  .map((line) =>
    line
      .replace(/^".*?"|^[^,]*/, "")
      .split(",")
      .slice(1),
  );
const names =
  'Week 1: Variables,Week 2: Conditions,"Week 3: Loops, lists and maps",Week 4: Functions,Week 5: Recursion,Week 6: Files,Week 7: Testing,Final quiz';

const csv = (lines: string[]) => lines.map((line) => `${line}\r\n`).join("");

test("Canvas gets each student's scores as they were written, EX as EX, and no other cell where there is none, in three requests", async () => {
  const { status, headers, bytes, requests } = await counted(`${path}?format=canvas`);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(requests).toEqual([
    `HeadObject scoreline-results/${resultKeys.statistics(id)}`,
    `GetObject scoreline-raw/${rawKeys.submission(id)}`,
    `GetObject scoreline-raw/${rawKeys.scores(id)}`,
  ]);
  const cells = (student: number) => rows.map((row) => (row[student] === "ABS" ? "" : row[student]));
  const text = bytes.toString();
  expect(text).toBe(
    csv([
      `Student,ID,SIS User ID,SIS Login ID,Section,${names}`,
      "Points Possible,,,,,100,100,100,100,100,100,100,100",
      ...students.map((student, at) => `${student},,,${student},,${cells(at).join()}`),
    ]),
  );
  const lines = text.split("\r\n");
  expect(lines[2]).toBe("s1001@example.edu,,,s1001@example.edu,,97,90.25,79.5,95.25,70,65,79.75,85");
  expect(lines[7]).toBe("s1006@example.edu,,,s1006@example.edu,,69,EX,66.25,79.25,69.75,81.75,74,59");
  expect(lines[13]).toBe("s1012@example.edu,,,s1012@example.edu,,,,,,,,,");
});

test("Moodle gets a dash where there is no score, and the students by their e-mail addresses", async () => {
  const response = await get(`${path}?format=moodle&studentsBy=email`);
  const cells = (student: number) => rows.map((row) => (/\d/.test(row[student] ?? "") ? row[student] : "-"));
  expect(await response.text()).toBe(csv([`Email address,${names}`, ...students.map((student, at) => `${student},${cells(at).join()}`)]));
});

test("whoever has it gets 304", async () => {
  const etag = (await get(`${path}?format=canvas`)).headers.get("etag") ?? "";
  expect((await get(`${path}?format=canvas`, { "if-none-match": etag })).status).toBe(304);
});

test("of score lines without a header there is none, and the problem says what to send", async () => {
  const { path } = await submitted(example);
  const { status, body } = await problemOf(`${path}?format=canvas`);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: "not-exportable", detail: expect.stringContaining("header: true") });
});

test("what the query cannot say is told", async () => {
  expect((await problemOf(`${path}?format=blackboard`)).body).toMatchObject({ code: "invalid-request", errors: [{ pointer: "/format" }] });
  expect((await problemOf(`${path}?format=moodle&studentsBy=canvas-id`)).body).toMatchObject({ code: "invalid-request" });
  expect((await problemOf(`${path}?studentsBy=email`)).body).toMatchObject({ code: "invalid-request" });
});

test("of a submission that nobody has there is none", async () => {
  const { body } = await problemOf("/submissions/01a21000-7d3b-7b8e-9b59-0a5f6f0f6a11/statistics?format=canvas");
  expect(body.code).toBe("not-found");
});
