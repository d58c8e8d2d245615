import { ConfirmSubscriptionCommand, GetSubscriptionAttributesCommand, PublishBatchCommand } from "@aws-sdk/client-sns";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest } from "../emulator-under-test.ts";
import { MailRate } from "./mail-rate.ts";
import { address, linkIn, tokenIn, topicUnderTest } from "./topic-under-test.ts";

const { emulator, sns, mails } = await emulatorUnderTest();
/** 48 hours take 864 ms; a second of mails takes a second. */
const fast = await emulatorUnderTest({ timeScale: 200_000 });
let topic: Awaited<ReturnType<typeof topicUnderTest>>;
let topics = 0;

beforeEach(async () => {
  topics += 1;
  topic = await topicUnderTest(sns, mails, `rate-${topics}`);
});

const course = (StringValue: string) => ({ MessageAttributes: { course: { DataType: "String", StringValue } } });
const notified = (to = address) => topic.ofKind("notification").filter((mail) => mail.to === to);
const suspended = () => topic.ofKind("subscription-suspended");
/** All at once: within a second also on a machine that has much to do. */
function burst(count: number, { TopicArn } = topic, client = sns) {
  const entries = Array.from({ length: count }, (_, index) => ({ Id: String(index), Message: `m${index}`, ...course("Biology") }));
  const batches = Array.from({ length: Math.ceil(count / 10) }, (_, batch) => entries.slice(batch * 10, batch * 10 + 10));
  return Promise.all(
    batches.map((PublishBatchRequestEntries) => client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }))),
  );
}

describe("an e-mail subscription", () => {
  test("gets ten mails in a second", async () => {
    await topic.confirmed();
    await burst(10);
    expect([notified().length, suspended().length]).toEqual([10, 0]);
  });

  test("that would get an eleventh is suspended: that one and all later ones are not delivered, and one notice says so", async () => {
    const SubscriptionArn = await topic.confirmed();
    const change = emulator.subscriptions.next((each) => each.change === "suspended");
    await burst(25);
    await topic.publish("later");
    const texts = new Set(notified().map(({ body }) => body.split("\n")[0]));
    expect([notified().length, texts.size, texts.has("later")]).toEqual([10, 10, false]);
    expect(await change).toMatchObject({ subscriptionArn: SubscriptionArn, topicArn: topic.TopicArn, endpoint: address });
    expect(suspended()).toMatchObject([{ to: address, subscriptionArn: SubscriptionArn, body: expect.stringContaining("SUSPENDED") }]);
    for (const line of suspended()[0]?.body.split("\n") ?? []) if (!/^(http|arn):/.test(line)) expect(line.length).toBeLessThan(45);
  });

  test("that is suspended is one that waits for confirmation, to the API, and has no attribute of its own for it", async () => {
    const SubscriptionArn = await topic.confirmed();
    await burst(11);
    expect(await topic.listed()).toMatchObject([{ SubscriptionArn: "PendingConfirmation", Endpoint: address }]);
    const { Attributes = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ PendingConfirmation: "true" });
    expect(Object.keys(Attributes).filter((name) => /suspend/i.test(name))).toEqual([]);
  });

  test("goes on when the link in the notice is opened, or after another Subscribe, with a fresh count", async () => {
    await topic.confirmed();
    await burst(11);
    const confirmed = emulator.subscriptions.next(({ change }) => change === "confirmed");
    await fetch(linkIn(suspended()[0]));
    await confirmed;
    await burst(10);
    expect([notified().length, suspended().length]).toEqual([20, 1]);
    await burst(11);
    expect(suspended()).toHaveLength(2);
    const before = notified().length;
    await topic.subscribe();
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn: topic.TopicArn, Token: tokenIn(mails.at(-1)) }));
    await topic.publish("again");
    expect(notified()).toHaveLength(before + 1);
  });

  test("is counted by itself, and only what its filter policy lets through", async () => {
    await topic.confirmed();
    const FilterPolicy = JSON.stringify({ course: ["Chemistry"] });
    await topic.confirmed({ Endpoint: "head@example.org", Attributes: { FilterPolicy } });
    await topic.publish("Chemistry", course("Chemistry"));
    await burst(15);
    await topic.publish("Chemistry", course("Chemistry"));
    expect([notified().length, notified("head@example.org").length]).toEqual([10, 2]);
  });
});

test("a second is any second: an eleventh mail is admitted as soon as the first of the last ten is a second old, and not before", () => {
  let now = 0;
  const rate = new MailRate(() => now);
  const at = (ms: number) => {
    now = ms;
    return rate.admits("a");
  };
  expect([0, 900, 910, 920, 930, 940, 950, 960, 970, 980].map(at)).toEqual(Array(10).fill(true));
  expect([at(999), rate.admits("b"), at(1_000), at(1_001), at(1_899), at(1_900)]).toEqual([false, true, true, false, false, true]);
});

describe("48 hours after it was asked for", () => {
  test("a subscription that nobody confirmed is deleted, and its link is dead; a confirmed one stays", async () => {
    const scaled = await topicUnderTest(fast.sns, fast.mails, `expiry-${topics}`);
    const kept = await scaled.confirmed();
    const expired = fast.emulator.subscriptions.next(({ change }) => change === "expired");
    const { SubscriptionArn } = await scaled.subscribe({ Endpoint: "nobody@example.org" });
    expect(await expired).toMatchObject({ subscriptionArn: SubscriptionArn, endpoint: "nobody@example.org" });
    expect(await scaled.listed()).toMatchObject([{ SubscriptionArn: kept }]);
    expect((await fetch(linkIn(fast.mails.at(-1)))).status).toBe(400);
    expect(scaled.ofKind("unsubscribe-confirmation")).toEqual([]);
  });

  test("a suspended one is deleted; the clock that runs faster does not make it ten mails in less", async () => {
    const scaled = await topicUnderTest(fast.sns, fast.mails, `expiry-suspended-${topics}`);
    const SubscriptionArn = await scaled.confirmed();
    const expired = fast.emulator.subscriptions.next(({ change }) => change === "expired");
    await burst(11, scaled, fast.sns);
    expect([scaled.ofKind("notification").length, scaled.ofKind("subscription-suspended").length]).toEqual([10, 1]);
    expect(await expired).toMatchObject({ subscriptionArn: SubscriptionArn });
    expect(await scaled.listed()).toEqual([]);
  });
});
