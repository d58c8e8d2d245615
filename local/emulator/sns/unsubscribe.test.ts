import { ConfirmSubscriptionCommand, GetSubscriptionAttributesCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest } from "../emulator-under-test.ts";
import { address, linkIn, tokenIn, topicUnderTest } from "./topic-under-test.ts";

const { emulator, sns, mails } = await emulatorUnderTest();
let topic: Awaited<ReturnType<typeof topicUnderTest>>;
let topics = 0;

beforeEach(async () => {
  topics += 1;
  topic = await topicUnderTest(sns, mails, `ended-${topics}`);
});

const notified = () => topic.ofKind("notification");
const cancelled = () => topic.ofKind("unsubscribe-confirmation");
/** The address in the footer of a first mail. */
async function footerLink() {
  await topic.publish("first");
  return linkIn(notified()[0]);
}
const press = (link: URL) => fetch(link, { method: "POST" });

describe("the link in a mail's footer", () => {
  test("opens a page that asks, and ends nothing: a scanner that opens every link unsubscribes nobody", async () => {
    await topic.confirmed({ Endpoint: "a&b<c>@example.org" });
    const link = await footerLink();
    expect([link.origin, link.pathname, link.searchParams.get("Endpoint")]).toEqual([
      emulator.url,
      "/unsubscribe.html",
      "a&b<c>@example.org",
    ]);
    const page = await fetch(link);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const policy = page.headers.get("content-security-policy");
    for (const rule of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(rule);
    const text = await page.text();
    expect(text).toContain('<form method="post"><button>Unsubscribe</button></form>');
    expect(text).toContain("a&amp;b&lt;c&gt;@example.org");
    await fetch(link, { method: "HEAD" });
    await topic.publish("second");
    expect([notified().length, cancelled().length]).toEqual([2, 0]);
  });

  test("ends the subscription by the page's button, and a last mail says so", async () => {
    const SubscriptionArn = await topic.confirmed();
    const link = await footerLink();
    emulator.requests.clear();
    const ended = emulator.subscriptions.next(({ change }) => change === "unsubscribed");
    const answer = await press(link);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("Subscription ended")]);
    expect(await ended).toMatchObject({ subscriptionArn: SubscriptionArn, topicArn: topic.TopicArn, endpoint: address });
    expect(emulator.requests.all).toMatchObject([{ service: "sns", operation: "POST unsubscribe.html", resource: `ended-${topics}` }]);
    await topic.publish("second");
    expect(notified()).toHaveLength(1);
    expect(await topic.listed()).toEqual([]);
    expect(cancelled()).toMatchObject([
      { to: address, subject: "AWS Notification - Unsubscribe Confirmation", subscriptionArn: SubscriptionArn },
    ]);
    expect(await (await press(link)).text()).toContain("Subscription ended");
    expect(cancelled()).toHaveLength(1);
  });

  test("is refused, asked and pressed, when the subscription was confirmed with AuthenticateOnUnsubscribe", async () => {
    const { SubscriptionArn } = await topic.subscribe();
    const Token = tokenIn(mails.at(-1));
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn: topic.TopicArn, Token, AuthenticateOnUnsubscribe: "true" }));
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ ConfirmationWasAuthenticated: "true" });
    const link = await footerLink();
    expect([(await fetch(link)).status, (await press(link)).status]).toEqual([403, 403]);
    await topic.publish("second");
    expect([notified().length, cancelled().length]).toEqual([2, 0]);
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    expect(await topic.listed()).toEqual([]);
  });

  test.each(["GET", "POST"])("still ends it when an unsigned %s that confirmed asked for authentication", async (method) => {
    const { SubscriptionArn } = await topic.subscribe();
    const link = linkIn(mails.at(-1));
    link.searchParams.set("AuthenticateOnUnsubscribe", "true");
    await (method === "GET" ? fetch(link) : fetch(emulator.url, { method, body: link.searchParams }));
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ ConfirmationWasAuthenticated: "false" });
    await press(await footerLink());
    expect(await topic.listed()).toEqual([]);
  });
});

describe("the last mail's link", () => {
  test("brings the same subscription back, with its attributes", async () => {
    const FilterPolicy = JSON.stringify({ course: ["Biology"] });
    const elsewhere = await topicUnderTest(sns, mails, `elsewhere-${topics}`);
    await elsewhere.confirmed();
    const SubscriptionArn = await topic.confirmed();
    const link = await footerLink();
    await press(link);
    await fetch(linkIn(cancelled()[0]));
    await topic.publish("second");
    expect(notified().map(({ subscriptionArn }) => subscriptionArn)).toEqual([SubscriptionArn, SubscriptionArn]);

    const other = await topic.confirmed({ Endpoint: "head@example.org", Attributes: { FilterPolicy } });
    await fetch(`${emulator.url}/?${new URLSearchParams({ Action: "Unsubscribe", SubscriptionArn: other ?? "" })}`);
    await fetch(linkIn(cancelled()[1]));
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: other }));
    expect(Attributes).toMatchObject({ FilterPolicy, FilterPolicyScope: "MessageAttributes", PendingConfirmation: "false" });
  });

  test("does not make a second one where the address has subscribed anew, and none where the topic is another", async () => {
    await topic.confirmed();
    await press(await footerLink());
    const [last] = cancelled();
    const anew = await topic.confirmed();
    await fetch(linkIn(last));
    expect(await topic.listed()).toMatchObject([{ SubscriptionArn: anew }]);
    const elsewhere = linkIn(last);
    elsewhere.searchParams.set("TopicArn", `${topic.TopicArn}-other`);
    expect((await fetch(elsewhere)).status).toBe(400);
  });

  test("is the only one that does: the link that confirmed does not bring an ended subscription back", async () => {
    await topic.confirmed();
    const confirmLink = linkIn(mails.at(-1));
    await press(await footerLink());
    expect((await fetch(confirmLink)).status).toBe(400);
    expect(await topic.listed()).toEqual([]);
  });
});

describe("Unsubscribe", () => {
  test("signed, by the owner, sends no last mail", async () => {
    const SubscriptionArn = await topic.confirmed();
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await topic.publish("m");
    expect([notified().length, cancelled().length]).toEqual([0, 0]);
  });

  test("unsigned ends it and sends one", async () => {
    const SubscriptionArn = (await topic.confirmed()) ?? "";
    const answer = await fetch(emulator.url, { method: "POST", body: new URLSearchParams({ Action: "Unsubscribe", SubscriptionArn }) });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("UnsubscribeResponse")]);
    expect([await topic.listed(), cancelled().length]).toEqual([[], 1]);
  });
});
