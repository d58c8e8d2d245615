// generated/asyncapi.json: it describes every queue and topic of pipeline.json and nothing else, its examples are true, and so it is on the queues.
import { GetQueueAttributesCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { accept } from "../../functions/boundary/contract.ts";
import type { DeathReason as BuriedReason } from "../../functions/boundary/queue/settle-failures.ts";
import { readSubmissionFailed } from "../../generated/validators/read-submission-failed.js";
import { deadLetterQueueName, resourceName } from "../../local/topology.ts";
import { type Contract, catalogue } from "../../schemas/catalogue.ts";
import { DeathReason } from "../../schemas/lib/dead-letter.ts";
import { asyncApi } from "../../scripts/generate/asyncapi.ts";
import { examplesOf } from "../../scripts/generate/examples.ts";
import { jsonSchema } from "../../scripts/generate/json-schema.ts";
import { rootType } from "../../scripts/generate/types.ts";
import { attributesOf, pipeline, startTestStack, type TestStack } from "../end-to-end/test-stack.ts";
import { described } from "./described.ts";

const api = described("asyncapi.json");
const queues = Object.entries(pipeline.queues);
const contracts: Record<string, Contract> = catalogue;
const events = queues.flatMap(([queue, { carries }]) => carries.map((event) => [event, queue] as const));

interface MessageExample {
  name: string;
  headers?: Record<string, string>;
  payload: unknown;
}

function examplesAt(message: string): MessageExample[] {
  const { examples } = api.objectAt(`#/components/messages/${message}`);
  return Array.isArray(examples) ? examples : [];
}

/** What violates a message's payload or headers. */
function violations(message: string, { payload, headers }: Pick<MessageExample, "payload" | "headers">): string[] {
  const place = `#/components/messages/${message}`;
  const ofHeaders = headers ? api.violations(`${place}/headers`, headers).map((pointer) => `headers ${pointer}`) : [];
  return [...api.violations(`${place}/payload`, payload), ...ofHeaders];
}

describe("the document", () => {
  test("its channels are the queues, their dead-letter queues and the topics, and nothing else", () => {
    const addresses = Object.keys(api.objectAt("#/channels")).map((channel) => api.at(`#/channels/${channel}/address`));
    const prefix = "{prefix}";
    expect(addresses.sort()).toEqual(
      [
        ...queues.flatMap(([queue]) => [resourceName(prefix, queue), deadLetterQueueName(prefix, queue)]),
        ...Object.keys(pipeline.topics).map((topic) => resourceName(prefix, topic)),
      ].sort(),
    );
  });

  test("each function has an operation for what it receives, sends, buries and publishes, and there are no others", () => {
    const expected = Object.entries(pipeline.functions).flatMap(([name, { sends, publishes }]) => [
      ...queues.flatMap(([queue, { consumer }]) => (consumer === name ? [`${name}-receives-${queue}`, `${name}-buries-${queue}`] : [])),
      ...sends.map((queue) => `${name}-sends-${queue}`),
      ...publishes.map((topic) => `${name}-publishes-${topic}`),
    ]);
    expect(Object.keys(api.objectAt("#/operations")).sort()).toEqual(expected.sort());
  });

  test.each(events)("%s is sent to queue %s by its senders, and received by its reader", (event, queue) => {
    const message = { $ref: `#/channels/${queue}/messages/${event}` };
    const senders = contracts[event]?.sentBy ?? [];
    expect(senders).not.toEqual([]);
    for (const sender of senders) expect(api.at(`#/operations/${sender}-sends-${queue}/messages`)).toContainEqual(message);
    expect(api.at(`#/operations/${pipeline.queues[queue]?.consumer}-receives-${queue}/messages`)).toContainEqual(message);
    expect(contracts[event]?.readBy).toContain(pipeline.queues[queue]?.consumer);
  });

  test("every reference leads somewhere, and nothing stands beside one", () => {
    expect(api.references.length).toBeGreaterThan(50);
    for (const [, target] of api.references) expect(api.at(target)).toBeDefined();
    expect(JSON.stringify(api.document)).not.toMatch(/"\$ref":"[^"]+",|,"\$ref"/);
  });
});

describe("what goes wrong is told", () => {
  const { functions, topics } = pipeline;
  const withCalculation = (settings: object) => ({
    ...pipeline,
    queues: { ...pipeline.queues, calculation: { ...(pipeline.queues.calculation ?? never()), ...settings } },
  });

  test("a queue that carries what is no event", () => {
    expect(() => asyncApi(withCalculation({ carries: ["statistics"] }))).toThrow(
      'pipeline.json says that queue "calculation" carries "statistics", and that is no event but a document',
    );
    expect(() => asyncApi(withCalculation({ carries: ["scores"] }))).toThrow("there is no such contract");
  });

  test("a queue whose sender or reader is another by the catalogue", () => {
    expect(() => asyncApi(withCalculation({ carries: ["statistics-calculated"] }))).toThrow(
      'By pipeline.json request-receiver sends to queue "calculation", which carries statistics-calculated; by schemas/catalogue.ts',
    );
    expect(() => asyncApi(withCalculation({ consumer: "result-notifier" }))).toThrow('result-notifier reads queue "calculation"');
  });

  test("a topic of which nobody says what goes to it", () => {
    expect(() => asyncApi({ functions, queues: pipeline.queues, topics: { ...topics, news: { purpose: "News." } } })).toThrow(
      'pipeline.json has the topic "news", and nobody says what is published to it',
    );
  });
});

describe.each(Object.keys(api.objectAt("#/components/messages")))("message %s", (message) => {
  test.each(examplesAt(message))("its example $name keeps its schemas", (example) => {
    expect(violations(message, example)).toEqual([]);
  });
});

describe.each(events)("%s, as the document has it", (name) => {
  const component = `#/components/schemas/${rootType(jsonSchema(name, contracts[name] ?? never()))}`;
  const { valid, invalid } = examplesOf(name);

  test.each(valid)("takes: $because", ({ value }) => {
    expect(api.violations(component, value)).toEqual([]);
  });

  test.each(invalid)("refuses: $because", ({ value, at }) => {
    expect(api.violations(component, value)).toContain(at);
  });
});

test("a buried message has the attributes that functions send, and no others", () => {
  const sent: Required<BuriedReason> = { code: "", message: "", pointer: "", origin: "" };
  expect(Object.keys(DeathReason.properties)).toEqual(Object.keys(sent));
});

describe("the running pipeline", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({ timeScale: 20 });
  });
  afterEach(() => stack.emulator.faults.clear());
  afterAll(() => stack.stop());

  /** A queue's settings, under the names that the bindings have. */
  async function settingsOf(queueUrl = "") {
    const { Attributes = {} } = await stack.sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] }));
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(Attributes.RedrivePolicy ?? "{}");
    return {
      name: Attributes.QueueArn?.split(":").at(-1)?.replace("scoreline", "{prefix}"),
      fifoQueue: Attributes.FifoQueue === "true",
      deliveryDelay: Number(Attributes.DelaySeconds),
      visibilityTimeout: Number(Attributes.VisibilityTimeout),
      receiveMessageWaitTime: Number(Attributes.ReceiveMessageWaitTimeSeconds),
      messageRetentionPeriod: Number(Attributes.MessageRetentionPeriod),
      ...(deadLetterTargetArn && {
        redrivePolicy: {
          deadLetterQueue: { name: deadLetterTargetArn.split(":").at(-1).replace("scoreline", "{prefix}") },
          maxReceiveCount,
        },
      }),
    };
  }

  test.each(queues)("queue %s and its dead-letter queue are set as their bindings say", async (queue) => {
    const bindings = `#/channels/${queue}/bindings/sqs`;
    expect(await settingsOf(stack.resources.queueUrls[queue])).toEqual(api.at(`${bindings}/queue`));
    expect(await settingsOf(stack.resources.deadLetterQueueUrls[queue])).toMatchObject(api.objectAt(`${bindings}/deadLetterQueue`));
    expect(api.at(`#/channels/${queue}-dead-letter/bindings/sqs/queue`)).toEqual(api.at(`${bindings}/deadLetterQueue`));
  });

  /** A message in a queue's dead-letter queue, as the document has it. */
  async function dead(queue: string, isTheOne: (body: string) => boolean) {
    const message = await stack.takeDeadUntil(queue, isTheOne);
    return { body: message.Body ?? "", headers: JSON.parse(JSON.stringify(attributesOf(message))) };
  }

  const speaksOfObject = ([event]: (typeof events)[number]) => examplesAt(`buried-${event}`)[0]?.name === "object-gone";

  test.each(events.filter(speaksOfObject))("%s that is buried has the attributes of its example", async (event, queue) => {
    const [example] = examplesAt(`buried-${event}`);
    const body = JSON.stringify(example?.payload);
    await stack.sqs.send(new SendMessageCommand({ QueueUrl: stack.resources.queueUrls[queue], MessageBody: body }));
    expect(await dead(queue, (found) => found === body)).toEqual({ body, headers: example?.headers });
  });

  test("what is no event is buried with the attributes of its example", async () => {
    const [example] = examplesAt("buried-unreadable");
    const send = { QueueUrl: stack.resources.queueUrls.calculation, MessageBody: String(example?.payload) };
    await stack.sqs.send(new SendMessageCommand(send));
    const { headers } = await dead("calculation", (found) => found === example?.payload);
    expect(headers).toEqual(example?.headers);
  });

  test("a failure that cannot be told is buried with attributes like its example's", async () => {
    stack.emulator.faults.add({ service: "sns", operation: "Publish", failure: { status: 404, code: "NotFound" } });
    const [example] = examplesAt("buried-submission-failed");
    // Of a submission of its own: of the example's there is news already, from what was buried before.
    const payload = accept("submission-failed", readSubmissionFailed, example?.payload);
    const body = JSON.stringify({ ...payload, data: { ...payload.data, submissionId: uuidV7() } });
    await stack.sqs.send(new SendMessageCommand({ QueueUrl: stack.resources.queueUrls.notification, MessageBody: body }));
    const { headers } = await dead("notification", (found) => found === body);
    const message = expect.stringMatching(/^NotFoundException: /);
    expect(example?.headers).toEqual({ code: "retries-exhausted", message, origin: "result-notifier" });
    expect(headers).toEqual(example && { ...example.headers, message });
  });

  test.each([
    ["raw-data-stored", "calculation", "raw"],
    ["statistics-calculated", "notification", "results"],
  ])("%s of a submission is as its message says", async (event, queue, bucket) => {
    // What cannot be read is given up after the last try, and lies there as it was sent.
    const match = ({ resource }: { resource: string }) => resource.startsWith(stack.resources.buckets[bucket] ?? "");
    stack.emulator.faults.add({ service: "s3", operation: "GetObject", match, failure: { status: 403, code: "AccessDenied" } });
    const { id } = await stack.submit(["Quiz1,85,76,90"]);
    const { body, headers } = await dead(queue, (found) => found.includes(id) && found.includes(`.${event}.`));
    expect(violations(`buried-${event}`, { payload: JSON.parse(body), headers })).toEqual([]);
    expect(JSON.parse(body)).toMatchObject({ correlationid: id, type: expect.stringContaining(event) });
    expect(headers).toMatchObject({ code: "retries-exhausted", origin: pipeline.queues[queue]?.consumer });
  });

  test("a mail is as its message says", async () => {
    const { id } = await stack.submit(["Quiz1,85,76,90"]);
    const { subject, body } = await stack.mailAbout(id);
    expect(violations("mail", { payload: body, headers: { subject } })).toEqual([]);
  });
});

function never(): never {
  throw new Error("pipeline.json has lost what this test speaks of.");
}
