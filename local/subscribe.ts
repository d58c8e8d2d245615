// The subscriptions of a stack's topics: e-mail addresses are all read by the inbox, which confirms them as a person would.
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SubscriptionDefinition } from "./definition.ts";
import type { Inbox } from "./inbox/inbox.ts";
import { emulatorClient, queueArn } from "./resources.ts";
import type { Resources } from "./topology.ts";

/**
 * Makes them all. The queues that they speak of, subscribers' own and those for what cannot be delivered, are made where they are not there, under
 * this machine's account. Throws where a subscription cannot be made or confirmed.
 */
export async function subscribeAll(
  subscriptions: SubscriptionDefinition[],
  { endpoint, inbox, topicArns }: { endpoint: string; inbox: Inbox; topicArns: Resources["topicArns"] },
): Promise<void> {
  const sns = new SNSClient(emulatorClient(endpoint));
  const sqs = new SQSClient(emulatorClient(endpoint));
  const hereOf = async (arn: string): Promise<string> => {
    const name = arn.split(":").at(-1) ?? "";
    await sqs.send(new CreateQueueCommand({ QueueName: name }));
    return queueArn(name);
  };
  for (const { topic, protocol, endpoint: subscriber, attributes } of subscriptions) {
    const { RedrivePolicy, ...rest } = attributes;
    const redrive = RedrivePolicy && { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: await hereOf(targetOf(RedrivePolicy)) }) };
    const Endpoint = protocol === "sqs" ? await hereOf(subscriber) : subscriber;
    const subscribe = new SubscribeCommand({
      TopicArn: topicArns[topic],
      Protocol: protocol,
      Endpoint,
      Attributes: { ...rest, ...redrive },
    });
    if (protocol === "email") await confirmed(inbox, Endpoint, () => sns.send(subscribe));
    else await sns.send(subscribe);
  }
  for (const client of [sns, sqs]) client.destroy();
}

function targetOf(redrivePolicy: string): string {
  return String(Object(JSON.parse(redrivePolicy)).deadLetterTargetArn);
}

/** By the link in the confirmation mail. */
async function confirmed(inbox: Inbox, address: string, subscribe: () => Promise<unknown>): Promise<void> {
  const arrived = inbox.waitFor(({ kind, to }) => kind === "subscription-confirmation" && to === address);
  await subscribe();
  const [link = ""] = /https?:\/\/\S+Action=ConfirmSubscription\S*/.exec((await arrived).body) ?? [];
  const { ok, status } = await fetch(link);
  if (!ok) throw new Error(`The inbox could not confirm its subscription: ${link} answered ${status}.`);
}
