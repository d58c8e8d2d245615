import { setTimeout } from "node:timers/promises";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "@jest/globals";
import { counter, depth, mapTo, send, startSqs } from "./test-queues.ts";

/** Makes the first `times` requests of a kind fail, as a queue that is away does. */
function breakRequests(sqs: SQSClient, Command: typeof ReceiveMessageCommand | typeof DeleteMessageBatchCommand, times: number): void {
  let left = times;
  sqs.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName !== Command.name || left === 0) return next(request);
        left -= 1;
        throw Object.assign(new Error("The queue is away"), { name: "ServiceUnavailable", $metadata: { httpStatusCode: 400 } });
      },
    { step: "finalizeRequest", priority: "low" },
  );
}

test("a queue that is away is asked again, ever later, until it is back", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  breakRequests(sqs.client, ReceiveMessageCommand, 3);
  const lines: string[] = [];
  const handled = counter();
  const started = performance.now();
  mapTo(sqs.client, queue, () => handled.add(), { log: (line) => lines.push(line) });
  await send(sqs.client, queue.url, ["one"]);
  await handled.reaches(1);
  expect(performance.now() - started).toBeGreaterThan(100 + 200 + 400 - 20);
  expect(lines).toEqual(Array(3).fill(`${queue.url}: SQS receive message failed: The queue is away`));
});

test("stop does not wait for a queue that is away", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  breakRequests(sqs.client, ReceiveMessageCommand, Number.POSITIVE_INFINITY);
  const failed = counter();
  const mapping = mapTo(sqs.client, queue, () => {}, { log: () => failed.add() });
  await failed.reaches(3);
  // Into the pause of 400 ms, which begins a turn after the failure.
  await setTimeout(20);
  const stopping = performance.now();
  await mapping.stop();
  expect(performance.now() - stopping).toBeLessThan(200);
  expect(failed.count).toBe(3);
});

test("a deletion that fails is tried again, so the message is handled once", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue({ visibilitySeconds: 1 });
  breakRequests(sqs.client, DeleteMessageBatchCommand, 2);
  const handled = counter();
  const mapping = mapTo(sqs.client, queue, () => handled.add());
  await send(sqs.client, queue.url, ["one"]);
  await handled.reaches(1);
  await mapping.stop();
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 0 });
  expect(handled.count).toBe(1);
});

test("a throw of the invocation deletes nothing and is logged", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  const lines: string[] = [];
  const handled = counter();
  const mapping = mapTo(
    sqs.client,
    queue,
    () => {
      handled.add();
      throw new Error("the host is stopped");
    },
    { log: (line) => lines.push(line) },
  );
  await send(sqs.client, queue.url, ["one"]);
  await handled.reaches(1);
  await mapping.stop();
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 1 });
  expect(lines).toEqual(["tested: a batch of 1 is left to come back: Error: the host is stopped"]);
});

test("stop waits for the batch in flight, whose messages are then deleted", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  const started = counter();
  const released = Promise.withResolvers<void>();
  const mapping = mapTo(sqs.client, queue, async () => {
    started.add();
    await released.promise;
  });
  await send(sqs.client, queue.url, ["one"]);
  await started.reaches(1);
  const stopping = mapping.stop();
  released.resolve();
  await stopping;
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 0 });
});

test("stop invokes what it has gathered without waiting for the window", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  const handled = counter();
  const mapping = mapTo(sqs.client, queue, ({ Records }) => handled.add(Records.length), { batchSize: 100, batchingWindowSeconds: 300 });
  await send(sqs.client, queue.url, ["one", "two"]);
  while ((await depth(sqs.client, queue.url)).inFlight < 2);
  await mapping.stop();
  expect(handled.count).toBe(2);
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 0 });
});

test("a message that the last receive takes is handled, not lost", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue({ visibilitySeconds: 600 });
  const receives = counter();
  sqs.client.middlewareStack.add(
    (next, { commandName }) =>
      (request) => {
        const response = next(request);
        if (commandName === ReceiveMessageCommand.name) receives.add();
        return response;
      },
    { step: "finalizeRequest", priority: "low" },
  );
  const handled = counter();
  const mapping = mapTo(sqs.client, queue, () => handled.add());
  await receives.reaches(1);
  const stopping = mapping.stop();
  await send(sqs.client, queue.url, ["one"]);
  await stopping;
  expect(handled.count).toBe(1);
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 0 });
});

test("after stop a message stays in the queue for the next mapping, at once and untouched", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue({ visibilitySeconds: 600 });
  const first = counter();
  const mapping = mapTo(sqs.client, queue, () => first.add());
  await send(sqs.client, queue.url, ["one"]);
  await first.reaches(1);
  await mapping.stop();
  await send(sqs.client, queue.url, ["two"]);
  const second = Promise.withResolvers<string[]>();
  mapTo(sqs.client, queue, ({ Records }) => second.resolve(Records.map(({ attributes }) => attributes.ApproximateReceiveCount)));
  expect(await second.promise).toEqual(["1"]);
  expect(first.count).toBe(1);
});

test("stop gives a batch that does not end two seconds, and then deletes nothing of it", async () => {
  const sqs = await startSqs();
  const queue = await sqs.createQueue();
  const started = counter();
  const released = Promise.withResolvers<void>();
  const mapping = mapTo(sqs.client, queue, async () => {
    started.add();
    await released.promise;
  });
  await send(sqs.client, queue.url, ["one"]);
  await started.reaches(1);
  const stopping = performance.now();
  await mapping.stop();
  expect(performance.now() - stopping).toBeLessThan(2_500);
  released.resolve();
  await new Promise(setImmediate);
  expect(await depth(sqs.client, queue.url)).toEqual({ visible: 0, inFlight: 1 });
});
