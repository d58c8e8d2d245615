// The buckets and the queue that a sweep looks at, by the rule that all names follow; buckets by their own, where they have others.
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { resourceName } from "../../local/topology.ts";
import type { SweepCommand } from "./options.ts";

type SweptNames = Pick<SweepCommand, "prefix" | "rawBucket" | "resultsBucket">;

export interface SweptResources {
  rawBucket: string;
  resultsBucket: string;
  calculationQueueUrl: string;
}

/** Throws the SDK's error where there is no such queue. */
export async function resourcesOf({ prefix, rawBucket, resultsBucket }: SweptNames): Promise<SweptResources> {
  const sqs = new SQSClient();
  try {
    const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: resourceName(prefix, "calculation") }));
    return {
      rawBucket: rawBucket ?? resourceName(prefix, "raw"),
      resultsBucket: resultsBucket ?? resourceName(prefix, "results"),
      calculationQueueUrl: QueueUrl,
    };
  } finally {
    sqs.destroy();
  }
}
