// `npm run sweep`, as an operator runs it, against the whole stack.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { ownedKey, rawKeys, resultKeys } from "../functions/aws/keys.ts";
import { startTestStack, type TestStack } from "./end-to-end/test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

interface Run {
  code: number | null;
  lines: string[];
  errors: string;
}

const sweep = (...options: string[]) => sweepWith({ AWS_ENDPOINT_URL: stack.emulator.url }, ...options);

/** Runs the script in an environment; gives its exit code and what it printed. */
async function sweepWith(environment: Record<string, string>, ...options: string[]): Promise<Run> {
  const credentials = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  const child = spawn(process.execPath, [join(import.meta.dirname, "../scripts/sweep.ts"), ...options], {
    env: { ...process.env, ...credentials, ...environment },
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await closed, lines: out.trimEnd().split("\n"), errors };
}

/** A submission that is stored and was not announced: SQS failed, and the client has not come again. Gives its id. */
async function unannounced(lines: string[]): Promise<string> {
  const before = new Set(await stack.keys("raw"));
  const repair = stack.emulator.faults.add({
    service: "sqs",
    operation: "SendMessage",
    match: ({ resource }) => resource === "scoreline-calculation",
  });
  expect((await stack.post(lines)).status).toBe(503);
  repair();
  const [, id = ""] =
    /([0-9a-f-]{36})\/submission\.json$/.exec(
      (await stack.keys("raw")).find((key) => !before.has(key) && key.endsWith("submission.json")) ?? "",
    ) ?? [];
  return id;
}

const put = (bucket: string, key: string, body: string) =>
  stack.s3.send(new PutObjectCommand({ Bucket: stack.resources.buckets[bucket], Key: key, Body: body }));
const announcements = () =>
  stack.emulator.requests.all.filter(({ operation, resource }) => operation === "SendMessage" && resource === "scoreline-calculation")
    .length;
/** What was accepted a moment ago is looked at too. */
const atOnce = ["--older-than", "0s"];

test("what was stored and not announced is announced, and mailed as if nothing had been", async () => {
  const done = await stack.submit(["Done,1"]);
  await stack.mailAbout(done.id);
  const id = await unannounced(["Quiz1,85,76,90"]);
  const before = announcements();

  const dry = await sweep(...atOnce, "--dry-run");
  expect(dry.lines[0]).toMatch(new RegExp(`^${id}, accepted at 20.*Z: would be announced\\.$`));
  expect(announcements()).toBe(before);

  const { code, lines } = await sweep(...atOnce);
  expect(code).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`^${id}, accepted at 20.*Z: announced\\.$`)),
    expect.stringMatching(
      /^2 submissions of 20.*: 1 was stored and came to nothing; 1 announced, 0 failed\. 0 files of score lines without a submission\.$/,
    ),
  ]);
  expect(announcements()).toBe(before + 1);
  expect((await stack.mailAbout(id)).body).toMatch(/^Quiz1 +3 +0 +76 +85 +83\.67 /m);

  expect((await sweep(...atOnce)).lines).toEqual([expect.stringContaining("0 were stored and came to nothing")]);
});

test("swept twice before anybody has worked on it: the same event, one mail", async () => {
  const id = await unannounced(["Twice,1"]);
  const mapping = stack.emulator.faults.add({ service: "sqs", operation: "ReceiveMessage" });
  await sweep(...atOnce);
  await sweep(...atOnce);
  mapping();
  await stack.mailAbout(id);
  await stack.mailAbout((await stack.submit(["Later,1"])).id);
  expect(stack.mailsAbout(id)).toBe(1);
});

test("what is announced stands in its owner's list, also where whoever stored it did not come to that", async () => {
  const id = await unannounced(["Owned,1"]);
  const stored = { ...JSON.parse(await stack.text("raw", rawKeys.submission(id))), owner: "user-1" };
  await put("raw", rawKeys.submission(id), JSON.stringify(stored));
  await sweep(...atOnce, "--dry-run");
  expect(await stack.keys("raw")).not.toContain(ownedKey("user-1", id));
  await sweep(...atOnce);
  expect(await stack.text("raw", ownedKey("user-1", id))).toBe("");
  await stack.mailAbout(id);
});

test("what is younger, or older, than was asked for is left alone", async () => {
  const id = await unannounced(["Young,1"]);
  expect((await sweep()).lines).toEqual([expect.stringContaining("0 submissions of")]);
  const old = uuidV7({ msecs: Date.now() - 3 * 86_400_000 });
  await put("raw", rawKeys.scores(old), "Old,1\n");
  expect((await sweep("--older-than", "1h", "--since", "2d")).lines).toEqual([expect.stringContaining("0 submissions of")]);
  expect((await sweep("--older-than", "1h", "--since", "4d", "--dry-run")).lines[0]).toContain(rawKeys.scores(old));
  await sweep(...atOnce);
  await stack.mailAbout(id);
});

