// Every queue has its consumer, its dead-letter queue and its ratios; every dead-letter queue takes letters from its queue alone, and keeps them longest.
import { decideIn } from "../needs/allowed.ts";
import { keyArnOf } from "../needs/needs.ts";
import { queuesOfFlow, topicsOfFlow } from "../state/definition.ts";
import type { Deployed } from "../state/deployed.ts";
import type { DeployedFunction } from "../state/functions.ts";
import type { Queue } from "../state/messaging.ts";
import { shortNameOf } from "../state/short-names.ts";
import type { Check } from "./world.ts";

const fourteenDays = 14 * 86_400;

export const queuesHaveWhatTheyNeed: Check = ({ deployed, pipeline }) => {
  const isTarget = ({ arn }: Queue) => deployed.queues.some(({ redrive }) => redrive?.targetArn === arn);
  const inFlow = queuesOfFlow(deployed);
  return deployed.queues.flatMap((queue) => {
    const faults = [
      ...(queue.encrypted ? [] : ["it is not encrypted"]),
      ...(queue.receiveWaitSeconds < 20 ? [`a poll waits ${queue.receiveWaitSeconds} s, not 20`] : []),
      ...(!inFlow.includes(queue)
        ? undeliveredFaults(queue, deployed)
        : isTarget(queue)
          ? deadLetterFaults(queue, deployed)
          : workFaults(queue, deployed, pipeline.queues[shortNameOf(queue.name, deployed) ?? ""]?.consumer)),
    ];
    return faults.map((fault) => `${queue.name}: ${fault}.`);
  });
};

function deadLetterFaults({ arn, retentionSeconds, redrive, redriveAllow }: Queue, { queues, mappings }: Deployed): string[] {
  const sources = queues.filter((queue) => queue.redrive?.targetArn === arn).map((queue) => queue.arn);
  const allowed = redriveAllow?.permission === "byQueue" ? redriveAllow.sourceArns : undefined;
  return [
    ...(retentionSeconds === fourteenDays ? [] : [`it keeps messages for ${retentionSeconds} s, not for 14 days`]),
    ...(redrive ? ["it has a dead-letter queue itself"] : []),
    ...(sources.length > 1 ? [`it is the dead-letter queue of ${sources.length} queues`] : []),
    ...(allowed?.join() === sources.join()
      ? []
      : [`it takes dead letters of ${allowed?.join() ?? "any queue"}, not of ${sources.join()} alone`]),
    ...(mappings.some(({ queueArn }) => queueArn === arn) ? ["a function works on it"] : []),
  ];
}

function workFaults(
  { arn, visibilityTimeoutSeconds, retentionSeconds, redrive }: Queue,
  deployed: Deployed,
  consumer: string | undefined,
): string[] {
  const deadLetters = deployed.queues.find((queue) => queue.arn === redrive?.targetArn);
  const mappings = deployed.mappings.filter(({ queueArn }) => queueArn === arn);
  const [mapping] = mappings;
  if (mapping === undefined || mappings.length > 1) return [`${mappings.length} mappings work on it, not one`];
  const worker = deployed.functions.find(({ aliases }) => aliases.some((alias) => alias.arn === mapping.functionArn));
  const least = 6 * (worker?.timeoutSeconds ?? 0) + mapping.batchingWindowSeconds;
  return [
    ...(worker && shortNameOf(worker.name, deployed) === consumer
      ? []
      : [`its messages go to ${mapping.functionArn}, not to an alias of ${consumer}`]),
    ...(mapping.isEnabled ? [] : ["its mapping is not enabled"]),
    ...(mapping.responseTypes.includes("ReportBatchItemFailures") ? [] : ["its mapping does not take reports of single failures"]),
    ...((mapping.maximumConcurrency ?? 0) >= 2 ? [] : ["its mapping has no maximum concurrency"]),
    ...(mapping.batchSize <= 10 || mapping.batchingWindowSeconds >= 1 ? [] : ["a batch above ten needs a window"]),
    ...(visibilityTimeoutSeconds >= least ? [] : [`messages come back after ${visibilityTimeoutSeconds} s, not after ${least} s at least`]),
    ...(deadLetters ? [] : ["it has no dead-letter queue"]),
    ...(deadLetters && deadLetters.retentionSeconds <= retentionSeconds ? ["its dead letters are kept no longer than its messages"] : []),
    ...((redrive?.maxReceiveCount ?? 0) >= 5
      ? []
      : [`messages are given up after ${redrive?.maxReceiveCount} tries; Lambda asks for 5 at least`]),
    ...wrongVariables(arn, worker, deployed),
  ];
}

/** What topics could not deliver: they alone may put it there. */
function undeliveredFaults({ arn, name, retentionSeconds, redriveAllow, key }: Queue, deployed: Deployed): string[] {
  const keyArn = key === undefined ? undefined : keyArnOf(key, deployed);
  const topics = topicsOfFlow(deployed).filter((topic) => name.startsWith(topic.name));
  const may = (action: string, resource: string, topicArn: string) =>
    decideIn(deployed, {
      principal: { kind: "service", name: "sns.amazonaws.com" },
      identity: [],
      action,
      resource,
      context: { "aws:SourceArn": topicArn, "aws:SourceAccount": deployed.account },
    }).allowed;
  return [
    ...(retentionSeconds === fourteenDays ? [] : [`it keeps messages for ${retentionSeconds} s, not for 14 days`]),
    ...(redriveAllow?.permission === "denyAll" ? [] : ["queues may bury in it"]),
    ...(topics.length === 0 ? ["no topic buries in it"] : []),
    ...topics.flatMap((topic) => [
      ...(may("sqs:SendMessage", arn, topic.arn) ? [] : [`${topic.name} may not bury in it`]),
      ...(keyArn === undefined || ["kms:Decrypt", "kms:GenerateDataKey"].every((action) => may(action, keyArn, topic.arn))
        ? []
        : [`${topic.name} may not use its key`]),
    ]),
  ];
}

/** Who works on a queue has to put its messages off there, and bury them where the queue itself would. */
function wrongVariables(arn: string, worker: DeployedFunction | undefined, { queues }: Deployed): string[] {
  const queue = queues.find((candidate) => candidate.arn === arn);
  const deadLetters = queues.find((candidate) => candidate.arn === queue?.redrive?.targetArn);
  const values = Object.values(worker?.environment ?? {});
  return [queue, deadLetters].flatMap((needed) =>
    needed === undefined || values.includes(needed.url) ? [] : [`its consumer is not told where ${needed.name} is`],
  );
}
