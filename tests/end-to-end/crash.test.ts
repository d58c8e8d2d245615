import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { resultKeys } from "../../functions/aws/keys.ts";
import type { Pipeline } from "../../generated/types/pipeline.d.ts";
import { announcement, send } from "./announcement.ts";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  // A message in the work of a process that died comes back after the visibility time-out, here after six seconds, and by then its claims are stale.
  const quickly = { visibilityTimeoutSeconds: 6, batchingWindowSeconds: 0, batchSize: 10 };
  const queues = Object.entries(pipeline.queues).map(([name, queue]) => [name, { ...queue, ...quickly }]);
  const functions = Object.entries(pipeline.functions).map(([name, settings]) => [name, { ...settings, timeoutSeconds: 3 }]);
  const quick: Pipeline = { ...pipeline, queues: Object.fromEntries(queues), functions: Object.fromEntries(functions) };
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
async function killWithin(
  functionName: string,
  operation: string,
  suffix: string,
  failure: "drop" | "drop-answer",
  occurrence = 1,
): Promise<void> {
  for (let earlier = 1; earlier < occurrence; earlier += 1) await next(operation, suffix);
  const service = ({ SendMessage: "sqs", Publish: "sns" } as const)[operation] ?? "s3";
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
  ["as it reads the statistics", "one", "GetObject", "/statistics.json", "drop", 1, 1],
  ["as it claimed the mail", "one", "PutObject", "/notified", "drop-answer", 1, 1],
  ["before it published the mail", "one", "Publish", "scoreline-mail", "drop", 1, 1],
  ["after it published the mail and before it marked it", "a second", "Publish", "scoreline-mail", "drop-answer", 1, 2],
  ["as it marked the mail", "one", "PutObject", "/notified", "drop-answer", 2, 1],
] as const)(
  "when the notifier's process is killed %s, there is %s mail, and in the end a marker",
  async (_moment, _which, operation, suffix, failure, occurrence, mails) => {
    const submissionId = uuidV7();
    const readAgain = killWithin("result-notifier", operation, suffix, failure, occurrence).then(() =>
      next("GetObject", "/statistics.json"),
    );
    await send(stack, "calculation", await announcement(stack, submissionId, "Quiz1,85,76,90\n"));
    await readAgain;
    await next("DeleteMessageBatch", "scoreline-notification");
    for (const marker of [resultKeys.notified(submissionId), resultKeys.published(submissionId)])
      expect(await stack.text("results", marker)).toBe("");
    expect(stack.mailsAbout(submissionId)).toBe(mails);
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