test("score lines that were never accepted are told of, and not announced", async () => {
  const orphan = uuidV7();
  await put("raw", rawKeys.scores(orphan), "Orphan,1\n");
  const before = announcements();
  const { code, lines } = await sweep(...atOnce);
  expect(code).toBe(0);
  expect(lines).toContain(`s3://scoreline-raw/${rawKeys.scores(orphan)} is of no submission: it was never accepted, and stays as it is.`);
  expect(announcements()).toBe(before);
});

test("one that cannot be read is told of, and keeps none of the others", async () => {
  const [broken, gone] = [uuidV7(), uuidV7()];
  await put("raw", rawKeys.scores(broken), "Broken,1\n");
  await put("raw", rawKeys.submission(broken), '{"id":1}');
  await put("raw", rawKeys.submission(gone), "{}");
  const id = await unannounced(["Good,1"]);
  const { code, lines } = await sweep(...atOnce);
  expect(code).toBe(1);
  expect(lines.join("\n")).toMatch(new RegExp(`^${broken} could not be announced: Not a valid submission at `, "m"));
  expect(lines.join("\n")).toMatch(new RegExp(`^${gone} could not be announced: its score lines are gone\\.`, "m"));
  await stack.mailAbout(id);
  for (const done of [broken, gone]) await put("results", resultKeys.failure(done), "{}");
});

test("buckets are looked at under the names that they have, where these are not made of the prefix alone", async () => {
  const [raw, results] = ["scoreline-raw-123456789012-eu-central-1", "scoreline-results-123456789012-eu-central-1"];
  for (const Bucket of [raw, results]) await stack.s3.send(new CreateBucketCommand({ Bucket }));
  const id = await unannounced(["Named,1"]);
  for (const key of [rawKeys.scores(id), rawKeys.submission(id)])
    await stack.s3.send(new PutObjectCommand({ Bucket: raw, Key: key, Body: await stack.text("raw", key) }));
  const named = ["--raw-bucket", raw, "--results-bucket", results, ...atOnce, "--dry-run"];
  expect((await sweep(...named)).lines).toEqual([
    expect.stringContaining(`${id}, accepted at`),
    expect.stringContaining("1 submission of"),
  ]);
  await stack.s3.send(new PutObjectCommand({ Bucket: results, Key: resultKeys.failure(id), Body: "{}" }));
  expect((await sweep(...named)).lines).toEqual([expect.stringContaining("0 were stored and came to nothing")]);
  expect(await sweep("--raw-bucket", "nobodys")).toMatchObject({
    code: 1,
    errors: expect.stringContaining("There is no bucket of that name"),
  });
  await sweep(...atOnce);
  await stack.mailAbout(id);
});

test("more submissions than a page of S3's list holds", async () => {
  const ids = Array.from({ length: 700 }, (_, index) => uuidV7({ msecs: Date.now() - 86_400_000 - index }));
  for (const [index, id] of ids.entries()) {
    const done = index % 100 === 0 ? [] : [resultKeys.statistics(id), resultKeys.notified(id)];
    await Promise.all([
      ...[rawKeys.scores(id), rawKeys.submission(id)].map((key) => put("raw", key, "{}")),
      ...done.map((key) => put("results", key, "{}")),
    ]);
  }
  const { code, lines } = await sweep("--older-than", "12h", "--since", "2d", "--dry-run");
  expect(code).toBe(1);
  expect(lines.slice(0, -1).map((line) => line.slice(0, 36))).toEqual(ids.filter((_, index) => index % 100 === 0));
  expect(lines.at(-1)).toContain("700 submissions of");
});

test.each([
  [["--older-than", "soon"], 2, '--older-than takes a number and s, m, h or d, like 15m, not "soon".'],
  [["--since", "5m"], 2, "--since 5m has to be longer than --older-than 15m"],
  [["--prefix", "Nobody's"], 2, "--prefix takes what names begin with"],
  [["--all"], 2, "--all"],
  [["--prefix", "nobody"], 1, 'There is no queue whose name begins with "nobody": say with --prefix what it begins with'],
])("%j: exit code %d, and what to do", async (options, exitCode, message) => {
  const { code, errors } = await sweep(...options);
  expect([code, errors]).toEqual([exitCode, expect.stringContaining(message)]);
  expect(errors).not.toMatch(/^ +at /m);
});

test("what AWS does not permit is told with the permissions that are needed", async () => {
  const repair = stack.emulator.faults.add({ service: "s3", operation: "ListObjectsV2", failure: { status: 403, code: "AccessDenied" } });
  const { code, errors } = await sweep();
  repair();
  expect([code, errors]).toEqual([1, expect.stringContaining("A sweep needs s3:ListBucket on both buckets")]);
});

test("AWS that cannot be reached is told as that", async () => {
  const { code, errors } = await sweepWith({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" });
  expect([code, errors]).toEqual([1, expect.stringContaining("AWS cannot be reached (ECONNREFUSED). Check the network")]);
});
