// The text of the mails that SNS sends to an e-mail subscriber, in our own words; what they hold is SNS's.
import { randomUUID } from "node:crypto";
import type { SnsSubscription } from "../fauxqs.ts";
import type { Mail } from "../mail.ts";

const DEFAULT_SUBJECT = "AWS Notification Message";

function mail(
  kind: Mail["kind"],
  { topicArn, arn, endpoint }: SnsSubscription,
  rest: Pick<Mail, "from" | "subject" | "body"> & Partial<Pick<Mail, "messageId">>,
): Mail {
  const receivedAt = new Date().toISOString();
  return { id: randomUUID(), kind, to: endpoint, topicArn, subscriptionArn: arn, receivedAt, messageId: randomUUID(), ...rest };
}

/** SNS mails no message to an address before its owner has opened the link. */
export function confirmationMail(subscription: SnsSubscription, from: string, confirmUrl: string): Mail {
  const body = `Somebody asked that this address get the messages of
${subscription.topicArn}

To get them, open this link:
${confirmUrl}

If it was not you, do nothing:
without the link no message will come.
`;
  return mail("subscription-confirmation", subscription, { from, subject: "AWS Notification - Subscription Confirmation", body });
}

/** SNS's final message to an address whose subscription was ended by one who need not have been its owner. */
export function cancellationMail(subscription: SnsSubscription, from: string, resubscribeUrl: string): Mail {
  const body = `The subscription of this address to
${subscription.topicArn}
has ended. No more messages of this topic will come.

If that was a mistake, open this link,
and they come again:
${resubscribeUrl}
`;
  return mail("unsubscribe-confirmation", subscription, { from, subject: "AWS Notification - Unsubscribe Confirmation", body });
}

/** In AWS the owner of the account is told, without a link; here it comes where it is seen, with the link that ends it. */
export function suspensionMail(subscription: SnsSubscription, from: string, confirmUrl: string): Mail {
  const body = `The subscription of this address to
${subscription.topicArn}
is SUSPENDED: more than 10 messages came
for it within one second, which is more
than Amazon SNS mails to an address. The one
too many was not delivered, and those after
it are not either.

What to do: publish less often, or put
several messages into one. Then open this
link, and messages come again:
${confirmUrl}

If nobody opens it within 48 hours, the
subscription is deleted.
`;
  return mail("subscription-suspended", subscription, { from, subject: "AWS Notification - Subscription Suspended", body });
}

interface Notification {
  subscription: SnsSubscription;
  from: string;
  subject: string | undefined;
  text: string;
  messageId: string;
  unsubscribeUrl: string;
}

export function notificationMail({ subscription, from, subject = DEFAULT_SUBJECT, text, messageId, unsubscribeUrl }: Notification): Mail {
  const body = `${text}

--
To stop these mails, open this link:
${unsubscribeUrl}

Nobody reads answers to this address.
`;
  return mail("notification", subscription, { from, subject, body, messageId });
}
