// The buckets and the queue that a sweep looks at, by the rule that all names follow.
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { resourceName } from "../../local/topology.ts";

export interface SweptResources {
  rawBucket: string;
  resultsBucket: string;
  calculationQueueUrl: string;
}

/** Throws the SDK's error where there is no such queue. */
export async function resourcesOf(prefix: string): Promise<SweptResources> {
  const sqs = new SQSClient();
  try {
    const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: resourceName(prefix, "calculation") }));
    return { rawBucket: resourceName(prefix, "raw"), resultsBucket: resourceName(prefix, "results"), calculationQueueUrl: QueueUrl };
  } finally {
    sqs.destroy();
  }
}
