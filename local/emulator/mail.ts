/** A mail as the topic's e-mail subscriber gets it: plain text, footer included. */
export interface Mail {
  id: string;
  /** `unsubscribe-confirmation` tells that the subscription has ended, `subscription-suspended` that too many mails came for it. */
  kind: "subscription-confirmation" | "notification" | "unsubscribe-confirmation" | "subscription-suspended";
  from: string;
  to: string;
  subject: string;
  body: string;
  topicArn: string;
  subscriptionArn: string;
  /** SNS's id of the message; several mails share it when a topic has several e-mail subscribers. */
  messageId: string;
  /** RFC 3339, UTC. */
  receivedAt: string;
}

export type Deliver = (mail: Mail) => void;
