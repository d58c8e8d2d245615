// The headers of what SNS posts to an endpoint: "HTTP/HTTPS headers".
import type { SnsSubscription } from "../../fauxqs.ts";
import type { ConfirmationType } from "../envelope.ts";

/** Who is asked to confirm has no subscription yet: that header is left out. */
export function notificationHeaders(
  type: "Notification" | ConfirmationType,
  { topicArn, arn }: SnsSubscription,
  messageId: string,
): Record<string, string> {
  return {
    "content-type": "text/plain; charset=UTF-8",
    "x-amz-sns-message-type": type,
    "x-amz-sns-message-id": messageId,
    "x-amz-sns-topic-arn": topicArn,
    ...(type !== "SubscriptionConfirmation" && { "x-amz-sns-subscription-arn": arn }),
  };
}
