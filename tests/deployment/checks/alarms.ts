// Alarms reach people: their topic takes what CloudWatch sends, and each watches something that there is.
import { decideIn } from "../needs/allowed.ts";
import { keyArnOf } from "../needs/needs.ts";
import type { Deployed } from "../state/deployed.ts";
import type { Topic } from "../state/messaging.ts";
import type { Values } from "../state/resources.ts";
import type { Check } from "./world.ts";

const cloudWatch = { kind: "service", name: "cloudwatch.amazonaws.com" } as const;

export const alarmsReachPeople: Check = ({ deployed }) => {
  const { alarms, topics, queues } = deployed;
  const faults = alarms.flatMap(({ name, arn, actions }) => {
    const reached = topics.filter((topic) => actions.includes(topic.arn));
    if (reached.length === 0) return [`${name} tells no topic that there is.`];
    return reached.flatMap((topic) => deliveryFaults(topic, arn, deployed).map((fault) => `${name}: ${fault}.`));
  });
  const watched = deployed.resources.filter(({ type }) => type === "aws_cloudwatch_metric_alarm").map(({ values }) => values);
  const worked = new Set(deployed.mappings.map(({ queueArn }) => queueArn));
  const deadLetterQueues = queues.filter(({ arn }) => !worked.has(arn));
  const unwatched = deadLetterQueues.filter(
    ({ name }) => !watched.some((alarm) => dimensionsOf(alarm).some((dimension) => dimension.QueueName === name)),
  );
  return [
    ...(alarms.length === 0 ? ["There are no alarms."] : []),
    ...faults,
    ...unwatched.map(({ name }) => `No alarm watches ${name}.`),
    ...watched.flatMap((alarm) => dimensionsOf(alarm).flatMap((dimension) => unknownIn(dimension, alarm.text("alarm_name"), deployed))),
  ];
};

function deliveryFaults(topic: Topic, alarmArn: string, deployed: Deployed): string[] {
  const context = { "aws:SourceArn": alarmArn, "aws:SourceAccount": deployed.account };
  const may = (action: string, resource: string, more: Record<string, string> = {}) =>
    decideIn(deployed, { principal: cloudWatch, identity: [], action, resource, context: { ...context, ...more } }).allowed;
  // A topic under AWS's own key takes nothing of CloudWatch, whose key policy does not name it.
  if (topic.key?.includes("alias/aws/")) return [`${topic.name} is under AWS's own key, which CloudWatch may not use`];
  const keyArn = topic.key === undefined ? undefined : keyArnOf(topic.key, deployed);
  const isOurs = deployed.keys.some(({ arn }) => arn === keyArn);
  return [
    ...(may("sns:Publish", topic.arn) ? [] : [`CloudWatch may not publish to ${topic.name}`]),
    ...(keyArn !== undefined && isOurs && !["kms:Decrypt", "kms:GenerateDataKey"].every((action) => may(action, keyArn))
      ? [`CloudWatch may not use the key of ${topic.name}`]
      : []),
  ];
}

/** Of the alarm itself and of the metrics that it computes with. */
function dimensionsOf(alarm: Values): Record<string, string>[] {
  const queries = alarm.blocks("metric_query").flatMap((query) => query.blocks("metric"));
  return [alarm, ...queries].map((metric) => metric.map("dimensions")).filter((dimensions) => Object.keys(dimensions).length > 0);
}

function unknownIn(dimensions: Record<string, string>, alarmName: string, { queues, functions, topics, api, buckets }: Deployed): string[] {
  const names: Record<string, string[]> = {
    QueueName: queues.map(({ name }) => name),
    FunctionName: functions.map(({ name }) => name),
    TopicName: topics.map(({ name }) => name),
    BucketName: buckets.map(({ name }) => name),
    ApiId: [api.id],
  };
  return Object.entries(dimensions).flatMap(([dimension, value]) =>
    names[dimension] === undefined || names[dimension].includes(value)
      ? []
      : [`${alarmName} watches the ${dimension} "${value}", which there is not.`],
  );
}
