// What each function sends and receives, as AsyncAPI operations: pipeline.json says where, the catalogue what.
import type { Contracts, Topology } from "./asyncapi.ts";
import { buriedMessages, topicMessages } from "./asyncapi-channels.ts";
import { componentRef } from "./components.ts";

type Json = Record<string, unknown>;

/** The operations of all functions. Throws where a function sends to or reads a queue, and by the catalogue nothing that the queue carries. */
export function operationsOf({ functions, queues, topics }: Topology, contracts: Contracts): Record<string, Json> {
  const operations: Record<string, Json> = {};
  for (const [name, { sends, publishes }] of Object.entries(functions)) {
    for (const [queue, { carries, consumer }] of Object.entries(queues).filter(([, settings]) => settings.consumer === name)) {
      const read = agreed(carries, ({ readBy }) => readBy.includes(consumer), `${consumer} reads queue "${queue}"`, "readBy", contracts);
      operations[`${name}-receives-${queue}`] = operation("receive", queue, read, `${name} works on ${queue}`);
      const buried = operation("send", `${queue}-dead-letter`, buriedMessages(carries), `${name} buries what it gives up`);
      operations[`${name}-buries-${queue}`] = buried;
    }
    for (const queue of sends) {
      const carries = queues[queue]?.carries ?? [];
      const sent = agreed(carries, ({ sentBy }) => sentBy.includes(name), `${name} sends to queue "${queue}"`, "sentBy", contracts);
      operations[`${name}-sends-${queue}`] = operation("send", queue, sent, `${name} sends to ${queue}`);
    }
    for (const topic of publishes) {
      const published = topicMessages(topic, topics[topic] ?? { purpose: "" });
      operations[`${name}-publishes-${topic}`] = operation("send", topic, published, `${name} publishes to ${topic}`);
    }
  }
  return operations;
}

/** What of the queue's events the catalogue agrees to. */
function agreed(
  carries: readonly string[],
  agrees: (contract: Contracts[string]) => boolean,
  fact: string,
  field: "sentBy" | "readBy",
  contracts: Contracts,
): string[] {
  const events = carries.filter((event) => contracts[event] && agrees(contracts[event]));
  if (events.length > 0) return events;
  throw new Error(
    `By pipeline.json ${fact}, which carries ${carries.join(", ")}; by schemas/catalogue.ts it has to do with none of them: mend "${field}" there, or pipeline.json.`,
  );
}

function operation(action: "send" | "receive", channel: string, messages: readonly string[], title: string): Json {
  return {
    action,
    title,
    channel: { $ref: `#/channels/${channel}` },
    messages: messages.map((message) => ({ $ref: `#/channels/${channel}/messages/${message}` })),
    security: [componentRef("securitySchemes", "iam")],
  };
}
