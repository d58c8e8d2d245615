// From one published message to its topic's confirmed subscribers: queues as fauxqs does it, and e-mail and HTTP, which fauxqs has not.
import { type SnsSubscription, SqsStore } from "../fauxqs.ts";
import { bury } from "./dead-letter.ts";
import { notificationEnvelope } from "./envelope.ts";
import { passesByAttributes, passesByBody } from "./filter-policy/match.ts";
import { readFilterPolicy } from "./filter-policy/read-policy.ts";
import { notificationHeaders } from "./http/headers.ts";
import { notificationMail } from "./mails.ts";
import type { Publication } from "./publication.ts";
import type { GuardedSnsStore } from "./store.ts";
import { scopeOf } from "./subscription-attributes.ts";
import { unsubscribePageUrl, unsubscribeUrl } from "./subscription-urls.ts";

/** "Amazon SNS subscription filter policies". Unlike in AWS, where it takes minutes, a policy holds for the next message. */
function passes({ attributes }: SnsSubscription, publication: Publication, text: string): boolean {
  const { FilterPolicy = "" } = attributes;
  if (FilterPolicy === "") return true;
  const scope = scopeOf(attributes);
  const policy = readFilterPolicy(FilterPolicy, scope);
  return scope === "MessageBody" ? passesByBody(policy, text) : passesByAttributes(policy, publication.attributes);
}

interface Delivery {
  subscription: SnsSubscription;
  publication: Publication;
  messageId: string;
  text: string;
}

const isRaw = ({ attributes }: SnsSubscription): boolean => attributes.RawMessageDelivery === "true";

function bodyFor(delivery: Delivery, sns: GuardedSnsStore): string {
  if (isRaw(delivery.subscription)) return delivery.text;
  return notificationEnvelope({ ...delivery, unsubscribeUrl: unsubscribeUrl(sns.origin(), delivery.subscription) });
}

function sendMail({ subscription, publication: { subject }, text, messageId }: Delivery, sns: GuardedSnsStore): void {
  if (!sns.admitMail(subscription)) return;
  const from = sns.senderOf(subscription.topicArn);
  sns.deliver(
    notificationMail({ subscription, from, subject, text, messageId, unsubscribeUrl: unsubscribePageUrl(sns.origin(), subscription) }),
  );
}

/** SQS takes ten attributes: "messages with more are discarded as client side errors" when they are to be delivered raw. */
const RAW_ATTRIBUTES = 10;

/** A queue that is gone is an error that SNS does not retry. */
function sendToQueue(delivery: Delivery, sns: GuardedSnsStore, sqs: SqsStore): void {
  const { subscription, publication } = delivery;
  const body = bodyFor(delivery, sns);
  const attributes = isRaw(subscription) ? publication.deliveredAttributes : {};
  const queue = sqs.getQueueByArn(subscription.endpoint);
  if (Object.keys(attributes).length > RAW_ATTRIBUTES) bury(subscription, body, {}, sqs);
  else if (queue === undefined) bury(subscription, body, attributes, sqs);
  else queue.enqueue(SqsStore.createMessage(body, attributes));
}

/** "When you specify message attributes, they won't be sent" to an HTTP endpoint that wants messages raw. */
function post(delivery: Delivery, sns: GuardedSnsStore, sqs: SqsStore): void {
  const { subscription, messageId } = delivery;
  const body = bodyFor(delivery, sns);
  const headers = {
    ...notificationHeaders("Notification", subscription, messageId),
    ...(isRaw(subscription) && { "x-amz-sns-rawdelivery": "true" }),
  };
  sns.http.send(subscription.endpoint, { headers, body }, () => bury(subscription, body, {}, sqs));
}

export function fanOut(topicArn: string, publication: Publication, messageId: string, sns: GuardedSnsStore, sqs: SqsStore): void {
  for (const subscription of sns.subscribersOf(topicArn)) {
    const text = publication.textFor(subscription.protocol);
    if (!passes(subscription, publication, text)) continue;
    const delivery = { subscription, publication, messageId, text };
    if (subscription.protocol === "email") sendMail(delivery, sns);
    else if (subscription.protocol === "sqs") sendToQueue(delivery, sns, sqs);
    else post(delivery, sns, sqs);
  }
}
