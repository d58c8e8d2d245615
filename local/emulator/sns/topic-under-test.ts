// A topic with e-mail subscribers, for tests: a new one for each test of a file.
import { CreateTopicCommand, ListSubscriptionsByTopicCommand, PublishCommand, type SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import type { Mail } from "../mail.ts";

export const address = "staff@example.org";

/** The one link of a mail. */
export const linkIn = (mail: Mail | undefined) => new URL(/^http:\S+$/m.exec(mail?.body ?? "")?.[0] ?? "");
export const tokenIn = (mail: Mail | undefined) => linkIn(mail).searchParams.get("Token") ?? "";

export async function topicUnderTest(sns: SNSClient, mails: Mail[], Name: string) {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name, Attributes: { DisplayName: "Scoreline" } }));
  const subscribe = (input: Partial<SubscribeCommand["input"]> = {}) =>
    sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: address, ReturnSubscriptionArn: true, ...input }));
  return {
    TopicArn,
    subscribe,
    /** Subscribes, and opens the link in the mail. */
    confirmed: async (input: Partial<SubscribeCommand["input"]> = {}) => {
      const { SubscriptionArn } = await subscribe(input);
      await fetch(linkIn(mails.at(-1)));
      return SubscriptionArn;
    },
    publish: (Message: string, input: Partial<PublishCommand["input"]> = {}) =>
      sns.send(new PublishCommand({ TopicArn, Message, ...input })),
    listed: async () => (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions,
    /** Of this topic's mails. */
    ofKind: (kind: Mail["kind"]) => mails.filter((mail) => mail.kind === kind && mail.topicArn === TopicArn),
  };
}
