// POST /submissions with a CSV file, over HTTP: stored byte for byte, read as the query says.
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { rawKeys, resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import type { SubmissionAccepted } from "../../generated/types/submission-accepted.d.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readSubmission } from "../../generated/validators/read-submission.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const octets = "application/octet-stream";

/** Posts a file with what the query says of it. API Gateway hands text/csv over as text, and octets as base64. */
function post(file: string | Buffer, contentType: string, said: Record<string, string> = {}): Promise<Response> {
  const body = typeof file === "string" ? file : new Uint8Array(file);
  const headers = { "content-type": contentType };
  return fetch(`${stack.api.url}/submissions?${new URLSearchParams(said)}`, { method: "POST", headers, body });
}

async function submit(...file: Parameters<typeof post>): Promise<SubmissionAccepted> {
  const response = await post(...file);
  return accept("submission-accepted", readSubmissionAccepted, await response.json());
}

async function storedBytes(id: string): Promise<Buffer> {
  const { Body } = await stack.s3.send(new GetObjectCommand({ Bucket: stack.resources.buckets.raw, Key: rawKeys.scores(id) }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function statisticsOf(id: string) {
  await stack.mailAbout(id);
  return accept("statistics", readStatistics, JSON.parse(await stack.text("results", resultKeys.statistics(id))));
}

const file = '\ufeffquiz;ann;"bob; jr."\r\nPrüfung 1;85,5;n/a\r\n"Lab\n2";70;80\r\n';
const said = {
  title: "Week 7",
  course: "CS-487",
  delimiter: ";",
  decimal: ",",
  missingTokens: "n/a",
  maxScore: "100",
  gradeBands: "A:85,B:70",
};

test("a file is stored as it came, and its statistics are as the query says", async () => {
  const accepted = await submit(file, "text/csv; charset=utf-8", said);
  const { id } = accepted;
  const self = `/submissions/${id}`;
  expect(accepted).toMatchObject({ lineCount: 2, links: { self, statistics: `${self}/statistics`, problems: `${self}/problems` } });
  expect((await storedBytes(id)).toString()).toBe(file);

  const statistics = await statisticsOf(id);
  expect(statistics.source).toEqual({ sha256: accepted.sha256, sizeBytes: Buffer.byteLength(file), lineCount: 2 });
  expect(statistics.quizzes.map(({ name, count, missing, max }) => [name, count, missing, max])).toEqual([
    ["Prüfung 1", 1, 1, 85.5],
    ["Lab\n2", 2, 0, 80],
  ]);
  expect(statistics).toMatchObject({ options: { maxScore: 100, gradeBands: [{ label: "A", from: 85 }, { label: "B" }] } });
});

test("what is known of it lies beside it, title and course included", async () => {
  const { id, acceptedAt, sha256 } = await submit("Quiz1,85\n", "text/csv", { title: "Week 7", course: "CS-487" });
  const submission = accept("submission", readSubmission, JSON.parse(await stack.text("raw", rawKeys.submission(id))));
  expect(submission).toMatchObject({ id, acceptedAt, title: "Week 7", course: "CS-487", options: {}, lineCount: 1, scores: { sha256 } });
});

test("as text, as bytes and as JSON lines: the same hash, and the same statistics to the byte", async () => {
  const lines = ["Quiz1,85,76,90", "Prüfung,78,88,85"];
  const csv = `${lines.join("\n")}\n`;
  const asText = await submit(csv, "text/csv");
  const asBytes = await submit(Buffer.from(csv), octets);
  const asJson = await stack.submit(lines);
  expect([asBytes.sha256, asJson.sha256]).toEqual([asText.sha256, asText.sha256]);
  const documents = [];
  for (const { id } of [asText, asBytes]) {
    await stack.mailAbout(id);
    documents.push(await stack.text("results", resultKeys.statistics(id)));
  }
  expect(documents[1]).toBe(documents[0]);
  // That a line break may not stand in a cell is an option of the JSON's; the figures are the same.
  expect(await statisticsOf(asJson.id)).toEqual({ ...JSON.parse(documents[0] ?? ""), options: { multilineCells: false } });
});

describe("bytes in another encoding", () => {
  test.each([
    ["windows-1252, as the query says", Buffer.from("Prüfung,85\n", "latin1"), { encoding: "windows-1252" }, "windows-1252"],
    ["UTF-16, as its mark says", Buffer.from("\ufeffPrüfung,85\n", "utf16le"), {}, "utf-16le"],
    ["UTF-16, as the query says", Buffer.from("Prüfung,85\n", "utf16le").swap16(), { encoding: "utf-16be" }, "utf-16be"],
  ])("%s", async (_which, bytes, said, encoding) => {
    const { id } = await submit(bytes, octets, said);
    expect(await storedBytes(id)).toEqual(bytes);
    const { quality, quizzes } = await statisticsOf(id);
    expect([quality.reading.encoding, quizzes[0]?.name]).toEqual([encoding, "Prüfung"]);
  });

  test("sent as text it is refused, with what to do: API Gateway has spoilt it on its way", async () => {
    const response = await post(Buffer.from("Prüfung,85\n", "latin1"), "text/csv", { mode: "lenient" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: "invalid-scores",
      errors: [{ pointer: "", code: "encoding-error", line: 1, detail: expect.stringContaining("application/octet-stream") }],
    });
  });
});

describe("what cannot be taken", () => {
  test("422: every bad cell, by line, column and cell", async () => {
    const response = await post("Quiz1,85\r\n\r\nQuiz2,x,85,y\r\n", "text/csv");
    const { errors } = accept("problem", readProblem, await response.json());
    expect(errors?.map(({ pointer, line, column, cell }) => [pointer, line, column, cell])).toEqual([
      ["", 3, 2, "x"],
      ["", 3, 4, "y"],
    ]);
  });

  test("422: what the query says beside a JSON body", async () => {
    const response = await post('{"data":["Quiz1,85"]}', "application/json", { maxScore: "100" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: "/maxScore", code: "belongs-in-body" }] });
  });

  test.each(["text/csv", octets])("413: a larger %s than there may be, with what it has and may have", async (contentType) => {
    const bytes = Buffer.alloc(pipeline.api.maxBodyBytes + 1, "Quiz1,85\n");
    const response = await post(bytes, contentType);
    expect(response.status).toBe(413);
    expect(accept("problem", readProblem, await response.json()).detail).toContain(
      `${bytes.length} bytes, and at most ${pipeline.api.maxBodyBytes}`,
    );
  });

  test("as large as there may be it is taken", async () => {
    const line = `Quiz1${",85".repeat(1_000_000)}\n`;
    const { sha256, id } = await submit(Buffer.from(line.padEnd(pipeline.api.maxBodyBytes, "\n")), octets);
    expect((await statisticsOf(id)).source).toMatchObject({ sha256, sizeBytes: pipeline.api.maxBodyBytes, lineCount: 1 });
  });
});
