// A correction: sent as any submission, with the id of the one that it replaces; the statistics and the mail tell the earlier figures beside the new ones.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import { readStatistics } from "../../generated/validators/read-statistics.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { readSubmissionStatus } from "../../generated/validators/read-submission-status.js";
import { announcement, send } from "./announcement.ts";
import { readerOf } from "./reader.ts";
import { scoreFile } from "./score-file.ts";
import { postBody, startTestStack, type TestStack } from "./test-stack.ts";
import { acceptedBy } from "./upload-answers.ts";
import { allParts, uploadClient } from "./upload-client.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const { counted } = readerOf(() => stack);
const before = ["Quiz1,85,76,60", "Quiz2,78,88,85", "Quiz3,92,90,87"];
const now = ["Quiz1,85,76,90", "Quiz2,78,88,85", "Quiz4,70,75"];

async function calculated(lines: string[]): Promise<string> {
  const { id } = await stack.submit(lines);
  await stack.mailAbout(id);
  return id;
}

async function correct(replaces: string, body: object = { data: now }): Promise<string> {
  const response = await postBody(stack, JSON.stringify({ ...body, replaces }));
  return accept("submission-accepted", readSubmissionAccepted, await response.json()).id;
}

const statisticsOf = async (id: string) =>
  accept("statistics", readStatistics, JSON.parse(await stack.text("results", resultKeys.statistics(id))));
const statusOf = async (id: string) => {
  const { json, requests } = await counted(`/submissions/${id}`);
  // The notifier's mark may come late.
  const read = requests.filter((request) => !request.startsWith("PutObject"));
  return { status: accept("submission-status", readSubmissionStatus, json()), requests: read };
};
const problemOf = async (response: Response) => accept("problem", readProblem, await response.json());

test("statistics and mail tell the earlier figures beside the new ones, and the status leads to the earlier submission", async () => {
  const earlier = await calculated(before);
  const untouched = await stack.text("results", resultKeys.statistics(earlier));
  const id = await correct(earlier);
  const { body } = await stack.mailAbout(id);
  expect(body).toContain(
    [
      "",
      `Replaces submission ${earlier}`,
      "1 quiz changed, 1 is the same, 1 is new, 1 is gone (Quiz3).",
      "- Quiz1: min 60 → 76, median 76 → 85, mean 73.67 → 83.67, SD 12.66 → 7.09, max",
      "  85 → 90",
      "",
    ].join("\n"),
  );

  const { quizzes, replaces } = await statisticsOf(id);
  // Python 3: statistics.mean([85, 76, 60]), statistics.stdev([85, 76, 60])
  expect(quizzes[0]).toMatchObject({ name: "Quiz1", mean: 83.66666666666667 });
  expect(quizzes[0]?.before).toEqual({
    count: 3,
    min: 60,
    median: 76,
    mean: 73.66666666666667,
    max: 85,
    sdSample: 12.662279942148386,
  });
  expect(quizzes.map((quiz) => "before" in quiz)).toEqual([true, true, false]);
  expect(replaces).toMatchObject({
    submissionId: earlier,
    newQuizCount: 1,
    goneQuizzes: [{ name: "Quiz3", before: { count: 3, median: 90 } }],
  });

  const { status, requests } = await statusOf(id);
  expect(status.links.replaces).toBe(`/submissions/${earlier}`);
  expect(requests).toHaveLength(2);
  expect(await stack.text("results", resultKeys.statistics(earlier))).toBe(untouched);
});

test("a correction can be corrected, as a CSV file, and by an upload as well", async () => {
  const first = await calculated(["Quiz1,1", "Quiz001,1"]);
  const query = new URLSearchParams({ replaces: first });
  const url = `${stack.api.url}/submissions?${query}`;
  const response = await fetch(url, { method: "POST", headers: { "content-type": "text/csv" }, body: "Quiz1,2\nQuiz001,2\n" });
  const { id: second } = accept("submission-accepted", readSubmissionAccepted, await response.json());
  await stack.mailAbout(second);
  expect((await statisticsOf(second)).quizzes[0]?.before).toMatchObject({ mean: 1 });

  const client = uploadClient(stack.api.url);
  const file = scoreFile({ quizCount: 1, runs: 1 });
  const upload = await client.create(file, { replaces: second.toUpperCase() });
  expect((await statusOf(upload.id)).status).toMatchObject({ status: "uploading", links: { replaces: `/submissions/${second}` } });
  await client.send(upload.id, upload, file, allParts(upload));
  const { id: third } = await acceptedBy(await client.complete(upload.id));
  await stack.mailAbout(third);
  const { quizzes, replaces } = await statisticsOf(third);
  expect(quizzes[0]).toMatchObject({ name: "Quiz001", before: { mean: 2 } });
  expect(replaces).toMatchObject({ submissionId: second, goneQuizzes: [{ name: "Quiz1" }] });
});

test("the smaller of two groups is not given away by its correction", async () => {
  const earlier = await calculated(["Quiz1,85,76"]);
  const id = await correct(earlier, { data: ["Quiz1,85,76,90,70,65"], minimumGroupSize: 5 });
  const { body } = await stack.mailAbout(id);
  expect(body).toMatch(/^- Quiz1: n 2 → 5, min now 65, median now 76, mean now 77\.2, SD now /m);
  expect((await statisticsOf(id)).quizzes[0]?.before).toMatchObject({ count: 2, mean: null, min: null });
});

test("a submission that was rejected can be corrected: there is nothing to compare with, and that is told", async () => {
  const rejected = uuidV7();
  await send(stack, "calculation", await announcement(stack, rejected, "Quiz1,x\n"));
  await stack.mailAbout(rejected);
  const event = await announcement(stack, uuidV7(), "Quiz1,1\n", { replaces: rejected });
  await send(stack, "calculation", event);
  expect((await stack.mailAbout(event.data.submissionId)).body).toContain(`Replaces submission ${rejected}\nIt was rejected`);
  expect((await statisticsOf(event.data.submissionId)).replaces).toEqual({ submissionId: rejected, unavailable: "rejected" });
});

test("one that has no statistics yet, or has lost them, does not keep its correction waiting", async () => {
  const event = await announcement(stack, uuidV7(), "Quiz1,1\n", { replaces: uuidV7() });
  await send(stack, "calculation", event);
  expect((await stack.mailAbout(event.data.submissionId)).body).toContain("Its figures were not there yet");
  expect((await statisticsOf(event.data.submissionId)).replaces).toMatchObject({ unavailable: "not-calculated" });
});

test("a submission that is not there cannot be corrected: refused with what to do, by an upload too, and nothing is stored", async () => {
  const keys = await stack.keys("raw");
  const unknown = uuidV7();
  const upload = { sizeBytes: 10, contentType: "text/csv", replaces: unknown };
  for (const response of [
    await postBody(stack, JSON.stringify({ data: now, replaces: unknown })),
    await uploadClient(stack.api.url).request("POST", "/uploads", upload),
  ]) {
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/replaces", code: "unknown-submission", detail: expect.stringContaining(unknown) }],
    });
  }
  expect(await stack.keys("raw")).toEqual(keys);
});

test("a dry run of a correction is refused: it reads nothing that is stored", async () => {
  const body = JSON.stringify({ data: now, replaces: uuidV7() });
  const response = await fetch(`${stack.api.url}/submissions?dryRun=true`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  expect([response.status, (await problemOf(response)).errors?.[0]]).toEqual([
    422,
    { pointer: "/replaces", code: "not-allowed", detail: expect.stringContaining('Leave out "replaces"') },
  ]);
});
