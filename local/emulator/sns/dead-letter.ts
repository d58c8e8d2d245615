// Where a message goes that could not be delivered: "Amazon SNS dead-letter queues".
import { type MessageAttributeValue, type SnsSubscription, SqsStore } from "../fauxqs.ts";
import { deadLetterQueueOf } from "./subscription-attributes.ts";

/** As it would have been delivered. Without a dead-letter queue, or when that is gone too, it is discarded. */
export function bury(subscription: SnsSubscription, body: string, attributes: Record<string, MessageAttributeValue>, sqs: SqsStore): void {
  const arn = deadLetterQueueOf(subscription.attributes);
  if (arn !== undefined) sqs.getQueueByArn(arn)?.enqueue(SqsStore.createMessage(body, attributes));
}
