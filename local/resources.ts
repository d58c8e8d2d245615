// Creates a stack's buckets, queues and topics on the emulator, as Terraform does in AWS.
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { QueueDefinition, StackDefinition } from "./definition.ts";
import { deadLettersOf, type Resources } from "./topology.ts";

export const region = "us-east-1";
export const accountId = "000000000000";

/** Settings of an SDK client that talks to the emulator; requests are logged as made by `accessKeyId`. */
export function emulatorClient(endpoint: string, accessKeyId = "local") {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey: "local" }, maxAttempts: 1 };
}

export function queueArn(queueName: string): string {
  return `arn:aws:sqs:${region}:${accountId}:${queueName}`;
}

/** Creates what the definition names. */
export async function createResources({ buckets, queues, topics }: StackDefinition, endpoint: string): Promise<Resources> {
  const s3 = new S3Client({ ...emulatorClient(endpoint), forcePathStyle: true });
  const sqs = new SQSClient(emulatorClient(endpoint));
  const sns = new SNSClient(emulatorClient(endpoint));
  const queueUrls: Record<string, string> = {};
  const topicArns: Record<string, string> = {};

  for (const name of Object.values(buckets)) await s3.send(new CreateBucketCommand({ Bucket: name }));
  // A queue's dead-letter queue has to be there before it.
  const targetsFirst = Object.entries(queues).sort(([, a], [, b]) => Number(a.redrive !== undefined) - Number(b.redrive !== undefined));
  for (const [queue, definition] of targetsFirst) {
    const attributes = queueAttributes(definition, queues);
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: definition.name, Attributes: attributes }));
    queueUrls[queue] = QueueUrl;
  }
  for (const [topic, name] of Object.entries(topics)) {
    const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: name }));
    topicArns[topic] = TopicArn;
  }
  for (const client of [s3, sqs, sns]) client.destroy();
  const withDeadLetters = Object.entries(queueUrls).flatMap(([queue]) => {
    const url = queueUrls[deadLettersOf(queue)];
    return url === undefined ? [] : [[queue, url] as const];
  });
  return { buckets, queueUrls, deadLetterQueueUrls: Object.fromEntries(withDeadLetters), topicArns };
}

function queueAttributes(definition: QueueDefinition, queues: StackDefinition["queues"]): Record<string, string> {
  const { visibilityTimeoutSeconds, retentionSeconds, redrive } = definition;
  const attributes = { VisibilityTimeout: String(visibilityTimeoutSeconds), MessageRetentionPeriod: String(retentionSeconds) };
  if (redrive === undefined) return attributes;
  const target = queues[redrive.queue];
  if (target === undefined) throw new Error(`${definition.name} buries in "${redrive.queue}", which there is not.`);
  const policy = { deadLetterTargetArn: queueArn(target.name), maxReceiveCount: redrive.maxReceiveCount };
  return { ...attributes, RedrivePolicy: JSON.stringify(policy) };
}
