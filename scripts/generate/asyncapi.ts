// The queues and topics as AsyncAPI 3.0: what pipeline.json joins, with what lies on it by the catalogue.
import type { Static } from "@sinclair/typebox";
import { type Contract, catalogue } from "../../schemas/catalogue.ts";
import type { Pipeline } from "../../schemas/documents/pipeline.ts";
import { DeathReason, UnreadableMessage } from "../../schemas/lib/dead-letter.ts";
import { MailHeaders, MailText } from "../../schemas/lib/mail.ts";
import { about } from "./about.ts";
import { deadLetterChannel, publishedMessageName, queueChannel, topicChannel } from "./asyncapi-channels.ts";
import { buriedMessage, eventMessage, mailMessage, publishedMessage, unreadableMessage } from "./asyncapi-messages.ts";
import { operationsOf } from "./asyncapi-operations.ts";
import { componentSchemas, plainSchema } from "./components.ts";
import { jsonSchema } from "./json-schema.ts";

export type Topology = Pick<Static<typeof Pipeline>, "functions" | "queues" | "topics">;
export type Contracts = Record<string, Contract>;

type Json = Record<string, unknown>;

/**
 * The AsyncAPI document. Throws where pipeline.json and the catalogue do not agree on who sends and reads what, and where two different
 * schemas would have one name.
 */
export function asyncApi(topology: Topology, contracts: Contracts = catalogue): Json {
  const queues = Object.entries(topology.queues);
  const events = queues.flatMap(([queue, { carries, consumer }]) => carries.map((event) => ({ event, queue, consumer })));
  const named = events.map(({ event, queue, consumer }) => ({
    event,
    consumer,
    contract: eventContract(contracts, event, `queue "${queue}"`),
  }));
  const published = Object.entries(topology.topics).flatMap(([topic, { carries = [] }]) =>
    carries.map((event) => ({
      event,
      message: publishedMessageName(topic, event),
      contract: eventContract(contracts, event, `topic "${topic}"`),
    })),
  );
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Scoreline: queues and topics",
      version: about.version,
      description: introduction,
      license: about.license,
    },
    defaultContentType: "application/json",
    servers: { sqs: server("sqs", "Amazon SQS, standard queues: at least once, in any order."), sns: server("sns", "Amazon SNS.") },
    channels: {
      ...Object.fromEntries(
        queues.flatMap(([queue, settings]) => [
          [queue, queueChannel(queue, settings)],
          [`${queue}-dead-letter`, deadLetterChannel(queue, settings)],
        ]),
      ),
      ...Object.fromEntries(Object.entries(topology.topics).map(([topic, settings]) => [topic, topicChannel(topic, settings)])),
    },
    operations: operationsOf(topology, contracts),
    components: {
      messages: {
        ...Object.fromEntries(named.map(({ event, contract }) => [event, eventMessage(event, contract)])),
        ...Object.fromEntries(named.map(({ event, contract, consumer }) => [`buried-${event}`, buriedMessage(event, contract, consumer)])),
        "buried-unreadable": unreadableMessage(queues.map(([, { consumer }]) => consumer)),
        ...Object.fromEntries(published.map(({ event, message, contract }) => [message, publishedMessage(event, contract)])),
        mail: mailMessage(),
      },
      schemas: componentSchemas([
        ...[...named, ...published].map(({ event, contract }) => jsonSchema(event, contract)),
        ...[DeathReason, UnreadableMessage, MailHeaders, MailText].map(plainSchema),
      ]),
      correlationIds: {
        submission: { description: "The submission's id: the same in all that it sets off.", location: "$message.payload#/correlationid" },
      },
      parameters: {
        prefix: { description: "What the names of a deployment's resources begin with.", default: "scoreline" },
      },
      securitySchemes: {
        iam: {
          type: "httpApiKey",
          name: "Authorization",
          in: "header",
          description: "AWS Signature Version 4, by a role that may.",
        },
      },
    },
  };
}

function eventContract(contracts: Contracts, event: string, carrier: string): Contract {
  const contract = contracts[event];
  if (contract?.kind === "event") return contract;
  throw new Error(
    `pipeline.json says that ${carrier} carries "${event}", and ${contract ? `that is no event but a ${contract.kind}` : "there is no such contract"}: ` +
      `see schemas/catalogue.ts for what there is.`,
  );
}

function server(protocol: "sqs" | "sns", description: string): Json {
  return {
    host: `${protocol}.{region}.amazonaws.com`,
    protocol,
    description,
    variables: { region: { description: "The AWS region of the deployment.", examples: ["eu-central-1", "us-east-1"] } },
  };
}

const introduction = [
  "What Scoreline's functions tell one another, and what they tell people. Every message on a queue is a CloudEvents 1.0 event in structured " +
    "JSON. `type` names the event and its major version; `dataschema` names the contract and version that it was written by.",
  "Delivery is at least once and in any order. An event that is sent or delivered again is the same to the byte and has the same `id`: whoever " +
    "reads goes by that. Readers take fields that they do not know; a minor version may add some.",
  "A message that can never be worked on, and one that failed on its last try, is moved to the dead-letter queue of its queue, with the reason " +
    "as message attributes. Where a function ended before it could say a reason, SQS moves the message itself, without attributes.",
].join("\n\n");
