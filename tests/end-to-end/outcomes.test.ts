// What the functions write so that a submission's status can be read: statistics with metadata, a rejection, a failure, the marker of a mail.
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { resultKeys, submissionFolder } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readFailure } from "../../generated/validators/read-failure.js";
import { readRejection } from "../../generated/validators/read-rejection.js";
import type { Fault } from "../../local/emulator/faults.ts";
import { announcement, send, submittedAt } from "./announcement.ts";
import { attributesOf, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  // Waits of 2, 4, 8 and 16 s between the tries take 100 to 800 ms.
  stack = await startTestStack({ timeScale: 20 });
});
afterEach(() => {
  stack.emulator.faults.clear();
  stack.emulator.requests.clear();
});
afterAll(() => stack.stop());

/** The names of the objects in a submission's folder of the results. */
async function resultsOf(submissionId: string): Promise<string[]> {
  const folder = submissionFolder(submissionId);
  return (await stack.keys("results")).filter((key) => key.startsWith(folder)).map((key) => key.slice(folder.length));
}

async function failureOf(submissionId: string) {
  return accept("failure", readFailure, JSON.parse(await stack.text("results", resultKeys.failure(submissionId))));
}

const buried = () =>
  stack.emulator.requests.all.filter(({ operation, resource }) => operation === "SendMessage" && resource.endsWith("-dead-letter"));

const published = () => stack.emulator.requests.all.filter(({ operation }) => operation === "Publish");

test("a submission that is calculated and mailed has statistics, with what a status needs in their metadata, and a marker", async () => {
  const id = uuidV7();
  const isMarked = stack.mailMarked(id);
  await send(stack, "calculation", await announcement(stack, id, "Quiz1,85,76,NA\n", { title: "Woche 7: Übung", course: "数学" }));
  const { subject, body } = await stack.mailAbout(id);
  expect(subject).toBe("Scoreline: 1 quiz, 2 scores");
  expect(body.split("\n")[0]).toBe("Woche 7: Übung (数学)");
  await isMarked;
  expect(await resultsOf(id)).toEqual(["notified", "published", "statistics.json"]);
  expect(await stack.text("results", resultKeys.notified(id))).toBe("");
  const place = { Bucket: stack.resources.buckets.results, Key: resultKeys.statistics(id) };
  expect((await stack.s3.send(new HeadObjectCommand(place))).Metadata).toEqual({
    "calculated-at": expect.stringMatching(/Z$/),
    "accepted-at": submittedAt,
    status: "complete",
    "quiz-count": "1",
    "score-count": "2",
    "missing-count": "1",
    "problem-count": "0",
    title: encodeURIComponent("Woche 7: Übung"),
    course: encodeURIComponent("数学"),
  });
});

describe("score lines that were accepted and cannot be read after all", () => {
  test("are rejected: the report is stored and mailed, and nothing goes to a dead-letter queue", async () => {
    const id = uuidV7();
    const isMarked = stack.mailMarked(id);
    await send(stack, "calculation", await announcement(stack, id, "Quiz1,85,x\nQuiz2,7\n", { title: "Week 7", course: "CS-487" }));
    const { subject, body } = await stack.mailAbout(id);
    expect(subject).toBe("[CS-487] REJECTED: 1 problem");
    expect(body).toMatch(/^Week 7 \(CS-487\)\nREJECTED: 1 problem .*\nReceived 2026-11-22 23:40 UTC\n/);
    expect(body).toMatch(/^- line 1, cell 3: "x" is not a number\./m);
    expect(body).toContain("What to do:");
    await isMarked;
    expect(await resultsOf(id)).toEqual(["notified", "published", "rejection.json"]);
    const rejection = accept("rejection", readRejection, JSON.parse(await stack.text("results", resultKeys.rejection(id))));
    expect(rejection).toMatchObject({ submissionId: id, acceptedAt: submittedAt, title: "Week 7", quality: { problemCount: 2 } });
    expect(buried()).toEqual([]);
  });

  test("are rejected and mailed once, however often they are announced", async () => {
    const id = uuidV7();
    const event = await announcement(stack, id, "Quiz1\n", { options: { mode: "lenient" } });
    const isMarked = stack.mailMarked(id);
    await send(stack, "calculation", event);
    await isMarked;
    const first = await stack.text("results", resultKeys.rejection(id));
    stack.emulator.requests.clear();
    await send(stack, "calculation", event);
    await stack.logged("told before", id);
    expect(await stack.text("results", resultKeys.rejection(id))).toBe(first);
    expect(published()).toEqual([]);
  });

  test("are rejected where they are not the bytes that were declared", async () => {
    const id = uuidV7();
    const { data, ...envelope } = await announcement(stack, id, "Quiz1,85\n");
    await send(stack, "calculation", { ...envelope, data: { ...data, scores: { ...data.scores, sha256: "0".repeat(64) } } });
    expect((await stack.mailAbout(id)).body).toMatch(/^- The bytes that came have the SHA-256/m);
    expect(await resultsOf(id)).toContain("rejection.json");
  });
});

