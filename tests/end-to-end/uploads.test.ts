// Files that are sent in parts, from the first request to the mail.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { runsFor, type ScoreFile, scoreFile } from "./score-file.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";
import { acceptedBy, problemOf, sent } from "./upload-answers.ts";
import { allParts, partOf, put, type UploadClient, uploadClient } from "./upload-client.ts";

let stack: TestStack;
let client: UploadClient;
beforeAll(async () => {
  stack = await startTestStack();
  client = uploadClient(stack.api.url);
});
afterAll(() => stack.stop());

const small = scoreFile({ quizCount: 3, runs: 10 });

test("a small file goes up in one part, and its statistics come by mail", async () => {
  const upload = await sent(client, small, { title: "Week 7", maxScore: 100 });
  expect(upload.partCount).toBe(1);
  const accepted = await acceptedBy(await client.complete(upload.id));
  expect(accepted.id).toBe(upload.id);
  const { subject, body } = await stack.mailAbout(upload.id);
  expect(`${subject}\n${body}`).toContain("Week 7");
  expect(body).toMatch(/^Quiz003 +1010 +\d+ +0 +50 +50 /m);
}, 30_000);

test("300 MB: the client is killed, another goes on, out of order, one part twice, one damaged; the statistics are right", async () => {
  const shape = { quizCount: 30, runs: runsFor(300_000_000, 30) };
  const file = scoreFile(shape);
  const program = [join(import.meta.dirname, "upload-client.ts"), stack.api.url, String(shape.quizCount), String(shape.runs)];
  const first = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...program], { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(first, "exit");
  let id = "";
  try {
    [id] = await once(createInterface(first.stdout), "line");
    for (let count = 0; count < 6; count++) await stack.emulator.requests.next(({ operation }) => operation === "UploadPart");
  } finally {
    first.kill("SIGKILL");
    await gone;
  }

  const plan = await client.progress(id);
  expect(plan).toMatchObject({ state: "open", sizeBytes: file.sizeBytes, partCount: 36 });
  expect(plan.parts.length).toBeGreaterThanOrEqual(4);
  expect(plan.parts.length).toBeLessThan(plan.partCount);
  expect([...plan.parts.map(({ number }) => number), ...plan.missing].sort((a, b) => a - b)).toEqual(allParts(plan));

  const [damaged = 0, ...others] = plan.missing.toReversed();
  const [target] = await client.targets(id, plan, file, [damaged]);
  if (!target) throw new Error("There is no URL.");
  const bytes = partOf(file, plan, damaged);
  bytes[5] = 0x39;
  const refused = await put(target, bytes);
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("<Code>BadDigest</Code>")]);

  await Promise.all(
    [0, 1, 2].map((lane) =>
      client.send(
        id,
        plan,
        file,
        others.filter((_, index) => index % 3 === lane),
      ),
    ),
  );
  await client.send(id, plan, file, others.slice(0, 1));
  const early = await problemOf(await client.complete(id));
  expect(early).toMatchObject({
    code: "upload-incomplete",
    errors: [{ pointer: `/parts/${damaged}`, code: "missing-part" }],
    errorCount: 1,
  });

  await client.send(id, plan, file, [damaged]);
  const answers = await Promise.all([client.complete(id), client.complete(id)]);
  const [one, other] = await Promise.all(answers.map(acceptedBy));
  expect(other).toEqual(one);
  expect(await acceptedBy(await client.complete(id))).toEqual(one);

  const { body } = await stack.mailAbout(id, 60_000);
  for (const quiz of ["Quiz001", "Quiz015", "Quiz030"])
    expect(body).toMatch(new RegExp(`^${quiz} +${101 * shape.runs} +\\d+ +0 +50 +50 `, "m"));
  expect(await client.progress(id)).toMatchObject({ state: "completed", parts: [], missing: [], endedAt: one?.acceptedAt });
  const reads = stack.emulator.requests.all.filter((seen) => seen.operation === "GetObject" && seen.resource.endsWith(`${id}/scores.csv`));
  expect(reads.length).toBeGreaterThanOrEqual(5);

  const later = await stack.submit(["Quiz1,85,76,90"]);
  await stack.mailAbout(later.id);
  expect(stack.mailsAbout(id)).toBe(1);
}, 90_000);

describe("a completion that is cut short", () => {
  afterEach(() => stack.emulator.faults.clear());

  test("S3 joined the parts and its answer was lost: the same call finds the file", async () => {
    const { id } = await sent(client, small);
    stack.emulator.faults.add({ service: "s3", operation: "CompleteMultipartUpload", times: 1, failure: "drop-answer" });
    await acceptedBy(await client.complete(id));
    await stack.mailAbout(id);
  });

  test("the queue fails: 503, and the next call gives the one submission", async () => {
    const { id } = await sent(client, small);
    stack.emulator.faults.add({ service: "sqs", operation: "SendMessage" });
    expect(await problemOf(await client.complete(id))).toMatchObject({ status: 503, code: "temporarily-unavailable" });
    expect(await client.progress(id)).toMatchObject({ state: "completing", parts: [], missing: [] });
    stack.emulator.faults.clear();
    const { acceptedAt } = await acceptedBy(await client.complete(id));
    expect((await acceptedBy(await client.complete(id))).acceptedAt).toBe(acceptedAt);
    await stack.mailAbout(id);
  });
});

describe("what is said of a file holds when it is read", () => {
  const fileOf = (bytes: Buffer): ScoreFile => ({
    sizeBytes: bytes.length,
    slice: (start, end) => Buffer.from(bytes.subarray(start, end)),
  });

  test("in lenient mode the good cells count", async () => {
    const { id } = await sent(client, fileOf(Buffer.from("Quiz1,85,abc,75\n")), { mode: "lenient" });
    await acceptedBy(await client.complete(id));
    const { body } = await stack.mailAbout(id);
    expect(body).toMatch(/^Quiz1 +2 /m);
    expect(body).toContain("1 quiz, 2 scores (1 left out)");
  });

  test("a file need not be UTF-8", async () => {
    const { id } = await sent(client, fileOf(Buffer.from("\ufeffQuiz1;8,5;7\n", "utf16le")), { contentType: "application/octet-stream" });
    await acceptedBy(await client.complete(id));
    expect((await stack.mailAbout(id)).body).toMatch(/^Quiz1 +2 .* 7\.75 /m);
  });
});

describe("what the calculator finds ends as rejected", () => {
  const rejected = (id: string) =>
    stack.emulator.requests.next(({ operation, resource }) => operation === "PutObject" && resource.endsWith(`${id}/rejection.json`));

  test("a bad cell, in strict mode", async () => {
    const bad: ScoreFile = { sizeBytes: 14, slice: (start, end) => Buffer.from("Quiz1,85,abc,7").subarray(start, end) };
    const { id } = await sent(client, bad);
    const rejection = rejected(id);
    await acceptedBy(await client.complete(id));
    await rejection;
    await stack.mailAbout(id);
  });

  test("another SHA-256 than was declared; the right one counts", async () => {
    const { id } = await sent(client, small, { sha256: "0".repeat(64) });
    const rejection = rejected(id);
    await acceptedBy(await client.complete(id));
    await rejection;
    await stack.mailAbout(id);
    const sha256 = createHash("sha256").update(small.slice(0, small.sizeBytes)).digest("hex");
    const right = await sent(client, small, { sha256 });
    await acceptedBy(await client.complete(right.id));
    expect((await stack.mailAbout(right.id)).body).toMatch(/^Quiz003 +1010 /m);
  });
});
