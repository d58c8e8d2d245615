import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { emulatorUnderTest, failureOf } from "../emulator-under-test.ts";

const { sns } = await emulatorUnderTest();
const queue = "arn:aws:sqs:us-east-1:000000000000:subscriber";
let TopicArn: string | undefined;
let SubscriptionArn: string | undefined;

beforeAll(async () => {
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: "attributes" })));
  ({ SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue })));
});

const set = (AttributeName: string, AttributeValue: string) =>
  sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
const attributes = async () => (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes;

describe("an attribute of a subscription", () => {
  test.each([
    ["RawMessageDelivery", "yes", "Must be true or false"],
    ["FilterPolicyScope", "Body", "Please use either MessageBody or MessageAttributes"],
    ["RedrivePolicy", "{", "failed to parse JSON"],
    ["RedrivePolicy", "{}", "deadLetterTargetArn is an invalid arn"],
    ["RedrivePolicy", '{"deadLetterTargetArn":"arn:aws:sns:us-east-1:000000000000:topic"}', "must name a standard queue"],
    ["RedrivePolicy", `{"deadLetterTargetArn":"${queue}.fifo"}`, "must name a standard queue"],
    ["DeliveryPolicy", '{"healthyRetryPolicy":{"numRetries":5}}', "3 retries 20 seconds apart"],
  ])("is refused when it is set, and when it is subscribed with: %s %s", async (name, value, reason) => {
    const setting = set(name, value);
    expect(await failureOf(setting)).toEqual({ name: "InvalidParameterException", status: 400 });
    await expect(setting).rejects.toThrow(reason);
    const subscribing = sns.send(
      new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: `${queue}-2`, Attributes: { [name]: value } }),
    );
    await expect(subscribing).rejects.toThrow(`Invalid parameter: Attributes Reason: `);
    await expect(subscribing).rejects.toThrow(reason);
  });

  test("is refused where the protocol has no use for it: mails are never raw", async () => {
    const Attributes = { RawMessageDelivery: "true" };
    const subscribing = sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "staff@example.org", Attributes }));
    await expect(subscribing).rejects.toThrow("Delivery protocol [email] does not support raw message delivery");
  });

  test("is given back as it was set, and is gone when it is set to nothing", async () => {
    const policies = {
      RedrivePolicy: `{"deadLetterTargetArn":"${queue}"}`,
      FilterPolicy: '{"kind":["result"]}',
      RawMessageDelivery: "true",
    };
    for (const [name, value] of Object.entries(policies)) await set(name, value);
    expect(await attributes()).toMatchObject({
      ...policies,
      SubscriptionArn,
      TopicArn,
      Protocol: "sqs",
      Endpoint: queue,
      FilterPolicyScope: "MessageAttributes",
      PendingConfirmation: "false",
      ConfirmationWasAuthenticated: "false",
    });
    for (const name of Object.keys(policies)) await set(name, "");
    const left = await attributes();
    expect(left).toMatchObject({ RawMessageDelivery: "false" });
    for (const name of ["RedrivePolicy", "FilterPolicy", "FilterPolicyScope"]) expect(left).not.toHaveProperty(name);
  });

  test("cannot be one that another has made wrong: a nested policy keeps to the body's scope", async () => {
    await set("FilterPolicyScope", "MessageBody");
    await set("FilterPolicy", '{"a":{"b":["x"]}}');
    expect(await failureOf(set("FilterPolicyScope", "MessageAttributes"))).toMatchObject({ name: "InvalidParameterException" });
    expect(await attributes()).toMatchObject({ FilterPolicyScope: "MessageBody" });
  });

  test("of a subscription that is unknown is NotFound", async () => {
    SubscriptionArn = `${SubscriptionArn}0`;
    expect(await failureOf(attributes())).toEqual({ name: "NotFoundException", status: 404 });
    expect(await failureOf(set("RawMessageDelivery", "true"))).toEqual({ name: "NotFoundException", status: 404 });
  });
});
