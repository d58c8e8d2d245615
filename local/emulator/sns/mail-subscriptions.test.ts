import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";
import type { Mail } from "../mail.ts";

const { emulator, sns, mails } = await emulatorUnderTest();
const Endpoint = "staff@example.org";
let TopicArn: string | undefined;
let topics = 0;

beforeEach(async () => {
  topics += 1;
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: `mail-${topics}`, Attributes: { DisplayName: "Scoreline" } })));
  mails.length = 0;
});

const subscribe = (input: Partial<SubscribeCommand["input"]> = {}) =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint, ...input }));
const publish = (Message: string, input: Partial<PublishCommand["input"]> = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...input }));
const linkIn = (mail: Mail | undefined) => new URL(/^http:\S+$/m.exec(mail?.body ?? "")?.[0] ?? "");
const tokenIn = (mail: Mail | undefined) => linkIn(mail).searchParams.get("Token") ?? "";
const listed = async () => (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions;
const notifications = () => mails.filter(({ kind }) => kind === "notification");
/** A subscription whose link has been opened. */
async function confirmed(input: Partial<SubscribeCommand["input"]> = {}) {
  const { SubscriptionArn } = await subscribe({ ReturnSubscriptionArn: true, ...input });
  await fetch(linkIn(mails.at(-1)));
  return SubscriptionArn;
}

describe("an e-mail subscription", () => {
  test("is pending until its owner opens the link in the mail", async () => {
    expect(await subscribe()).toMatchObject({ SubscriptionArn: "pending confirmation" });
    expect(mails).toMatchObject([
      { kind: "subscription-confirmation", to: Endpoint, from: "Scoreline <no-reply@sns.amazonaws.com>", topicArn: TopicArn },
    ]);
    expect(await listed()).toMatchObject([{ SubscriptionArn: "PendingConfirmation", Protocol: "email", Endpoint }]);
    await publish("too early");
    expect(notifications()).toEqual([]);

    const link = linkIn(mails[0]);
    expect([link.origin, link.searchParams.get("Action")]).toEqual([emulator.url, "ConfirmSubscription"]);
    const opened = await fetch(link);
    expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await listed()).toMatchObject([{ SubscriptionArn: mails[0]?.subscriptionArn }]);
    await publish("in time");
    expect(notifications()).toMatchObject([{ to: Endpoint, subject: "AWS Notification Message" }]);
  });

  test("is confirmed by the API with the token of the mail, and by no other", async () => {
    const { SubscriptionArn } = await subscribe({ ReturnSubscriptionArn: true });
    const confirm = (Token: string | undefined) => sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
    expect(await failureOf(confirm(SubscriptionArn))).toEqual({ name: "InvalidParameterException", status: 400 });
    expect(await failureOf(confirm("0".repeat(64)))).toMatchObject({ name: "InvalidParameterException" });
    const { TopicArn: other } = await sns.send(new CreateTopicCommand({ Name: "other" }));
    const ofOtherTopic = sns.send(new ConfirmSubscriptionCommand({ TopicArn: other, Token: tokenIn(mails[0]) }));
    expect(await failureOf(ofOtherTopic)).toMatchObject({ name: "InvalidParameterException" });
    expect(await confirm(tokenIn(mails[0]))).toMatchObject({ SubscriptionArn });
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ PendingConfirmation: "false" });
  });

  test("asked for again while it is pending sends the mail again, and once confirmed does not", async () => {
    await subscribe();
    await subscribe();
    expect(mails).toHaveLength(2);
    expect(tokenIn(mails[0])).not.toBe(tokenIn(mails[1]));
    await fetch(linkIn(mails[0]));
    expect(await subscribe()).toMatchObject({ SubscriptionArn: mails[0]?.subscriptionArn });
    expect(mails).toHaveLength(2);
  });

  test("is refused for what is no address, and so is a protocol that nothing here delivers by", async () => {
    expect(await failureOf(subscribe({ Endpoint: "staff" }))).toMatchObject({ name: "InvalidParameterException" });
    expect(await failureOf(subscribe({ Protocol: "https", Endpoint: "https://example.org" }))).toMatchObject({
      name: "InvalidParameterException",
    });
  });

  test("keeps to its filter policy", async () => {
    await confirmed({ Attributes: { FilterPolicy: JSON.stringify({ course: ["Biology"] }) } });
    const course = (StringValue: string) => ({ MessageAttributes: { course: { DataType: "String", StringValue } } });
    await publish("Biology", course("Biology"));
    await publish("Chemistry", course("Chemistry"));
    expect(notifications().map(({ body }) => body.split("\n")[0])).toEqual(["Biology"]);
  });
});

describe("a mail", () => {
  test("is the text as published, then how to stop, and says what it came by", async () => {
    const SubscriptionArn = await confirmed();
    const { MessageId } = await publish("Quiz1  mean 83.67\nQuiz2  mean 83.67", { Subject: "Scores of Biology" });
    const [mail] = notifications();
    expect(mail).toMatchObject({
      subject: "Scores of Biology",
      topicArn: TopicArn,
      subscriptionArn: SubscriptionArn,
      messageId: MessageId,
    });
    expect(mail?.body.startsWith("Quiz1  mean 83.67\nQuiz2  mean 83.67\n\n--\n")).toBe(true);
    expect(Date.parse(mail?.receivedAt ?? "")).not.toBeNaN();
  });

  test("has the copy for e-mail when the structure is json, or else the default", async () => {
    await confirmed();
    await publish('{"default":"for all","email":"for people"}', { MessageStructure: "json" });
    await publish('{"default":"for all","sqs":"for queues"}', { MessageStructure: "json" });
    expect(notifications().map(({ body }) => body.split("\n")[0])).toEqual(["for people", "for all"]);
  });

  test("comes to every confirmed address of the topic", async () => {
    await confirmed();
    await confirmed({ Endpoint: "head@example.org" });
    await subscribe({ Endpoint: "pending@example.org" });
    await publish("m");
    expect(notifications().map(({ to }) => to)).toEqual([Endpoint, "head@example.org"]);
  });
});

test("a link that does not work says so, and what it was given stays text", async () => {
  const answer = await fetch(`${emulator.url}/?Action=ConfirmSubscription&TopicArn=x&Token=y`);
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("This link does not work")]);
  const strange = await fetch(`${emulator.url}/?Action=${encodeURIComponent("<script>")}`);
  expect([strange.status, await strange.text()]).toEqual([400, expect.stringContaining("&lt;script&gt;")]);
});
