import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { rawKeys, resultKeys } from "../../functions/aws/keys.ts";
import type { Fault } from "../../local/emulator/faults.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => stack.emulator.faults.clear());
afterAll(() => stack.stop());

const lines = ["Quiz1,85,76,90"];
/** The keys of all statistics that are stored. */
const statistics = async () => (await stack.keys("results")).filter((key) => key.endsWith("/statistics.json")).sort();

test.each<[string, Fault]>([
  ["S3", { service: "s3", operation: "PutObject" }],
  ["SQS", { service: "sqs", operation: "SendMessage" }],
  ["the connection to SQS", { service: "sqs", operation: "SendMessage", failure: "drop" }],
])("while %s fails a request gets 503, nothing is announced, and it can be repeated", async (_service, fault) => {
  const before = await statistics();
  const repair = stack.emulator.faults.add(fault);
  const response = await stack.post(lines);
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({ code: "temporarily-unavailable" });
  repair();
  const { id } = await stack.submit(lines);
  await stack.mailAbout(id);
  expect(await statistics()).toEqual([...before, resultKeys.statistics(id)].sort());
});

test("an answer of SQS that gets lost costs a second message, not the submission", async () => {
  stack.emulator.faults.add({ service: "sqs", operation: "SendMessage", times: 1, failure: "drop-answer" });
  const { id } = await stack.submit(lines);
  await stack.mailAbout(id);
  expect((await stack.keys("raw")).filter((key) => key.includes(id))).toEqual([rawKeys.scores(id), rawKeys.submission(id)]);
  expect((await statistics()).filter((key) => key.includes(id))).toHaveLength(1);
});