describe("a submission that a function gives up has a failure beside its message in the dead-letter queue", () => {
  const unreadable: Fault = {
    service: "s3",
    operation: "GetObject",
    match: ({ resource }) => resource.endsWith("/scores.csv"),
    failure: { status: 403, code: "AccessDenied" },
  };

  test("after the last try", async () => {
    stack.emulator.faults.add(unreadable);
    const id = uuidV7();
    await send(stack, "calculation", await announcement(stack, id, "Quiz1,85\n"));
    const [dead] = await stack.takeDead("calculation", 1);
    expect(attributesOf(dead ?? {})).toMatchObject({ code: "retries-exhausted", origin: "analytics-calculator" });
    expect(stack.emulator.requests.all.filter(({ operation }) => operation === "GetObject")).toHaveLength(5);
    expect(await failureOf(id)).toMatchObject({ acceptedAt: submittedAt, stage: "analytics-calculator", code: "retries-exhausted" });
    expect(await resultsOf(id)).toContain("failure.json");
    for (const message of ["record failed", "record buried"]) await stack.logged(message, `"correlationId":"${id}"`);
  });

  test("at once, where no retry will help", async () => {
    const id = uuidV7();
    await send(stack, "calculation", await announcement(stack, id));
    await stack.takeDead("calculation", 1);
    expect(await failureOf(id)).toMatchObject({ submissionId: id, code: "object-gone" });
    expect(stack.emulator.requests.all.filter(({ operation }) => operation === "GetObject")).toHaveLength(2); // the second one is this test's
  });

  test("where the message violates its contract, and still says whose it is", async () => {
    const id = uuidV7();
    await send(stack, "calculation", { ...(await announcement(stack, id, "Quiz1,85\n")), time: "yesterday" });
    await stack.takeDead("calculation", 1);
    expect(await failureOf(id)).toMatchObject({ submissionId: id, code: "contract-violation" });
  });

  test("but for a message that does not say whose it is", async () => {
    const failures = async () => (await stack.keys("results")).filter((key) => key.endsWith("/failure.json"));
    const before = await failures();
    await send(stack, "calculation", "Quiz1,85");
    await stack.takeDead("calculation", 1);
    expect(await failures()).toEqual(before);
  });

  test("and where the failure cannot be stored, the message goes there all the same", async () => {
    const match: Fault["match"] = ({ resource }) => resource.endsWith("/failure.json");
    stack.emulator.faults.add({ service: "s3", operation: "PutObject", match, failure: { status: 403, code: "AccessDenied" } });
    const id = uuidV7();
    await send(stack, "calculation", await announcement(stack, id));
    const [dead] = await stack.takeDead("calculation", 1);
    expect(JSON.parse(dead?.Body ?? "")).toMatchObject({ data: { submissionId: id } });
    expect(await resultsOf(id)).toEqual([]);
    await stack.logged("failure could not be told", id);
  });
});

describe("a mail that is out", () => {
  test("is not sent again when its event comes again", async () => {
    const id = uuidV7();
    const event = await announcement(stack, id, "Quiz1,85,76,90\n");
    const isMarked = stack.mailMarked(id);
    await send(stack, "calculation", event);
    await isMarked;
    stack.emulator.requests.clear();
    await send(stack, "calculation", event);
    await stack.logged("told before", id);
    expect(published()).toEqual([]);
  });
});
