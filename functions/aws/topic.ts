// Messages to an SNS topic.
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { clientSettings } from "./client-settings.ts";

const sns = new SNSClient(clientSettings);

export interface Mail {
  /** ASCII, fewer than 100 characters, no control characters. */
  subject: string;
  /** Plain text, 256 KiB at most in UTF-8. */
  text: string;
}

/** Publishes a mail to a topic with e-mail subscribers. Throws the SDK's error where SNS fails. */
export async function publish(topicArn: string, { subject, text }: Mail): Promise<void> {
  await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
}
