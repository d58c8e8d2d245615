import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { resultKeys } from "../../functions/aws/keys.ts";
import type { Pipeline } from "../../generated/types/pipeline.d.ts";
import { announcement, send } from "./announcement.ts";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  // A message in the work of a process that died comes back after the visibility time-out: here after four seconds.
  const quickly = { visibilityTimeoutSeconds: 4, batchingWindowSeconds: 0, batchSize: 10 };
  const queues = Object.entries(pipeline.queues).map(([name, queue]) => [name, { ...queue, ...quickly }]);
  const quick: Pipeline = { ...pipeline, queues: Object.fromEntries(queues) };
  stack = await startTestStack({ pipeline: quick });
});
afterAll(() => stack.stop());
// What was killed before starts in its own time: a message must not come back before it is worked on.
beforeEach(() => Promise.all(["analytics-calculator", "result-notifier"].map((name) => stack.lambda.warm(name))));

const next = (wanted: string, suffix: string) =>
  stack.emulator.requests.next((request) => request.operation === wanted && request.resource.endsWith(suffix));

/**
 * Kills the process of a function within a request, which is lost (`drop`) or done without an answer (`drop-answer`): either way the process
 * cannot go on before it is dead.
 */
async function killWithin(functionName: string, operation: string, suffix: string, failure: "drop" | "drop-answer"): Promise<void> {
  const service = operation === "SendMessage" ? "sqs" : "s3";
  const remove = stack.emulator.faults.add({ service, operation, match: ({ resource }) => resource.endsWith(suffix), failure });
  try {
    await next(operation, suffix);
    const [busy, ...others] = stack.lambda.environments(functionName).filter(({ state }) => state === "busy");
    expect(others).toEqual([]);
    process.kill(busy?.pid ?? Number.NaN, "SIGKILL");
  } finally {
    remove();
  }
}

test.each([
  ["as it reads the statistics", "one", "GetObject", "/statistics.json", "drop", 1],
  ["after it published the mail and before it marked the submission", "a second", "PutObject", "/notified.json", "drop", 2],
  ["as it marked the submission as mailed", "one", "PutObject", "/notified.json", "drop-answer", 1],
] as const)(
  "when the notifier's process is killed %s, there is %s mail, and in the end a marker",
  async (_moment, _which, operation, suffix, failure, mails) => {
    stack.emulator.requests.clear();
    const submissionId = uuidV7();
    const marker = resultKeys.notified(submissionId);
    const askedAgain = killWithin("result-notifier", operation, suffix, failure).then(() => next("HeadObject", marker));
    await send(stack, "calculation", await announcement(stack, submissionId, "Quiz1,85,76,90\n"));
    await askedAgain;
    await next("DeleteMessageBatch", "scoreline-notification");
    expect(await stack.keys("results")).toContain(marker);
    await stack.mailAbout(submissionId);
    expect(stack.emulator.requests.all.filter((request) => request.operation === "Publish")).toHaveLength(mails);
  },
);

test.each([
  ["it reads the score lines", "GetObject", "/scores.csv", "drop"],
  ["it stored the statistics", "PutObject", "/statistics.json", "drop-answer"],
  ["it sent the event", "SendMessage", "scoreline-notification", "drop-answer"],
] as const)("when the calculator's process is killed as %s, the result still comes", async (_moment, operation, suffix, failure) => {
  const readAgain = killWithin("analytics-calculator", operation, suffix, failure).then(() => next("GetObject", "/scores.csv"));
  const { id } = await stack.submit(["Quiz1,85,76,90"]);
  expect((await readAgain).resource).toContain(id);
  const { body } = await stack.mailAbout(id);
  expect(body).toMatch(/^Quiz1 +3 +0 +76 +85 +83\.67 +7\.09 +90$/m);
});
