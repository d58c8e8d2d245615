import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pipeline, startTestStack, type TestStack } from "./test-stack.ts";

const queue = pipeline.queues.calculation;
if (!queue) throw new Error("pipeline.json has no queue calculation.");

let stack: TestStack;
beforeAll(async () => {
  // A message in the work of a process that died comes back after the visibility time-out: here after two seconds.
  const calculation = { ...queue, visibilityTimeoutSeconds: 2 };
  stack = await startTestStack({ pipeline: { ...pipeline, queues: { ...pipeline.queues, calculation } } });
});
afterAll(() => stack.stop());

test.each([
  ["it reads the score lines", "GetObject", ".csv"],
  ["it stored the statistics", "PutObject", "statistics.json"],
  ["it sent the event", "SendMessage", "scoreline-notification"],
])("when the calculator's process is killed as %s, the result still comes", async (_moment, operation, resource) => {
  const next = (wanted: string, suffix: string) =>
    stack.emulator.requests.next((request) => request.operation === wanted && request.resource.endsWith(suffix));
  // The process is killed within the request, before the emulator hears anything more of it.
  const readAgain = next(operation, resource).then(() => {
    const [busy, ...others] = stack.lambda.environments("analytics-calculator").filter(({ state }) => state === "busy");
    expect(others).toEqual([]);
    process.kill(busy?.pid ?? 0, "SIGKILL");
    return next("GetObject", "scores.csv");
  });
  const { id } = await stack.submit(["Quiz1,85,76,90"]);
  expect((await readAgain).resource).toContain(id);
  const { body } = await stack.mailAbout(id);
  expect(body).toMatch(/^Quiz1 +3 +0 +76 +85 +83\.67 +7\.09 +90$/m);
});
