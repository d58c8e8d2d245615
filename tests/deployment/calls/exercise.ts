// Drives a running stack through everything that it does, so that every call which a function can make is made: what goes well, what is wrong with a
// submission, and what fails on the way.
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { newSubmissionId, rawKeys, resultKeys } from "../../../functions/aws/keys.ts";
import type { Fault } from "../../../local/emulator/faults.ts";
import { scoreFile } from "../../end-to-end/score-file.ts";
import { postBody, type TestStack } from "../../end-to-end/test-stack.ts";
import { allParts, uploadClient } from "../../end-to-end/upload-client.ts";
import { duplicates, failedRows, failures, rejections } from "./exercise-results.ts";
import { expectStatus, get, isKey, lines, post } from "./requests.ts";

/** Goes through all of it. Throws where the stack does not do what it should, so that nothing is left out unseen. */
export async function exercise(stack: TestStack): Promise<void> {
  const first = await submissions(stack);
  await corrections(stack, first);
  await uploads(stack);
  await rejections(stack);
  await failedRows(stack);
  await duplicates(stack, first);
  await failures(stack);
  await reading(stack, first);
}

async function submissions(stack: TestStack): Promise<string> {
  const marked = stack.mailMarked();
  const { id } = await stack.submit(lines);
  await stack.mailAbout(id);
  await marked;
  const keyed = () => post(stack, { data: lines }, { "idempotency-key": "exercise" });
  await expectStatus(202, keyed(), keyed());
  await expectStatus(422, postBody(stack, JSON.stringify({ data: ["Quiz1,x"] })));
  // The answer to storing the score lines is lost: the SDK's next try finds them stored.
  const answerLost: Fault = { service: "s3", operation: "PutObject", failure: "drop-answer", times: 1, match: isKey("/scores.csv") };
  stack.emulator.faults.add(answerLost);
  await stack.submit(lines);
  return id;
}

async function corrections(stack: TestStack, first: string): Promise<void> {
  const marked = stack.mailMarked();
  await expectStatus(202, post(stack, { data: lines, replaces: first }));
  await marked;
  await expectStatus(422, post(stack, { data: lines, replaces: newSubmissionId(new Date()) }));
}

async function uploads(stack: TestStack): Promise<void> {
  const client = uploadClient(stack.api.url);
  const file = scoreFile({ quizCount: 3, runs: 1 });
  const upload = await client.create(file);
  await expectStatus(409, client.complete(upload.id));
  await client.send(upload.id, upload, file, allParts(upload));
  await client.progress(upload.id);
  const mailed = stack.mailAbout(upload.id);
  await expectStatus(202, client.complete(upload.id), client.complete(upload.id));
  await client.progress(upload.id);
  await mailed;
  const given = await client.create(file);
  await expectStatus(204, client.request("DELETE", `/uploads/${given.id}`));
  await client.progress(given.id);
  await expectStatus(404, client.complete(newSubmissionId(new Date())));
  await expectStatus(404, client.request("GET", `/uploads/${newSubmissionId(new Date())}`));
}

async function reading(stack: TestStack, id: string): Promise<void> {
  const { status } = await get(stack, `/submissions/${id}/statistics?format=moodle`);
  if (status >= 500) throw new Error(`A gradebook that there is not was answered with ${status}.`);
  const found = [
    "/submissions",
    `/submissions/${id}`,
    `/submissions/${id}/statistics`,
    `/submissions/${id}/problems`,
    "/openapi.json",
    "/health",
  ];
  await expectStatus(200, ...found.map((path) => get(stack, path)));
  await expectStatus(200, get(stack, `/submissions/${id}/problems`, { accept: "text/csv" }));
  const unknown = newSubmissionId(new Date());
  const paths = ["", "/statistics", "/problems", "/statistics?format=canvas"];
  await expectStatus(404, ...paths.map((path) => get(stack, `/submissions/${unknown}${path}`)));
  await expectStatus(404, get(stack, "/nothing"), get(stack, "/schemas/statistics/0.0.0.schema.json"));

  // An answer that is too large for the API is got from S3.
  const large = newSubmissionId(new Date());
  await store(stack, "raw", rawKeys.submission(large), "{}");
  await store(stack, "results", resultKeys.statistics(large), JSON.stringify({ filler: "x".repeat(7_000_000) }));
  const { headers } = await get(stack, `/submissions/${large}/statistics`);
  await expectStatus(200, fetch(headers.get("location") ?? "no address"));
}

async function store(stack: TestStack, bucket: string, key: string, body: string): Promise<void> {
  const Metadata = { status: "complete" };
  await stack.s3.send(new PutObjectCommand({ Bucket: stack.resources.buckets[bucket], Key: key, Body: body, Metadata }));
}
