import {
  CreateTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { sns, sqs } = await emulatorUnderTest();
let TopicArn: string | undefined;
let QueueUrl: string | undefined;
let SubscriptionArn: string | undefined;

beforeAll(async () => {
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: "events" })));
  ({ QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "subscriber" })));
  const Endpoint = "arn:aws:sqs:us-east-1:000000000000:subscriber";
  ({ SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint })));
});

const publish = (input: Omit<PublishCommand["input"], "TopicArn">) => sns.send(new PublishCommand({ TopicArn, ...input }));
const set = (AttributeName: string, AttributeValue: string) =>
  sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
async function received() {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 43_200, MessageAttributeNames: ["All"] }),
  );
  return Messages;
}
const bodies = async () => (await received()).map(({ Body = "" }) => JSON.parse(Body));
const kind = (StringValue: string) => ({ kind: { DataType: "String", StringValue } });

describe("a subject", () => {
  test.each(["A", "é".normalize("NFD").slice(0, 1), "9 quizzes", "(done)", "x".repeat(99)])("is taken: %j", async (Subject) => {
    await publish({ Message: "m", Subject });
    expect(await bodies()).toMatchObject([{ Subject }]);
  });

  test.each(["", " leading space", "x".repeat(100), "two\nlines", "tab\there", "Prüfung", "😀", "bell\u0007"])(
    "is refused with InvalidParameter, and nothing is delivered: %j",
    async (Subject) => {
      expect(await failureOf(publish({ Message: "m", Subject }))).toEqual({ name: "InvalidParameterException", status: 400 });
      expect(await received()).toEqual([]);
    },
  );
});

describe("a message", () => {
  test("reaches a queue with its attributes in the envelope", async () => {
    await publish({ Message: "plain 😀", MessageAttributes: kind("result") });
    expect(await bodies()).toMatchObject([
      { Type: "Notification", TopicArn, Message: "plain 😀", MessageAttributes: { kind: { Type: "String", Value: "result" } } },
    ]);
  });

  test("reaches a queue that wants it raw as it is, its attributes as the queue's", async () => {
    await set("RawMessageDelivery", "true");
    await publish({ Message: "raw", MessageAttributes: kind("result") });
    expect(await received()).toMatchObject([{ Body: "raw", MessageAttributes: kind("result") }]);
    await set("RawMessageDelivery", "false");
  });

  test("passes only the filter policy that its attributes, or its body, match", async () => {
    await set("FilterPolicy", JSON.stringify({ kind: ["result"] }));
    await publish({ Message: "yes", MessageAttributes: kind("result") });
    await publish({ Message: "no", MessageAttributes: kind("rejected") });
    await publish({ Message: "no" });
    expect(await bodies()).toMatchObject([{ Message: "yes" }]);
    await set("FilterPolicyScope", "MessageBody");
    await publish({ Message: '{"kind":"result"}' });
    await publish({ Message: '{"kind":"rejected"}' });
    expect(await bodies()).toMatchObject([{ Message: '{"kind":"result"}' }]);
    await set("FilterPolicyScope", "MessageAttributes");
    await set("FilterPolicy", "");
  });

  test("over 256 KiB, attributes counted, is InvalidParameter", async () => {
    const Message = "x".repeat(262_144 - "kindStringresult".length);
    await publish({ Message, MessageAttributes: kind("result") });
    expect(await bodies()).toHaveLength(1);
    expect(await failureOf(publish({ Message: `${Message}x`, MessageAttributes: kind("result") }))).toMatchObject({
      name: "InvalidParameterException",
    });
  });

  test("that is empty is InvalidParameter, and one to an unknown topic is NotFound", async () => {
    expect(await failureOf(publish({ Message: "" }))).toMatchObject({ name: "InvalidParameterException" });
    const unknown = new PublishCommand({ TopicArn: `${TopicArn}-unknown`, Message: "m" });
    expect(await failureOf(sns.send(unknown))).toEqual({ name: "NotFoundException", status: 404 });
  });
});

describe("MessageStructure json", () => {
  const json = (copies: unknown) =>
    publish({ MessageStructure: "json", Message: JSON.stringify(copies), MessageAttributes: kind("result") });

  test("gives a queue its own copy, or else the default, without the attributes", async () => {
    await json({ default: "for all", sqs: "for queues" });
    await json({ default: "for all", email: "for people", sqs: 7 });
    const [own, fallback] = await bodies();
    expect([own.Message, fallback.Message]).toEqual(["for queues", "for all"]);
    expect(own).not.toHaveProperty("MessageAttributes");
  });

  test("still filters by attributes", async () => {
    await set("FilterPolicy", JSON.stringify({ kind: ["rejected"] }));
    await json({ default: "filtered out" });
    await set("FilterPolicy", "");
    expect(await received()).toEqual([]);
  });

  test.each([[{ sqs: "no default" }], [{ default: 1 }], [["default"]], ["default"], [null]])(
    "is InvalidParameter for %j",
    async (copies) => {
      expect(await failureOf(json(copies))).toEqual({ name: "InvalidParameterException", status: 400 });
      expect(await received()).toEqual([]);
    },
  );

  test("is InvalidParameter for what is not JSON, and so is any other structure", async () => {
    expect(await failureOf(publish({ MessageStructure: "json", Message: "{" }))).toMatchObject({ name: "InvalidParameterException" });
    expect(await failureOf(publish({ MessageStructure: "xml", Message: "m" }))).toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("PublishBatch", () => {
  test("keeps each entry to the rules on its own", async () => {
    const { Successful, Failed } = await sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: "plain", Message: "m", Subject: "s", MessageAttributes: kind("result") },
          { Id: "subject", Message: "m", Subject: "two\nlines" },
          { Id: "json", Message: '{"default":"d","sqs":"q"}', MessageStructure: "json" },
          { Id: "no-default", Message: "{}", MessageStructure: "json" },
          { Id: "structure", Message: "m", MessageStructure: "xml" },
        ],
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(["plain", "json"]);
    expect(Failed).toMatchObject(["subject", "no-default", "structure"].map((Id) => ({ Id, Code: "InvalidParameter", SenderFault: true })));
    expect(await bodies()).toMatchObject([
      { Message: "m", Subject: "s", MessageAttributes: { kind: { Value: "result" } } },
      { Message: "q" },
    ]);
  });

  test("of messages that together are over 256 KiB is BatchRequestTooLong, and nothing is delivered", async () => {
    const Message = "x".repeat(140_000);
    const entries = ["a", "b"].map((Id) => ({ Id, Message }));
    const batch = sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }));
    expect(await failureOf(batch)).toMatchObject({ name: "BatchRequestTooLongException" });
    expect(await received()).toEqual([]);
  });

  test("with the same id twice is refused", async () => {
    const entries = ["a", "a"].map((Id) => ({ Id, Message: "m" }));
    const batch = sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }));
    expect(await failureOf(batch)).toMatchObject({ name: "BatchEntryIdsNotDistinctException" });
  });
});
