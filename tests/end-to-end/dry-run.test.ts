// A dry run answers with the very bytes that a submission of the same would store, and leaves nothing behind.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readProblem } from "../../generated/validators/read-problem.js";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

interface Sent {
  contentType: string;
  body: string | Uint8Array<ArrayBuffer>;
  said?: Record<string, string>;
}

function post({ contentType, body, said = {} }: Sent, dryRun: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({ ...said, ...dryRun });
  return fetch(`${stack.api.url}/submissions?${query}`, { method: "POST", headers: { "content-type": contentType }, body });
}

const try_ = (sent: Sent) => post(sent, { dryRun: "true" });

/** What the receiver asked of S3 and SQS: others work on while it tries. */
const asked = () =>
  stack.emulator.requests.all.filter(
    ({ operation, resource }) =>
      !["ReceiveMessage", "DeleteMessageBatch"].includes(operation) && /^scoreline-(raw|calculation)/.test(resource),
  );

const problemOf = async (response: Response) => accept("problem", readProblem, await response.json());

const inJson = (body: object): Sent => ({ contentType: "application/json", body: JSON.stringify(body) });
const lenient = { mode: "lenient", maxScore: 100, passMark: 50, gradeBands: [{ label: "A", from: 85 }], excludeZeros: true };

test.each<[string, Sent]>([
  ["JSON lines", inJson({ data: ["Quiz1,85,76,90", "Quiz2,78,88,85"], title: "Week 7" })],
  [
    "JSON lines with all kinds of problems, lenient",
    inJson({ data: ["Quiz1,85,x", "Quiz2", "Quiz1,0,NA", "Ä \ud83d\ude00,1e3"], ...lenient }),
  ],
  ["a CSV file", { contentType: "text/csv", body: "quiz;ann\r\nQuiz1;85,5\r\n", said: { delimiter: ";", decimal: "," } }],
  [
    "bytes in windows-1252",
    {
      contentType: "application/octet-stream",
      body: new Uint8Array(Buffer.from("Prüfung,85,x\n", "latin1")),
      said: { mode: "lenient", encoding: "windows-1252" },
    },
  ],
  ["small groups suppressed", inJson({ data: ["Quiz1,85,76", "Quiz2,78,88,85,x"], mode: "lenient", minimumGroupSize: 3 })],
  [
    "as many quizzes as a dry run takes",
    inJson({ data: Array.from({ length: 2_000 }, (_, index) => `Quiz ${index},${index % 101},85.25,NA`) }),
  ],
])("%s: the bytes of the results bucket, and nothing stored or sent", async (_what, sent) => {
  const before = asked().length;
  const dry = await try_(sent);
  expect([dry.status, dry.headers.get("content-type"), dry.headers.get("location")]).toEqual([200, "application/json", null]);
  const preview = Buffer.from(await dry.arrayBuffer());
  expect(asked().slice(before)).toEqual([]);

  const { id } = accept("submission-accepted", readSubmissionAccepted, await (await post(sent)).json());
  await stack.mailAbout(id);
  expect(preview.toString()).toBe(await stack.text("results", resultKeys.statistics(id)));
});

test("in strict mode it is refused as the submission would be, word for word", async () => {
  const sent = inJson({ data: ["Quiz1,85,x", "Quiz2", "Quiz3,1"] });
  const [dry, wet] = await Promise.all([try_(sent), post(sent)]);
  const [dryProblem, wetProblem] = [await problemOf(dry), await problemOf(wet)];
  expect([dry.status, dryProblem.errorCount]).toEqual([422, 2]);
  expect(dryProblem).toEqual({ ...wetProblem, instance: dryProblem.instance });
});

test("more quizzes than a dry run takes: a problem that says so; as a submission they are taken", async () => {
  const sent = inJson({ data: Array.from({ length: 2_001 }, (_, index) => `Quiz ${index},${index % 101},85`) });
  const dry = await try_(sent);
  expect(dry.status).toBe(422);
  expect(await problemOf(dry)).toMatchObject({ code: "dry-run-too-large", detail: expect.stringContaining("takes 2000 quizzes at most") });
  expect((await post(sent)).status).toBe(202);
});
