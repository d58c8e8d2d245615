import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../../emulator-under-test.ts";
import { endpointUnderTest, type Post } from "./endpoint-under-test.ts";

const patient = await emulatorUnderTest();
/** 20 seconds between tries take one, the time-out of 15 takes 750 ms. */
const hasty = await emulatorUnderTest({ timeScale: 20 });
const endpoint = await endpointUnderTest();
const accountArn = "arn:aws:sqs:us-east-1:000000000000";
let TopicArn: string | undefined;
let path = "";
let topics = 0;
let { emulator, sns, sqs } = patient;

/** Where nothing is to be tried again, a busy machine must not make it so. */
const useClock = (of: typeof patient) => {
  ({ emulator, sns, sqs } = of);
};

beforeEach(async () => {
  topics += 1;
  path = `/events/${topics}`;
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: `http-${topics}` })));
});

const next = () => endpoint.next((post) => post.path === path);
const posted = () => endpoint.posts.filter((post) => post.path === path);
const json = ({ body }: Post) => JSON.parse(body);
const subscribe = (input: Partial<SubscribeCommand["input"]> = {}) =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol: "http", Endpoint: `${endpoint.url}${path}`, ReturnSubscriptionArn: true, ...input }));
const publish = (Message: string, input: Partial<PublishCommand["input"]> = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...input }));
/** A subscription whose `SubscribeURL` the endpoint has visited. */
async function confirmed(Attributes: Record<string, string> = {}) {
  const asked = next();
  const { SubscriptionArn } = await subscribe({ Attributes });
  await fetch(json(await asked).SubscribeURL);
  return SubscriptionArn;
}
async function deadLetterQueue(QueueName: string) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  return { QueueUrl, attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${accountArn}:${QueueName}` }) } };
}
async function buried(QueueUrl: string | undefined) {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, MessageAttributeNames: ["All"] }));
  return Messages;
}

describe("Subscribe", () => {
  test("posts the endpoint a request to confirm, and nothing else until it has", async () => {
    const asked = next();
    expect(await subscribe({ ReturnSubscriptionArn: false })).toMatchObject({ SubscriptionArn: "pending confirmation" });
    const { headers, body } = await asked;
    const envelope = JSON.parse(body);
    expect(headers).toMatchObject({
      "content-type": "text/plain; charset=UTF-8",
      "user-agent": "Amazon Simple Notification Service Agent",
      "x-amz-sns-message-type": "SubscriptionConfirmation",
      "x-amz-sns-message-id": envelope.MessageId,
      "x-amz-sns-topic-arn": TopicArn,
    });
    expect(headers).not.toHaveProperty("x-amz-sns-subscription-arn");
    expect(envelope).toEqual({
      Type: "SubscriptionConfirmation",
      MessageId: expect.stringMatching(/^[\da-f-]{36}$/),
      Token: expect.stringMatching(/^[\da-f]{64}$/),
      TopicArn,
      Message: expect.stringContaining(`You have chosen to subscribe to the topic ${TopicArn}.`),
      SubscribeURL: `${emulator.url}/?${new URLSearchParams({ Action: "ConfirmSubscription", TopicArn: TopicArn ?? "", Token: envelope.Token })}`,
      Timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      SignatureVersion: "1",
      Signature: expect.any(String),
      SigningCertURL: expect.stringMatching(/^https:.*\.pem$/),
    });
    await publish("too early");
    const again = next();
    await subscribe();
    expect(json(await again)).toMatchObject({ Type: "SubscriptionConfirmation" });
    expect(posted()).toHaveLength(2);
  });

  test("is confirmed by opening SubscribeURL, which answers a program, or by ConfirmSubscription with the token", async () => {
    const asked = next();
    const { SubscriptionArn } = await subscribe();
    const answer = await fetch(json(await asked).SubscribeURL);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/xml")]);
    expect(await answer.text()).toContain(`<SubscriptionArn>${SubscriptionArn}</SubscriptionArn>`);
    path += "/other";
    const other = next();
    const { SubscriptionArn: second } = await subscribe();
    const { Token } = json(await other);
    expect(await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }))).toMatchObject({ SubscriptionArn: second });
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions?.map((each) => each.SubscriptionArn).toSorted()).toEqual([SubscriptionArn, second].toSorted());
  });

  test.each([
    ["http", "http://example.org/events", "127.0.0.1 and localhost alone"],
    ["https", "https://127.0.0.1.example.org/events", "127.0.0.1 and localhost alone"],
    ["http", "http://10.0.0.1/", "127.0.0.1 and localhost alone"],
    ["https", "http://127.0.0.1/", "must match the specified protocol"],
    ["http", "127.0.0.1", "must match the specified protocol"],
    ["sms", "+15550100", "sqs, email, http and https"],
  ])("is refused, so that nothing leaves this machine: %s %s", async (Protocol, Endpoint, reason) => {
    const refused = subscribe({ Protocol, Endpoint });
    expect(await failureOf(refused)).toEqual({ name: "InvalidParameterException", status: 400 });
    await expect(refused).rejects.toThrow(reason);
  });

  test.each(["http://localhost:9/", "http://user:secret@127.0.0.1:9/events?x=1"])("is taken for this machine: %s", async (Endpoint) => {
    expect((await subscribe({ Endpoint })).SubscriptionArn).toContain(TopicArn);
  });
});

describe("a notification", () => {
  const attributes = { course: { DataType: "String", StringValue: "Biology" } };

  test("is posted in SNS's envelope, with its attributes and the address that unsubscribes", async () => {
    const SubscriptionArn = await confirmed();
    const arrives = next();
    const { MessageId } = await publish("Grüße 😀", { Subject: "s", MessageAttributes: attributes });
    const post = await arrives;
    expect(post.headers).toMatchObject({
      "content-type": "text/plain; charset=UTF-8",
      "content-length": String(Buffer.byteLength(post.body)),
      "x-amz-sns-message-type": "Notification",
      "x-amz-sns-message-id": MessageId,
      "x-amz-sns-topic-arn": TopicArn,
      "x-amz-sns-subscription-arn": SubscriptionArn,
    });
    expect(post.headers).not.toHaveProperty("x-amz-sns-rawdelivery");
    expect(json(post)).toMatchObject({
      Type: "Notification",
      MessageId,
      TopicArn,
      Subject: "s",
      Message: "Grüße 😀",
      MessageAttributes: { course: { Type: "String", Value: "Biology" } },
    });
    const { UnsubscribeURL } = json(post);
    const ends = next();
    expect((await fetch(UnsubscribeURL)).headers.get("content-type")).toContain("text/xml");
    expect(json(await ends).Type).toBe("UnsubscribeConfirmation");
  });

  test("is posted raw to an endpoint that wants it so: the text alone, without its attributes, and a header says it", async () => {
    await confirmed({ RawMessageDelivery: "true" });
    const arrives = next();
    await publish('{"raw":"ü"}', { MessageAttributes: attributes });
    const { headers, body } = await arrives;
    expect(body).toBe('{"raw":"ü"}');
    expect(headers).toMatchObject({ "x-amz-sns-rawdelivery": "true", "x-amz-sns-message-type": "Notification" });
    expect(JSON.stringify(headers)).not.toContain("Biology");
  });

  test("keeps to the filter policy and to the copy for the protocol, in a batch too", async () => {
    await confirmed({ FilterPolicy: JSON.stringify({ course: ["Biology"] }) });
    const entry = (Id: string, StringValue: string) => ({
      Id,
      MessageStructure: "json",
      Message: JSON.stringify({ default: "d", http: `for http ${Id}` }),
      MessageAttributes: { course: { DataType: "String", StringValue } },
    });
    const arrives = next();
    const PublishBatchRequestEntries = [entry("a", "Chemistry"), entry("b", "Biology")];
    const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(json(await arrives)).toMatchObject({ Message: "for http b", MessageId: Successful?.[1]?.MessageId });
    expect(posted()).toHaveLength(2);
  });

  test("comes in a burst of five hundred, each once", async () => {
    await confirmed({ RawMessageDelivery: "true" });
    const all = endpoint.next((post) => post.path === path && posted().length === 501);
    const batches = Array.from({ length: 50 }, (_, batch) =>
      Array.from({ length: 10 }, (_, index) => ({ Id: String(index), Message: `${batch}-${index}` })),
    );
    await Promise.all(
      batches.map((PublishBatchRequestEntries) => sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }))),
    );
    await all;
    expect(new Set(posted().map(({ body }) => body)).size).toBe(501);
  });
});

describe("an endpoint that fails", () => {
  beforeAll(() => useClock(hasty));
  afterAll(() => useClock(patient));

  test.each([
    ["with 500", 500],
    ["with 429", 429],
    ["by breaking the connection", "drop"],
    ["by not answering in time", "hang"],
  ] as const)("%s is tried again after 20 seconds, with the same message", async (_how, reaction) => {
    await confirmed();
    endpoint.react(path, reaction);
    const first = next();
    const { MessageId } = await publish("m");
    const { at, body } = await first;
    const second = await next();
    expect([second.body, json(second).MessageId]).toEqual([body, MessageId]);
    expect((second.at - at) * 20).toBeGreaterThanOrEqual(19_900);
  });

  test("four times is given up on, and the message goes to the dead-letter queue as it would have been delivered", async () => {
    const { QueueUrl, attributes } = await deadLetterQueue(`four-tries-${topics}`);
    await confirmed(attributes);
    endpoint.react(path, 503, "drop", 500, 502);
    await publish("m");
    const [message, ...more] = await buried(QueueUrl);
    expect([JSON.parse(message?.Body ?? "").Message, more]).toEqual(["m", []]);
    expect(
      posted()
        .slice(1)
        .map(({ body }) => body),
    ).toEqual(Array(4).fill(message?.Body));
  });

  test("at first to take the request to confirm gets it again", async () => {
    endpoint.react(path, 500);
    const first = next();
    await subscribe();
    await first;
    expect(json(await next())).toMatchObject({ Type: "SubscriptionConfirmation" });
  });
});

describe("an endpoint that refuses", () => {
  test.each([400, 404, 410, 302])("with %i is not tried again: the message goes to the dead-letter queue at once", async (status) => {
    const { QueueUrl, attributes } = await deadLetterQueue(`refused-${topics}`);
    await confirmed({ ...attributes, RawMessageDelivery: "true" });
    endpoint.react(path, (_request, response) => response.writeHead(status, { location: `${endpoint.url}/elsewhere` }).end());
    await publish("m");
    expect(await buried(QueueUrl)).toMatchObject([{ Body: "m" }]);
    const delivered = next();
    await publish("next");
    await delivered;
    expect(
      posted()
        .slice(1)
        .map(({ body }) => body),
    ).toEqual(["m", "next"]);
    expect(endpoint.posts.filter(({ path: other }) => other === "/elsewhere")).toEqual([]);
  });
});

describe("an endpoint that has unsubscribed", () => {
  test("by the API is told so, and the address in it, or the token, restores the subscription", async () => {
    const SubscriptionArn = await confirmed();
    for (const restore of ["address", "token"]) {
      const told = next();
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      const post = await told;
      const { Type, Message, Token, SubscribeURL } = json(post);
      expect([Type, Message]).toEqual(["UnsubscribeConfirmation", expect.stringContaining(`deactivate subscription ${SubscriptionArn}.`)]);
      expect(post.headers).toMatchObject({ "x-amz-sns-message-type": Type, "x-amz-sns-subscription-arn": SubscriptionArn });
      await publish("nobody gets this");
      if (restore === "address") await fetch(SubscribeURL);
      else await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
      const arrives = next();
      await publish(restore);
      expect(json(await arrives).Message).toBe(restore);
    }
  });
});
