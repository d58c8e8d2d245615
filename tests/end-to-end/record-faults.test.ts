import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readFailure } from "../../generated/validators/read-failure.js";
import type { Fault } from "../../local/emulator/faults.ts";
import type { SeenRequest } from "../../local/emulator/requests.ts";
import { attributesOf, pipeline, startTestStack, type TestStack } from "./test-stack.ts";

/** Waits of 2, 4, 8 and 16 s between the tries take 100 to 800 ms. */
const timeScale = 20;

let stack: TestStack;
beforeAll(async () => {
  const notification = pipeline.queues.notification;
  if (!notification) throw new Error("pipeline.json has no queue notification.");
  // What stays a failure comes back after a minute, scaled.
  const queues = { ...pipeline.queues, notification: { ...notification, visibilityTimeoutSeconds: 60 } };
  stack = await startTestStack({ pipeline: { ...pipeline, queues }, timeScale });
});
afterEach(() => {
  stack.emulator.faults.clear();
  stack.emulator.requests.clear();
});
afterAll(() => stack.stop());

const lines = ["Quiz1,85,76,90"];
/** When a mail is out, and its records are done. */
const isDone = ({ operation, resource }: SeenRequest) => operation === "DeleteMessageBatch" && resource === "scoreline-notification";
const isPutOff = ({ operation, resource }: SeenRequest) => operation === "ChangeMessageVisibility" && resource === "scoreline-notification";
const sent = (operation: string, resource: string) =>
  stack.emulator.requests.all.filter((request) => request.operation === operation && request.resource === resource).length;

test.each<[string, Fault]>([
  ["reading the score lines", { service: "s3", operation: "GetObject", match: ({ resource }) => resource.endsWith(".csv") }],
  ["storing the statistics", { service: "s3", operation: "PutObject", match: ({ resource }) => resource.endsWith("/statistics.json") }],
  [
    "announcing the statistics",
    { service: "sqs", operation: "SendMessage", match: ({ resource }) => resource === "scoreline-notification" },
  ],
  ["claiming the mail", { service: "s3", operation: "PutObject", match: ({ resource }) => resource.endsWith("/notified") }],
  ["claiming the event", { service: "s3", operation: "PutObject", match: ({ resource }) => resource.endsWith("/published") }],
  ["reading the statistics", { service: "s3", operation: "GetObject", match: ({ resource }) => resource.endsWith("/statistics.json") }],
  ["publishing the mail", { service: "sns", operation: "Publish" }],
  ["publishing the event", { service: "sns", operation: "PublishBatch" }],
])("when %s fails, and the SDK's own tries fail with it, the record is tried again and the mail comes", async (_step, fault) => {
  stack.emulator.faults.add({ ...fault, failure: { status: 500, code: "InternalError" }, times: 3 });
  const done = stack.emulator.requests.next(isDone, 20_000);
  const { id } = await stack.submit(lines);
  await stack.mailAbout(id, 20_000);
  await done;
  expect(stack.mailsAbout(id)).toBe(1);
  expect(stack.emulator.requests.all.map(({ operation }) => operation)).toContain("ChangeMessageVisibility");
});

/** The mark that a mail is sent: what is written there before is the claim. */
const isMark: Fault["match"] = ({ resource }) => resource.endsWith("/notified") && sent("Publish", "scoreline-mail") > 0;

test("when the marker of a mail cannot be written at once, it is written in the same run", async () => {
  stack.emulator.faults.add({
    service: "s3",
    operation: "PutObject",
    match: isMark,
    failure: { status: 500, code: "InternalError" },
    times: 3,
  });
  const done = stack.emulator.requests.next(isDone);
  const { id } = await stack.submit(lines);
  await stack.logged("told, and not marked yet", id);
  await done;
  expect(await stack.text("results", resultKeys.notified(id))).toBe("");
  expect(sent("Publish", "scoreline-mail")).toBe(1);
  expect(stack.emulator.requests.all.map(({ operation }) => operation)).not.toContain("ChangeMessageVisibility");
});

test("while the marker of a mail cannot be written the record comes again, and is not mailed again by the process that mailed it", async () => {
  const repair = stack.emulator.faults.add({
    service: "s3",
    operation: "PutObject",
    match: isMark,
    failure: { status: 403, code: "AccessDenied" },
  });
  const failed = stack.emulator.requests.next(isPutOff);
  const { id } = await stack.submit(lines);
  await failed;
  const done = stack.emulator.requests.next(isDone);
  repair();
  await done;
  expect(await stack.text("results", resultKeys.notified(id))).toBe("");
  expect(sent("Publish", "scoreline-mail")).toBe(1);
});

test("while SNS keeps failing the record is tried five times, later and later, and then lies in the dead-letter queue with its reason", async () => {
  stack.emulator.faults.add({ service: "sns", operation: "Publish", failure: { status: 400, code: "AuthorizationError" } });
  const { id } = await stack.submit(lines);
  const [dead] = await stack.takeDead("notification", 1);

  expect(JSON.parse(dead?.Body ?? "")).toMatchObject({ type: "dev.scoreline.statistics-calculated.v1", data: { submissionId: id } });
  expect(attributesOf(dead ?? {})).toMatchObject({ code: "retries-exhausted", origin: "result-notifier" });
  const failure = accept("failure", readFailure, JSON.parse(await stack.text("results", resultKeys.failure(id))));
  expect(failure).toMatchObject({ submissionId: id, stage: "result-notifier", code: "retries-exhausted" });
  expect(sent("Publish", "scoreline-mail")).toBe(pipeline.queues.notification?.maxReceiveCount);

  const tries = stack.emulator.requests.all.filter(({ operation }) => operation === "Publish").map(({ at }) => at);
  const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  const least = [2, 4, 8, 16].map((seconds) => (seconds * 1000) / timeScale);
  for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual((least[index] ?? 0) - 5);

  // That it was given up is told as soon as SNS works again.
  stack.emulator.faults.clear();
  await stack.mailAbout(id);
});

test("while the dead-letter queue cannot be reached nothing is lost: the queue's own redrive takes the record", async () => {
  const burying: Fault = {
    service: "sqs",
    operation: "SendMessage",
    match: ({ resource }) => resource === "scoreline-notification-dead-letter",
  };
  stack.emulator.faults.add(burying);
  stack.emulator.faults.add({ service: "sns", operation: "Publish", failure: { status: 400, code: "AuthorizationError" } });
  const { id } = await stack.submit(lines);
  const dead = (await stack.takeDead("notification", 2)).map(({ Body = "" }) => JSON.parse(Body));
  expect(dead.map(({ type }) => type).sort()).toEqual(["dev.scoreline.statistics-calculated.v1", "dev.scoreline.submission-failed.v1"]);
  expect(dead.map(({ data }) => data.submissionId)).toEqual([id, id]);
});
