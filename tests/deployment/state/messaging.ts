// The queues, topics and subscriptions of a state.
import type { Policy } from "../iam/policy.ts";
import { policiesOf } from "./policies.ts";
import type { Resource, Values } from "./resources.ts";

export interface Queue {
  name: string;
  arn: string;
  url: string;
  policies: Policy[];
  key?: string;
  encrypted: boolean;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  receiveWaitSeconds: number;
  redrive?: { targetArn: string; maxReceiveCount: number };
  /** Whose messages it takes as a dead-letter queue; absent: every queue's of the account. */
  redriveAllow?: { permission: string; sourceArns: string[] };
}

export interface Topic {
  name: string;
  arn: string;
  policies: Policy[];
  key?: string;
}

export interface Subscription {
  topicArn: string;
  protocol: string;
  endpoint: string;
  /** As SNS calls them. */
  attributes: Record<string, string>;
}

/** What SQS takes where nobody says. */
const defaults = { visibilityTimeoutSeconds: 30, retentionSeconds: 345_600, receiveWaitSeconds: 0 };

export function queuesOf(resources: Resource[]): Queue[] {
  return resources.filter(({ type }) => type === "aws_sqs_queue").map(({ address, values }) => queueOf(address, values, resources));
}

function queueOf(address: string, values: Values, resources: Resource[]): Queue {
  const url = values.text("url");
  const setting = (type: string, attribute: string): string | undefined =>
    resources.find((resource) => resource.type === type && resource.values.text("queue_url") === url)?.values.text(attribute) ??
    values.optionalText(attribute);
  const redrive = setting("aws_sqs_queue_redrive_policy", "redrive_policy");
  const allow = setting("aws_sqs_queue_redrive_allow_policy", "redrive_allow_policy");
  if (values.optionalText("policy") !== undefined) throw new Error(`${address} has its policy inline; it belongs in aws_sqs_queue_policy.`);
  const key = values.optionalText("kms_master_key_id");
  return {
    name: values.text("name"),
    arn: values.text("arn"),
    url,
    policies: policiesOf(resources, "aws_sqs_queue_policy", "queue_url", url),
    ...(key !== undefined && { key }),
    encrypted: key !== undefined || values.flag("sqs_managed_sse_enabled"),
    visibilityTimeoutSeconds: values.optionalNumber("visibility_timeout_seconds") ?? defaults.visibilityTimeoutSeconds,
    retentionSeconds: values.optionalNumber("message_retention_seconds") ?? defaults.retentionSeconds,
    receiveWaitSeconds: values.optionalNumber("receive_wait_time_seconds") ?? defaults.receiveWaitSeconds,
    ...(redrive !== undefined && { redrive: redriveOf(redrive) }),
    ...(allow !== undefined && { redriveAllow: redriveAllowOf(allow) }),
  };
}

function redriveOf(json: string): { targetArn: string; maxReceiveCount: number } {
  const { deadLetterTargetArn, maxReceiveCount } = Object(JSON.parse(json));
  return { targetArn: String(deadLetterTargetArn), maxReceiveCount: Number(maxReceiveCount) };
}

function redriveAllowOf(json: string): { permission: string; sourceArns: string[] } {
  const { redrivePermission, sourceQueueArns = [] } = Object(JSON.parse(json));
  return { permission: String(redrivePermission), sourceArns: [sourceQueueArns].flat().map(String) };
}

export function topicsOf(resources: Resource[]): Topic[] {
  return resources
    .filter(({ type }) => type === "aws_sns_topic")
    .map(({ values }) => {
      const arn = values.text("arn");
      const key = values.optionalText("kms_master_key_id");
      return {
        name: values.text("name"),
        arn,
        policies: policiesOf(resources, "aws_sns_topic_policy", "arn", arn),
        ...(key !== undefined && { key }),
      };
    });
}

export function subscriptionsOf(resources: Resource[]): Subscription[] {
  return resources
    .filter(({ type }) => type === "aws_sns_topic_subscription")
    .map(({ values }) => ({
      topicArn: values.text("topic_arn"),
      protocol: values.text("protocol"),
      endpoint: values.text("endpoint"),
      attributes: attributesOf(values),
    }));
}

function attributesOf(values: Values): Record<string, string> {
  const texts = { FilterPolicy: "filter_policy", FilterPolicyScope: "filter_policy_scope", RedrivePolicy: "redrive_policy" };
  const given = Object.entries(texts).flatMap(([attribute, name]) => {
    const value = values.optionalText(name);
    return value === undefined ? [] : [[attribute, value] as const];
  });
  return Object.fromEntries([...given, ...(values.flag("raw_message_delivery") ? [["RawMessageDelivery", "true"] as const] : [])]);
}
