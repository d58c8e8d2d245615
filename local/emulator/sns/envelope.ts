// The JSON that SNS wraps messages in: "Parsing Amazon SNS message formats". The signature is none, since what SNS signs with is in nobody's hands
// here: a subscriber that verifies it must be told not to, on this stack.
import type { SnsSubscription } from "../fauxqs.ts";
import type { Publication } from "./publication.ts";

const unsigned = {
  SignatureVersion: "1",
  Signature: "EXAMPLE",
  SigningCertURL: "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem",
};

interface Notification {
  subscription: SnsSubscription;
  publication: Publication;
  messageId: string;
  text: string;
  /** It ends the subscription as soon as it is opened. */
  unsubscribeUrl: string;
}

/** What queues and HTTP endpoints get that did not ask for raw delivery. */
export function notificationEnvelope({ subscription, publication, messageId, text, unsubscribeUrl }: Notification): string {
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
    ...unsigned,
    UnsubscribeURL: unsubscribeUrl,
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  });
}

export type ConfirmationType = "SubscriptionConfirmation" | "UnsubscribeConfirmation";

/** How an HTTP endpoint is asked whether it wants the messages, and told that they end. Either way the URL, or the token, makes them come. */
export function confirmationEnvelope(
  Type: ConfirmationType,
  { topicArn, arn }: SnsSubscription,
  messageId: string,
  token: string,
  subscribeUrl: string,
): string {
  const Message =
    Type === "SubscriptionConfirmation"
      ? `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`
      : `You have chosen to deactivate subscription ${arn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`;
  return JSON.stringify({
    Type,
    MessageId: messageId,
    Token: token,
    TopicArn: topicArn,
    Message,
    SubscribeURL: subscribeUrl,
    Timestamp: new Date().toISOString(),
    ...unsigned,
  });
}
