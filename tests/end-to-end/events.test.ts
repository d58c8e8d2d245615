// Topic `events`, as a downstream team has it: a queue with a filter, an HTTP endpoint, and the published package to read what comes.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidV7 } from "uuid";
import { readEvent, type ScorelineEvent } from "../../generated/index.js";
import { readStatisticsPublished } from "../../generated/validators/read-statistics-published.js";
import { emulatorClient, queueArn, region } from "../../local/resources.ts";
import { announcement, send } from "./announcement.ts";
import { attributesOf, postBody, startTestStack, type TestStack } from "./test-stack.ts";

let stack: TestStack;
let sns: SNSClient;
beforeAll(async () => {
  stack = await startTestStack();
  sns = new SNSClient({ ...emulatorClient(stack.emulator.url), region });
});
afterAll(async () => {
  sns?.destroy();
  await stack?.stop();
});

/** Subscribes a new queue to topic `events`; gives the next message that comes. */
async function subscribedQueue(name: string, attributes: Record<string, string>): Promise<() => Promise<Message>> {
  const { QueueUrl } = await stack.sqs.send(new CreateQueueCommand({ QueueName: name }));
  await sns.send(
    new SubscribeCommand({ TopicArn: stack.resources.topicArns.events, Protocol: "sqs", Endpoint: queueArn(name), Attributes: attributes }),
  );
  return async () => {
    const receive = { QueueUrl, WaitTimeSeconds: 10, MessageAttributeNames: ["All"] };
    const { Messages = [] } = await stack.sqs.send(new ReceiveMessageCommand(receive));
    const [message] = Messages;
    if (!message) throw new Error(`Nothing came to ${name} within 10 s.`);
    return message;
  };
}

async function submit(said: object): Promise<string> {
  const response = await postBody(stack, JSON.stringify({ data: ["Quiz1,85,76,90"], ...said }));
  return Object(await response.json()).id;
}

test("a queue with a filter and raw delivery gets the events that it asked for, as they are, with their attributes", async () => {
  const next = await subscribedQueue("cs-487", {
    RawMessageDelivery: "true",
    FilterPolicy: JSON.stringify({ type: [{ prefix: "dev.scoreline.statistics-published." }], course: ["CS-487"], status: ["complete"] }),
  });
  await submit({ course: "CS-100" });
  await submit({ course: "CS-487", mode: "lenient", data: ["Quiz1,85,x"] });
  const id = await submit({ course: "CS-487", title: "Week 7" });

  const message = await next();
  const event = readEvent(JSON.parse(message.Body ?? ""));
  if (!readStatisticsPublished(event)) throw new Error(`It is another event: ${event.type}.`);
  expect(event.data).toMatchObject({
    submissionId: id,
    title: "Week 7",
    quizzes: [{ name: "Quiz1", count: 3, min: 76, median: 85, max: 90 }],
  });
  expect(attributesOf(message)).toEqual({
    type: "dev.scoreline.statistics-published.v1",
    schemamajor: "1",
    status: "complete",
    course: "CS-487",
    quizcount: "1",
    scorecount: "3",
  });
  const answer = await fetch(event.data.links.statistics);
  expect(await answer.json()).toMatchObject({ quizzes: [{ name: "Quiz1", mean: event.data.quizzes?.[0]?.mean }] });
});

test("rejections and failures come as well, each as the functions told them to one another", async () => {
  const next = await subscribedQueue("not-well", {
    RawMessageDelivery: "true",
    FilterPolicy: JSON.stringify({ status: ["rejected", "failed"] }),
  });
  const [rejectedId, failedId] = [uuidV7(), uuidV7()];
  await send(stack, "calculation", await announcement(stack, rejectedId, "Quiz1,85,x\n"));
  const rejected = readEvent(JSON.parse((await next()).Body ?? ""));
  expect(rejected).toMatchObject({ type: "dev.scoreline.submission-rejected.v1", correlationid: rejectedId, data: { problemCount: 1 } });
  await send(stack, "calculation", await announcement(stack, failedId));
  const failed = readEvent(JSON.parse((await next()).Body ?? ""));
  expect(failed).toMatchObject({ type: "dev.scoreline.submission-failed.v1", correlationid: failedId, data: { code: "object-gone" } });
});

/** A team's own web server, which confirms its subscription; gives the next event that is posted to it. */
async function teamServer(): Promise<{ server: Server; url: string; next: () => Promise<ScorelineEvent> }> {
  const bodies: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const message = JSON.parse(await text(request));
    if (message.Type === "SubscriptionConfirmation") await fetch(message.SubscribeURL);
    else bodies.push(message.Message);
    response.end();
    server.emit("told");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const next = async () => {
    for (const signal = AbortSignal.timeout(10_000); bodies.length === 0; ) await once(server, "told", { signal });
    return readEvent(JSON.parse(bodies.shift() ?? ""));
  };
  return { server, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, next };
}

test("an HTTP endpoint gets events once it has confirmed that it wants them", async () => {
  const { server, url, next } = await teamServer();
  try {
    const confirmed = once(server, "told");
    await sns.send(new SubscribeCommand({ TopicArn: stack.resources.topicArns.events, Protocol: "http", Endpoint: url }));
    await confirmed;
    const id = await submit({ title: "Week 8" });
    expect(await next()).toMatchObject({ correlationid: id, type: "dev.scoreline.statistics-published.v1", data: { title: "Week 8" } });
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
