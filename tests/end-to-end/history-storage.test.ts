// Where and when the rows of the history are stored, and that repeated work leaves them as they are.
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { historyKeyOf, resultKeys } from "../../functions/aws/keys.ts";
import { accept } from "../../functions/boundary/contract.ts";
import { readHistoryRow } from "../../generated/validators/read-history-row.js";
import { announcement, send, submittedAt } from "./announcement.ts";
import { startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const rowsOf = async (key: string) =>
  (await stack.text("results", key))
    .trimEnd()
    .split("\n")
    .map((line) => accept("history-row", readHistoryRow, JSON.parse(line)));

test("a submission of another day lies below that day, by when it was accepted and not by when it was computed", async () => {
  const event = await announcement(stack, uuidV7(), "Quiz1,85,76,90\n");
  const { submissionId } = event.data;
  await send(stack, "calculation", event);
  await stack.logged("statistics calculated", submissionId);
  const key = `history/date=${submittedAt.slice(0, 10)}/${submissionId}.ndjson`;
  expect(await rowsOf(key)).toMatchObject([{ submission_id: submissionId, submitted_at: submittedAt, quiz: "Quiz1", count: 3 }]);
});

test("a submission that is rejected has no rows", async () => {
  const event = await announcement(stack, uuidV7(), "Quiz1,x\n");
  const { submissionId } = event.data;
  await send(stack, "calculation", event);
  await stack.logged("submission rejected", submissionId);
  expect((await stack.keys("results")).filter((key) => key.startsWith("history/") && key.includes(submissionId))).toEqual([]);
});

test("where the rows cannot be stored the record is tried again, and nothing is announced before they are there", async () => {
  const failing = stack.emulator.requests.next(({ operation, resource }) => operation === "PutObject" && resource.includes("/history/"));
  const repair = stack.emulator.faults.add({
    service: "s3",
    operation: "PutObject",
    match: ({ resource }) => resource.includes("/history/"),
    failure: { status: 403, code: "AccessDenied" },
    times: 1,
  });
  const from = stack.emulator.requests.all.length;
  const { id, acceptedAt } = await stack.submit(["Quiz1,85,76,90"]);
  await stack.logged("statistics calculated", id);
  repair();
  await failing;
  const requests = stack.emulator.requests.all.slice(from);
  const announcedAt = requests.findIndex(({ operation, resource }) => operation === "SendMessage" && resource === "scoreline-notification");
  const puts = requests.slice(0, announcedAt).filter(({ operation, resource }) => operation === "PutObject" && resource.includes(id));
  expect(puts.map(({ resource }) => resource.replace("scoreline-results/", "")).slice(-4)).toEqual([
    resultKeys.statistics(id),
    historyKeyOf(id, acceptedAt),
    resultKeys.statistics(id),
    historyKeyOf(id, acceptedAt),
  ]);
  const [row] = await rowsOf(historyKeyOf(id, acceptedAt));
  const { Metadata = {} } = await stack.s3.send(
    new HeadObjectCommand({ Bucket: stack.resources.buckets.results, Key: resultKeys.statistics(id) }),
  );
  expect(row?.calculated_at).toBe(Metadata["calculated-at"]);
});

test("a message that comes again leaves the rows as they are", async () => {
  const event = await announcement(stack, uuidV7(), "Quiz1,85,76,90\n");
  const { submissionId } = event.data;
  const key = historyKeyOf(submissionId, submittedAt);
  await send(stack, "calculation", event);
  await stack.logged("statistics calculated", submissionId);
  const before = await stack.text("results", key);
  const again = stack.emulator.requests.next(
    ({ operation, resource }) => operation === "SendMessage" && resource === "scoreline-notification",
  );
  await send(stack, "calculation", event);
  await again;
  expect(await stack.text("results", key)).toBe(before);
});
