// Creates pipeline.json's buckets, queues and topics on the emulator, as Terraform does in AWS.
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Pipeline, QueueSettings } from "../generated/types/pipeline.d.ts";
import { deadLetterQueueName, type Resources, resourceName } from "./topology.ts";

export const region = "us-east-1";
export const accountId = "000000000000";

/** Settings of an SDK client that talks to the emulator. */
export function emulatorClient(endpoint: string) {
  return { endpoint, region, credentials: { accessKeyId: "local", secretAccessKey: "local" }, maxAttempts: 1 };
}

export function queueArn(queueName: string): string {
  return `arn:aws:sqs:${region}:${accountId}:${queueName}`;
}

const daySeconds = 86_400;

/** Creates all that the pipeline names, under names that begin with `prefix`. */
export async function createResources(pipeline: Pipeline, endpoint: string, prefix: string): Promise<Resources> {
  const s3 = new S3Client({ ...emulatorClient(endpoint), forcePathStyle: true });
  const sqs = new SQSClient(emulatorClient(endpoint));
  const sns = new SNSClient(emulatorClient(endpoint));
  const resources: Resources = { buckets: {}, queueUrls: {}, deadLetterQueueUrls: {}, topicArns: {} };

  const createQueue = async (name: string, attributes: Record<string, string>) => {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return QueueUrl;
  };
  for (const bucket of Object.keys(pipeline.buckets)) {
    const name = resourceName(prefix, bucket);
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    resources.buckets[bucket] = name;
  }
  for (const [queue, settings] of Object.entries(pipeline.queues)) {
    const deadLetterQueue = deadLetterQueueName(prefix, queue);
    const deadLetterRetention = { MessageRetentionPeriod: String(settings.deadLetterRetentionDays * daySeconds) };
    resources.deadLetterQueueUrls[queue] = await createQueue(deadLetterQueue, deadLetterRetention);
    resources.queueUrls[queue] = await createQueue(resourceName(prefix, queue), queueAttributes(settings, deadLetterQueue));
  }
  for (const topic of Object.keys(pipeline.topics)) {
    const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: resourceName(prefix, topic) }));
    resources.topicArns[topic] = TopicArn;
  }
  for (const client of [s3, sqs, sns]) client.destroy();
  return resources;
}

function queueAttributes({ visibilityTimeoutSeconds, retentionDays, maxReceiveCount }: QueueSettings, deadLetterQueue: string) {
  return {
    VisibilityTimeout: String(visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(retentionDays * daySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(deadLetterQueue), maxReceiveCount }),
  };
}
