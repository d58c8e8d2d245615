// Messages in SQS: sent, put off, buried.
import { ChangeMessageVisibilityCommand, type MessageAttributeValue, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "./client-settings.ts";

const sqs = new SQSClient(clientSettings);

/** A message as it came, as far as settling it needs. */
interface Received {
  body: string;
  receiptHandle: string;
}

/** Sends an event. Throws the SDK's error where SQS fails. */
export async function send(queueUrl: string, event: object): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(event) }));
}

/** Sends a message's body to a dead-letter queue, as it came, with the reason as string attributes. */
export async function bury(deadLetterQueueUrl: string, { body }: Received, reason: object): Promise<void> {
  const attributes: Record<string, MessageAttributeValue> = {};
  for (const [name, value] of Object.entries(reason)) {
    const text = attributeText(String(value));
    if (text) attributes[name] = { DataType: "String", StringValue: text };
  }
  await sqs.send(new SendMessageCommand({ QueueUrl: deadLetterQueueUrl, MessageBody: body, MessageAttributes: attributes }));
}

/** Hides a message in work for so many seconds from now. */
export async function delay(queueUrl: string, { receiptHandle }: Received, seconds: number): Promise<void> {
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
}

/** SQS takes no control characters, and an attribute is no place for a long text. */
function attributeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}")
    .slice(0, 1_000)
    .toWellFormed();
}
