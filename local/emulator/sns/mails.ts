// The text of the two mails that SNS sends to an e-mail subscriber, in our own words; what they hold is SNS's.
import { randomUUID } from "node:crypto";
import type { SnsSubscription } from "../fauxqs.ts";
import type { Mail } from "../mail.ts";

const DEFAULT_SUBJECT = "AWS Notification Message";

function mail(
  kind: Mail["kind"],
  { topicArn, arn, endpoint }: SnsSubscription,
  rest: Pick<Mail, "from" | "subject" | "body" | "messageId">,
): Mail {
  return { id: randomUUID(), kind, to: endpoint, topicArn, subscriptionArn: arn, receivedAt: new Date().toISOString(), ...rest };
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
  return mail("subscription-confirmation", subscription, {
    from,
    subject: "AWS Notification - Subscription Confirmation",
    body,
    messageId: randomUUID(),
  });
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
