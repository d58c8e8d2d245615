import { CreateTopicCommand, PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest } from "../emulator-under-test.ts";

const { sns, sqs } = await emulatorUnderTest();
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
let n = 0;
let TopicArn: string | undefined;
let deadLetterUrl: string | undefined;
let queueUrl: string | undefined;

/** A queue that subscribes to the topic, with a dead-letter queue. */
async function subscribed(Attributes: Record<string, string> = {}) {
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(`dead-${n}`) });
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arnOf(`queue-${n}`), Attributes: { RedrivePolicy, ...Attributes } }),
  );
}

beforeEach(async () => {
  n += 1;
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: `dead-${n}` })));
  ({ QueueUrl: deadLetterUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `dead-${n}` })));
  ({ QueueUrl: queueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${n}` })));
});

const received = async (QueueUrl: string | undefined) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] }))).Messages ?? [];
const attributes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, { DataType: "Number", StringValue: String(index) }]));

describe("a message to a queue that is gone", () => {
  test("goes to the subscription's dead-letter queue in its envelope", async () => {
    await subscribed();
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message: "m", MessageAttributes: attributes(1) }));
    const [message] = await received(deadLetterUrl);
    expect(JSON.parse(message?.Body ?? "")).toMatchObject({ MessageId, Message: "m", MessageAttributes: { a0: { Value: "0" } } });
  });

  test("goes there raw, with its attributes, when it was to be delivered raw", async () => {
    await subscribed({ RawMessageDelivery: "true" });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    await sns.send(new PublishCommand({ TopicArn, Message: "m", MessageAttributes: attributes(1) }));
    expect(await received(deadLetterUrl)).toMatchObject([{ Body: "m", MessageAttributes: attributes(1) }]);
  });

  test("is lost without one, or when that is gone as well, and publishing succeeds all the same", async () => {
    await subscribed();
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: deadLetterUrl }));
    expect(await sns.send(new PublishCommand({ TopicArn, Message: "m" }))).toMatchObject({ MessageId: expect.any(String) });
  });
});

test("ten attributes are delivered raw to a queue, and eleven send the message to the dead-letter queue", async () => {
  await subscribed({ RawMessageDelivery: "true" });
  await sns.send(new PublishCommand({ TopicArn, Message: "ten", MessageAttributes: attributes(10) }));
  await sns.send(new PublishCommand({ TopicArn, Message: "eleven", MessageAttributes: attributes(11) }));
  expect(await received(queueUrl)).toMatchObject([{ Body: "ten", MessageAttributes: attributes(10) }]);
  expect(await received(deadLetterUrl)).toMatchObject([{ Body: "eleven" }]);
});
