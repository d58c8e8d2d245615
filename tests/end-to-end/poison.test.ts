import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { historyKeyOf, rawKeys, resultKeys } from "../../functions/aws/keys.ts";
import { createEvent } from "../../functions/boundary/event.ts";
import { statisticsCalculated } from "../../generated/contracts.js";
import { writeStatisticsCalculated } from "../../generated/validators/write-statistics-calculated.js";
import { announcement, submittedAt } from "./announcement.ts";
import { attributesOf, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const ids = Array.from({ length: 10 }, (_, index) => `0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a1${index}`);

test("of a batch of ten with two poison messages eight are reported, each once, and two are dead with their reasons", async () => {
  const [violating = "", gone = "", ...good] = ids;
  const marked = good.map((id) => stack.mailMarked(id));
  const events = await Promise.all(ids.map((id) => announcement(stack, id, id === gone ? undefined : `Quiz ${id.at(-1)},85,76,90\n`)));
  const bodies = events.map((event, index) => {
    if (ids[index] !== violating) return JSON.stringify(event);
    return JSON.stringify({ ...event, data: { ...event.data, submissionId: 7 } });
  });
  stack.emulator.requests.clear();
  const entries = bodies.map((body, index) => ({ Id: `m${index}`, MessageBody: body }));
  await stack.sqs.send(new SendMessageBatchCommand({ QueueUrl: stack.resources.queueUrls.calculation, Entries: entries }));

  const dead = await stack.takeDead("calculation", 2);
  await Promise.all([...good.map((id) => stack.mailAbout(id)), ...marked]);

  const reasons = dead.map((message) => ({ body: message.Body, ...attributesOf(message) }));
  expect(reasons).toHaveLength(2);
  expect(reasons).toEqual(
    expect.arrayContaining([
      {
        body: bodies[0],
        code: "contract-violation",
        message: "Not a valid dev.scoreline.raw-data-stored.v1 at /data/submissionId: Expected a string, found a number.",
        pointer: "/data/submissionId",
        origin: "analytics-calculator",
      },
      {
        body: bodies[1],
        code: "object-gone",
        message: `s3://scoreline-raw/${rawKeys.scores(gone)} is not there any more as it was announced.`,
        origin: "analytics-calculator",
      },
    ]),
  );

  for (const id of good) {
    expect(stack.mailsAbout(id)).toBe(1);
    const handled = stack.emulator.requests.all.filter(({ resource }) => resource.includes(id));
    expect(handled.map(({ operation, resource }) => `${operation} ${resource}`)).toEqual([
      `GetObject scoreline-raw/${rawKeys.scores(id)}`,
      `PutObject scoreline-results/${resultKeys.statistics(id)}`,
      `PutObject scoreline-results/${historyKeyOf(id, submittedAt)}`,
      `GetObject scoreline-results/${resultKeys.statistics(id)}`,
      // Claimed, and then marked: the event at once, the mail when its time has come.
      `PutObject scoreline-results/${resultKeys.notified(id)}`,
      `PutObject scoreline-results/${resultKeys.published(id)}`,
      `PutObject scoreline-results/${resultKeys.published(id)}`,
      `PutObject scoreline-results/${resultKeys.notified(id)}`,
    ]);
  }
  expect((await stack.mailAbout(gone)).body).toContain("object-gone");
  expect(stack.mailsAbout(violating)).toBe(0);
});

test("a result whose statistics are gone is dead, and the results beside it are mailed", async () => {
  const [submissionId = ""] = ids;
  const calculatedAt = "2026-11-22T23:40:01.000Z";
  const place = { bucket: stack.resources.buckets.results ?? "", key: "submissions/none/statistics.json" };
  const statistics = { ...place, etag: '"gone"', contentType: "application/json", sizeBytes: 1 };
  const orphan = createEvent(statisticsCalculated, writeStatisticsCalculated, {
    submissionId,
    contentId: "gone",
    time: calculatedAt,
    data: { submissionId, submittedAt: calculatedAt, calculatedAt, quizCount: 1, scoreCount: 1, statistics },
  });
  const entries = ["hello", JSON.stringify(orphan)].map((body, index) => ({ Id: `m${index}`, MessageBody: body }));
  await stack.sqs.send(new SendMessageBatchCommand({ QueueUrl: stack.resources.queueUrls.notification, Entries: entries }));
  await stack.mailAbout((await stack.submit(["Quiz2,78"])).id);
  const codes = (await stack.takeDead("notification", 2)).map((message) => attributesOf(message).code);
  expect(codes.sort()).toEqual(["contract-violation", "object-gone"]);
});
