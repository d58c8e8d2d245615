// From one published message to its topic's confirmed subscribers: queues as fauxqs does it, and e-mail, which fauxqs has not.
import { matchesFilterPolicy, matchesFilterPolicyOnBody, type SnsSubscription, SqsStore } from "../fauxqs.ts";
import { notificationMail } from "./mails.ts";
import type { Publication } from "./publication.ts";
import type { GuardedSnsStore } from "./store.ts";

/** "Amazon SNS subscription filter policies". */
function passes(subscription: SnsSubscription, publication: Publication, text: string): boolean {
  const { FilterPolicy: policy = "", FilterPolicyScope } = subscription.attributes;
  if (policy === "") return true;
  return FilterPolicyScope === "MessageBody"
    ? matchesFilterPolicyOnBody(JSON.parse(policy), text)
    : matchesFilterPolicy(JSON.parse(policy), publication.attributes);
}

/** "Parsing Amazon SNS message formats": what a queue gets unless it asked for raw delivery. The signature cannot be verified. */
function envelope(
  subscription: SnsSubscription,
  publication: Publication,
  messageId: string,
  text: string,
  unsubscribeUrl: string,
): string {
  const attributes = Object.entries(publication.deliveredAttributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) => [name, { Type: DataType, Value: StringValue ?? BinaryValue ?? "" }] as const,
  );
  return JSON.stringify({
    Type: "Notification",
    MessageId: messageId,
    TopicArn: subscription.topicArn,
    ...(publication.subject !== undefined && { Subject: publication.subject }),
    Message: text,
    Timestamp: new Date().toISOString(),
    SignatureVersion: "1",
    Signature: "EXAMPLE",
    SigningCertURL: "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem",
    UnsubscribeURL: unsubscribeUrl,
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  });
}

/** A queue that is gone gets nothing, as a queue without permission would. */
export function fanOut(topicArn: string, publication: Publication, messageId: string, sns: GuardedSnsStore, sqs: SqsStore): void {
  for (const subscription of sns.subscribersOf(topicArn)) {
    const text = publication.textFor(subscription.protocol);
    if (!passes(subscription, publication, text)) continue;
    const unsubscribeUrl = sns.unsubscribeUrl(subscription);
    if (subscription.protocol === "email") {
      sns.deliver(
        notificationMail({ subscription, from: sns.senderOf(topicArn), subject: publication.subject, text, messageId, unsubscribeUrl }),
      );
    } else {
      const { RawMessageDelivery } = subscription.attributes;
      const raw = RawMessageDelivery === "true";
      const body = raw ? text : envelope(subscription, publication, messageId, text, unsubscribeUrl);
      sqs.getQueueByArn(subscription.endpoint)?.enqueue(SqsStore.createMessage(body, raw ? publication.deliveredAttributes : {}));
    }
  }
}
