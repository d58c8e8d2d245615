// What an applied state says was deployed, as far as the checks look at it. Parts are joined by attributes (names, ARNs, URLs), never by where they stand
// in the configuration.
import type { Policy } from "../iam/policy.ts";
import { type Api, apiOf } from "./api.ts";
import { type DeployedFunction, functionsOf, type Mapping, mappingsOf, type Role, rolesOf } from "./functions.ts";
import { type Queue, queuesOf, type Subscription, subscriptionsOf, type Topic, topicsOf } from "./messaging.ts";
import { allPolicies, policiesOf } from "./policies.ts";
import type { Resource } from "./resources.ts";

export interface Deployed {
  account: string;
  region: string;
  /** What the names begin with. */
  prefix: string;
  buckets: Bucket[];
  queues: Queue[];
  topics: Topic[];
  subscriptions: Subscription[];
  keys: Key[];
  functions: DeployedFunction[];
  roles: Role[];
  mappings: Mapping[];
  logGroups: LogGroup[];
  alarms: Alarm[];
  api: Api;
  /** Every policy document, of whatever. */
  allPolicies: Policy[];
  /** For what is looked at in one place alone. */
  resources: Resource[];
}

export interface Bucket {
  name: string;
  arn: string;
  policies: Policy[];
  /** As it was given: an ARN or an id. */
  key?: string;
}

export interface Key {
  arn: string;
  id: string;
  policies: Policy[];
}

export interface LogGroup {
  name: string;
  arn: string;
  retentionDays: number;
  key?: string;
}

export interface Alarm {
  name: string;
  arn: string;
  actions: string[];
}

/** Reads a state whose names begin with `prefix`. Throws where a part is not as it is known here. */
export function deployedIn(resources: Resource[], prefix: string): Deployed {
  const queues = queuesOf(resources);
  const [, , , region = "", account = ""] = queues[0]?.arn.split(":") ?? [];
  if (account === "") throw new Error("The state has no queue to read the region and the account off.");
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    account,
    region,
    prefix,
    buckets: ofType("aws_s3_bucket").map(({ values }) => bucketOf(values.text("bucket"), values.text("arn"), resources)),
    queues,
    topics: topicsOf(resources),
    subscriptions: subscriptionsOf(resources),
    keys: ofType("aws_kms_key").map(({ values }) => ({
      arn: values.text("arn"),
      id: values.text("key_id"),
      policies: [
        ...(values.optionalText("policy") === undefined ? [] : policiesOf(resources, "aws_kms_key", "arn", values.text("arn"))),
        ...policiesOf(resources, "aws_kms_key_policy", "key_id", values.text("key_id")),
      ],
    })),
    functions: functionsOf(resources),
    roles: rolesOf(resources),
    mappings: mappingsOf(resources),
    logGroups: ofType("aws_cloudwatch_log_group").map(({ values }) => ({
      name: values.text("name"),
      arn: values.text("arn"),
      retentionDays: values.optionalNumber("retention_in_days") ?? 0,
      ...keyOf(values.optionalText("kms_key_id")),
    })),
    alarms: ofType("aws_cloudwatch_metric_alarm").map(({ values }) => ({
      name: values.text("alarm_name"),
      arn: values.text("arn"),
      actions: [...values.texts("alarm_actions"), ...values.texts("ok_actions"), ...values.texts("insufficient_data_actions")],
    })),
    api: apiOf(resources),
    allPolicies: allPolicies(resources),
    resources,
  };
}

function bucketOf(name: string, arn: string, resources: Resource[]): Bucket {
  const encryption = resources.find(
    ({ type, values }) => type === "aws_s3_bucket_server_side_encryption_configuration" && values.text("bucket") === name,
  );
  const [rule] = encryption?.values.blocks("rule") ?? [];
  const [byDefault] = rule?.blocks("apply_server_side_encryption_by_default") ?? [];
  return {
    name,
    arn,
    policies: policiesOf(resources, "aws_s3_bucket_policy", "bucket", name),
    ...keyOf(byDefault?.optionalText("kms_master_key_id")),
  };
}

function keyOf(key: string | undefined): { key?: string } {
  return key === undefined ? {} : { key };
}
