// The addresses, of this emulator, that confirm and end subscriptions.
import type { SnsSubscription } from "../fauxqs.ts";

/** It confirms as soon as it is opened. */
export function confirmUrl(origin: string, { topicArn }: SnsSubscription, token: string): string {
  return `${origin}/?${new URLSearchParams({ Action: "ConfirmSubscription", TopicArn: topicArn, Token: token })}`;
}

/** For programs, in the envelope: it acts as soon as it is opened. */
export function unsubscribeUrl(origin: string, { arn }: SnsSubscription): string {
  return `${origin}/?${new URLSearchParams({ Action: "Unsubscribe", SubscriptionArn: arn })}`;
}

/** For people, in a mail's footer: a page. */
export function unsubscribePageUrl(origin: string, { arn, endpoint }: SnsSubscription): string {
  return `${origin}/unsubscribe.html?${new URLSearchParams({ SubscriptionArn: arn, Endpoint: endpoint })}`;
}
