// Messages to SNS topics.
import { type MessageAttributeValue, PublishBatchCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { clientSettings } from "./client-settings.ts";

/** One call is one message at most: a second try might publish what the first one did. Whoever calls tries again, later. */
const sns = new SNSClient({ ...clientSettings, maxAttempts: 1 });

export interface Mail {
  /** ASCII, fewer than 100 characters, no control characters. */
  subject: string;
  /** Plain text, 256 KiB at most in UTF-8. */
  text: string;
}

export interface EventMessage {
  /** JSON. */
  body: string;
  /** By name; subscribers filter by them. */
  attributes: Record<string, string | number>;
}

/** SNS takes ten messages in one request, of 256 KiB together. */
const mostMessages = 10;

/** Publishes a mail to a topic with e-mail subscribers. Throws the SDK's error where SNS fails. */
export async function publish(topicArn: string, { subject, text }: Mail): Promise<void> {
  await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
}

/**
 * Publishes events, of 25 KiB at most each, and says how each ended, in their order. A request for every ten. As plain strings: with a message structure
 * SNS would leave the attributes out.
 */
export async function publishAll(topicArn: string, messages: EventMessage[]): Promise<PromiseSettledResult<void>[]> {
  const outcomes: PromiseSettledResult<void>[] = [];
  for (let from = 0; from < messages.length; from += mostMessages)
    outcomes.push(...(await publishSome(topicArn, messages.slice(from, from + mostMessages))));
  return outcomes;
}

async function publishSome(topicArn: string, messages: EventMessage[]): Promise<PromiseSettledResult<void>[]> {
  const entries = messages.map(({ body, attributes }, index) => ({
    Id: String(index),
    Message: body,
    MessageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)])),
  }));
  try {
    const { Failed = [] } = await sns.send(new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }));
    const failed = new Map(Failed.map(({ Id, Code, Message }) => [Id, new Error(`SNS did not take the message: ${Code} ${Message}`)]));
    return entries.map(({ Id }) => {
      const reason = failed.get(Id);
      return reason ? { status: "rejected", reason } : { status: "fulfilled", value: undefined };
    });
  } catch (reason) {
    return messages.map(() => ({ status: "rejected", reason }));
  }
}

function attributeOf(value: string | number): MessageAttributeValue {
  return { DataType: typeof value === "number" ? "Number" : "String", StringValue: String(value) };
}
