// Every resource that was deployed, as an ARN that a policy could mean, and some of somebody else's.
import type { Deployed } from "../state/deployed.ts";

export function ownResources(deployed: Deployed): string[] {
  const { buckets, queues, topics, keys, functions, roles, logGroups, alarms, api, resources } = deployed;
  const others = resources.flatMap(({ type, values }) => (listed.has(type) ? [] : [values.optionalText("arn") ?? []].flat()));
  const own = [
    ...buckets.flatMap(({ arn }) => [arn, `${arn}/submissions/0/scores.csv`, `${arn}/another`]),
    ...[...queues, ...topics, ...keys, ...roles, ...alarms].map(({ arn }) => arn),
    ...functions.flatMap(({ arn, aliases }) => [arn, `${arn}:1`, ...aliases.map((alias) => alias.arn)]),
    ...logGroups.flatMap(({ arn }) => [arn, `${arn}:log-stream:0`]),
    `${api.executionArn}/$default/GET/submissions`,
    ...others,
  ];
  return [...new Set(own)];
}

/** Types whose resources stand in the list above. */
const listed = new Set(["aws_s3_bucket", "aws_sqs_queue", "aws_sns_topic", "aws_kms_key", "aws_lambda_function", "aws_iam_role"]);

/** In this account beside ours, in this account under names like ours, in another account; and what an action without resources is asked on. */
export function strangersResources({ account, region, prefix, buckets, queues, topics }: Deployed): string[] {
  const likeIt = ({ name }: { name: string }) =>
    [`${name}-copy`, name.replace(account, "999999999999"), name.replace(`-${account}`, "-of-another")].filter((other) => other !== name);
  const here = (service: string, name: string) => `arn:aws:${service}:${region}:${account}:${name}`;
  const there = (service: string, name: string) => `arn:aws:${service}:${region}:999999999999:${name}`;
  return [
    "*",
    ...[`${prefix}-other`, "other", ...buckets.flatMap(likeIt)].flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/key`]),
    ...queues.flatMap((queue) => [there("sqs", queue.name), ...likeIt(queue).map((name) => here("sqs", name))]),
    ...topics.flatMap((topic) => [there("sns", topic.name), ...likeIt(topic).map((name) => here("sns", name))]),
    ...["sqs", "sns"].flatMap((service) => [here(service, `${prefix}-other`), here(service, "other")]),
    ...[here, there].flatMap((of) => [
      of("kms", "key/00000000-0000-4000-8000-000000000000"),
      of("lambda", "function:other"),
      of("logs", "log-group:/other:log-stream:0"),
      of("dynamodb", "table/other"),
      of("secretsmanager", "secret:other"),
    ]),
    `arn:aws:iam::${account}:role/other`,
  ];
}
