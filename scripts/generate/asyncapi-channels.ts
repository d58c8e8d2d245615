// Queues, dead-letter queues and topics as AsyncAPI channels, with their settings as bindings.
import { deadLetterQueueName, resourceName } from "../../local/topology.ts";
import type { Topology } from "./asyncapi.ts";
import { componentRef } from "./components.ts";

type Json = Record<string, unknown>;
type QueueSettings = Topology["queues"][string];
type TopicSettings = Topology["topics"][string];

const prefix = "{prefix}";
const daySeconds = 86_400;
const sqsBindingVersion = "0.3.0";
const snsBindingVersion = "1.0.0";

export function queueChannel(queue: string, settings: QueueSettings): Json {
  const { carries, consumer, visibilityTimeoutSeconds, retentionDays, maxReceiveCount } = settings;
  const name = resourceName(prefix, queue);
  return {
    ...channel("sqs", name, queue, `What ${consumer} works on.`, carries),
    bindings: {
      sqs: {
        queue: {
          name,
          fifoQueue: false,
          deliveryDelay: 0,
          visibilityTimeout: visibilityTimeoutSeconds,
          receiveMessageWaitTime: 0,
          messageRetentionPeriod: retentionDays * daySeconds,
          redrivePolicy: { deadLetterQueue: { name: deadLetterQueueName(prefix, queue) }, maxReceiveCount },
        },
        deadLetterQueue: deadLetterQueue(queue, settings),
        bindingVersion: sqsBindingVersion,
      },
    },
  };
}

export function deadLetterChannel(queue: string, settings: QueueSettings): Json {
  const { carries, consumer } = settings;
  const messages = [...buriedMessages(carries), ...carries];
  return {
    ...channel("sqs", deadLetterQueueName(prefix, queue), `${queue}, dead letters`, `What ${consumer} gave up, for operators.`, messages),
    bindings: { sqs: { queue: deadLetterQueue(queue, settings), bindingVersion: sqsBindingVersion } },
  };
}

/** Names of the messages that a queue's consumer buries. */
export function buriedMessages(carries: readonly string[]): string[] {
  return [...carries.map((event) => `buried-${event}`), "buried-unreadable"];
}

export function topicChannel(topic: string, settings: TopicSettings): Json {
  const name = resourceName(prefix, topic);
  const { purpose, carries } = settings;
  const subscribers = carries
    ? "Its subscribers have the protocol `sqs`, `https`, `lambda` or `firehose`, and can filter by the message attributes."
    : "Its subscribers have the protocol `email`.";
  return {
    ...channel("sns", name, topic, `${purpose} ${subscribers}`, topicMessages(topic, settings)),
    bindings: { sns: { name, bindingVersion: snsBindingVersion } },
  };
}

/** Names of the messages of a topic: its events, or mails. Throws where nobody has said what its messages are. */
export function topicMessages(topic: string, { carries }: TopicSettings): string[] {
  if (carries) return carries.map((event) => publishedMessageName(topic, event));
  if (topic === "mail") return ["mail"];
  throw new Error(
    `pipeline.json has the topic "${topic}", and nobody says what is published to it: say by "carries" there which events are.`,
  );
}

/** An event has message attributes on a topic, which it has not on a queue: it is another message there. */
export function publishedMessageName(topic: string, event: string): string {
  return `${topic}-${event}`;
}

function channel(server: "sqs" | "sns", address: string, title: string, description: string, messages: readonly string[]): Json {
  return {
    address,
    title,
    description,
    servers: [{ $ref: `#/servers/${server}` }],
    parameters: { prefix: componentRef("parameters", "prefix") },
    messages: Object.fromEntries(messages.map((message) => [message, componentRef("messages", message)])),
  };
}

function deadLetterQueue(queue: string, { deadLetterRetentionDays }: QueueSettings): Json {
  return {
    name: deadLetterQueueName(prefix, queue),
    fifoQueue: false,
    deliveryDelay: 0,
    receiveMessageWaitTime: 0,
    messageRetentionPeriod: deadLetterRetentionDays * daySeconds,
  };
}
