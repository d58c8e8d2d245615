import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { emulator, sqs } = await emulatorUnderTest();
/** Thirty seconds last 0.3 here. */
const { sqs: quick } = await emulatorUnderTest({ timeScale: 100 });

async function createQueue(QueueName: string, Attributes: Record<string, string> = {}, client = sqs) {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}
async function receive(QueueUrl: string | undefined, client = sqs, input: { WaitTimeSeconds?: number; VisibilityTimeout?: number } = {}) {
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...input }));
  return Messages;
}
async function elapsedMs(call: () => Promise<unknown>) {
  const from = performance.now();
  await call();
  return performance.now() - from;
}

test("a queue's URL is at this emulator, so that the SDK's client finds it there", async () => {
  const QueueUrl = await createQueue("addressed");
  expect(QueueUrl).toBe(`http://127.0.0.1:${emulator.port}/000000000000/addressed`);
  expect(await sqs.send(new GetQueueUrlCommand({ QueueName: "addressed" }))).toMatchObject({ QueueUrl });
});

describe("the characters of a message", () => {
  const emoji = "Quiz 1 😀 \u{10000} \u{10FFFF}";
  const refused = ["\u0000", "\u000B", "\uD83D", "\uDE00 alone", "\uFFFE", "\uFFFF"];

  test("may be any that XML has, emoji among them", async () => {
    const QueueUrl = await createQueue("emoji");
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: emoji }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: "a", MessageBody: `batch ${emoji}` }] }));
    expect((await receive(QueueUrl)).map(({ Body }) => Body)).toEqual([emoji, `batch ${emoji}`]);
  });

  test.each(refused)("are refused with InvalidMessageContents: %j", async (MessageBody) => {
    const QueueUrl = await createQueue("refused");
    expect(await failureOf(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })))).toEqual({
      name: "InvalidMessageContents",
      status: 400,
    });
  });

  test("refuse an entry of a batch alone", async () => {
    const QueueUrl = await createQueue("refused-entry");
    const Entries = [
      { Id: "good", MessageBody: emoji },
      { Id: "bad", MessageBody: "\u0000" },
    ];
    const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful).toMatchObject([{ Id: "good" }]);
    expect(Failed).toMatchObject([{ Id: "bad", Code: "InvalidMessageContents", SenderFault: true }]);
  });
});

describe("a long poll", () => {
  test("gets the message that comes while it waits", async () => {
    const QueueUrl = await createQueue("polled");
    const waiting = emulator.requests.next(({ operation, resource }) => operation === "ReceiveMessage" && resource === "polled");
    const poll = receive(QueueUrl, sqs, { WaitTimeSeconds: 20 });
    await waiting;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "for you" }));
    expect(await poll).toMatchObject([{ Body: "for you" }]);
  });

  test("that was aborted leaves the next message to the next receive, its receive count untouched", async () => {
    const QueueUrl = await createQueue("aborted");
    const waiting = emulator.requests.next(({ operation, resource }) => operation === "ReceiveMessage" && resource === "aborted");
    const abort = new AbortController();
    const poll = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: abort.signal });
    await waiting;
    abort.abort();
    await expect(poll).rejects.toThrow("aborted");
    // A round trip, after which the emulator has seen the connection close.
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "not lost" }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ["ApproximateReceiveCount"] }));
    expect(Messages).toMatchObject([{ Body: "not lost", Attributes: { ApproximateReceiveCount: "1" } }]);
  });
});

describe("a time scale of 100 makes 30 seconds 0.3 and keeps the settings as they were given:", () => {
  const scaled = (elapsed: number) => {
    expect(elapsed).toBeGreaterThan(250);
    expect(elapsed).toBeLessThan(3_000);
  };
  async function oneMessage(name: string, attributes: Record<string, string>) {
    const QueueUrl = await createQueue(name, attributes, quick);
    await quick.send(new SendMessageCommand({ QueueUrl, MessageBody: name }));
    return QueueUrl;
  }
  const again = (QueueUrl: string | undefined) => async () =>
    expect(await receive(QueueUrl, quick, { WaitTimeSeconds: 10 })).toHaveLength(1);

  test("the queue's visibility time-out", async () => {
    const QueueUrl = await oneMessage("visibility", { VisibilityTimeout: "30" });
    await receive(QueueUrl, quick);
    scaled(await elapsedMs(again(QueueUrl)));
    const { Attributes } = await quick.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] }));
    expect(Attributes).toEqual({ VisibilityTimeout: "30" });
  });

  test("a receive's", async () => {
    const QueueUrl = await oneMessage("receive", { VisibilityTimeout: "43200" });
    await receive(QueueUrl, quick, { VisibilityTimeout: 30 });
    scaled(await elapsedMs(again(QueueUrl)));
  });

  test("a changed one", async () => {
    const QueueUrl = await oneMessage("changed", { VisibilityTimeout: "43200" });
    const [message] = await receive(QueueUrl, quick);
    await quick.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 30 }));
    scaled(await elapsedMs(again(QueueUrl)));
  });

  test("the delay of a message and of a queue", async () => {
    const QueueUrl = await createQueue("delayed", {}, quick);
    await quick.send(new SendMessageCommand({ QueueUrl, MessageBody: "late", DelaySeconds: 30 }));
    scaled(await elapsedMs(again(QueueUrl)));
    const delaying = await oneMessage("delaying", { DelaySeconds: "30" });
    scaled(await elapsedMs(again(delaying)));
  });

  test("but not the wait for a message", async () => {
    const QueueUrl = await createQueue("empty", {}, quick);
    expect(await elapsedMs(() => receive(QueueUrl, quick, { WaitTimeSeconds: 1 }))).toBeGreaterThan(900);
  });
});

test("a message received too often is in the dead-letter queue", async () => {
  const dead = await createQueue("dead");
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:dead", maxReceiveCount: 2 });
  const QueueUrl = await createQueue("poisoned", { RedrivePolicy, VisibilityTimeout: "0" });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "poison" }));
  expect(await receive(QueueUrl)).toHaveLength(1);
  expect(await receive(QueueUrl)).toHaveLength(1);
  expect(await receive(QueueUrl)).toHaveLength(0);
  expect(await receive(dead)).toMatchObject([{ Body: "poison" }]);
});

test("a message whose time-out is over counts as visible before anybody receives it", async () => {
  const QueueUrl = await createQueue("counted", { VisibilityTimeout: "1" }, quick);
  await quick.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" }));
  await receive(QueueUrl, quick);
  const counts = async () => {
    const { Attributes } = await quick.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }));
    const { ApproximateNumberOfMessages } = Attributes ?? {};
    return ApproximateNumberOfMessages;
  };
  // It takes 10 ms: a few round trips. Jest's time-out ends the loop of an emulator that never counts.
  while ((await counts()) !== "1");
});

test("an error has the name that the SDK knows it by", async () => {
  const QueueUrl = await createQueue("named", { VisibilityTimeout: "30" });
  const conflicting = sqs.send(new CreateQueueCommand({ QueueName: "named", Attributes: { VisibilityTimeout: "31" } }));
  expect(await failureOf(conflicting)).toMatchObject({ name: "QueueNameExists" });
  expect(await failureOf(receive(`${QueueUrl}-unknown`))).toMatchObject({ name: "QueueDoesNotExist" });
  expect(await failureOf(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] })))).toMatchObject({ name: "EmptyBatchRequest" });
});
