// The local stack, made from what was deployed: its names, environments, mappings and routes come from the applied state, and nothing from pipeline.json.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ListSubscriptionsCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { accept } from "../../functions/boundary/contract.ts";
import { readSubmissionAccepted } from "../../generated/validators/read-submission-accepted.js";
import { emulatorClient } from "../../local/resources.ts";
import { startTestStack, type TestStack } from "../end-to-end/test-stack.ts";
import { preparedState } from "./prepared.ts";
import { definitionOfDeployed } from "./state/definition.ts";

/** What an ARN ends with: accounts and regions differ. */
const nameIn = (arn: string) => arn.split(":").at(-1);
const run = promisify(execFile);
const seed = '{"data": ["Quiz1,85,76,90", "Quiz2,78,88,85", "Quiz3,92,90,87"]}';

describe("a local stack that is made from the applied state", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({ definition: definitionOfDeployed(await preparedState("default")) });
  });
  afterAll(() => stack.stop());

  test("takes the curl of the README, and the mail comes", async () => {
    const isMarked = stack.mailMarked();
    const curl = ["-sS", "-X", "POST", `${stack.api.url}/submissions`, "-H", "Content-Type: application/json", "-d", seed];
    const { stdout } = await run("curl", curl);
    const { id } = accept("submission-accepted", readSubmissionAccepted, JSON.parse(stdout));
    const { to, body } = await stack.mailAbout(id);
    expect(to).toBe("course-team@example.com");
    for (const quiz of ["Quiz1", "Quiz2", "Quiz3"]) expect(body).toContain(quiz);
    await isMarked;
    expect((await fetch(`${stack.api.url}/submissions/${id}/statistics`)).status).toBe(200);
  });

  test("has queues with the deployed settings, and the deployed subscriptions", async () => {
    const { queues, subscriptions } = await preparedState("default");
    for (const url of Object.values(stack.resources.queueUrls)) {
      const { Attributes = {} } = await stack.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }));
      const queue = queues.find(({ name }) => name === url.split("/").at(-1));
      const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(Attributes.RedrivePolicy ?? "{}");
      expect({
        visibilityTimeoutSeconds: Number(Attributes.VisibilityTimeout),
        retentionSeconds: Number(Attributes.MessageRetentionPeriod),
        redrive: deadLetterTargetArn && [nameIn(deadLetterTargetArn), Number(maxReceiveCount)],
      }).toEqual({
        visibilityTimeoutSeconds: queue?.visibilityTimeoutSeconds,
        retentionSeconds: queue?.retentionSeconds,
        redrive: queue?.redrive && [nameIn(queue.redrive.targetArn), queue.redrive.maxReceiveCount],
      });
    }
    const sns = new SNSClient(emulatorClient(stack.emulator.url));
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand());
    sns.destroy();
    expect(Subscriptions.map(({ TopicArn = "", Protocol, Endpoint }) => [nameIn(TopicArn), Protocol, Endpoint])).toEqual(
      subscriptions.map(({ topicArn, protocol, endpoint }) => [nameIn(topicArn), protocol, endpoint]),
    );
  });

  test("has the deployed names", async () => {
    const { buckets, queues } = await preparedState("default");
    expect(Object.values(stack.resources.buckets).sort()).toEqual(buckets.map(({ name }) => name).sort());
    for (const url of Object.values(stack.resources.queueUrls)) expect(queues.map(({ name }) => name)).toContain(url.split("/").at(-1));
  });
});

test("with everything turned on, a program that subscribed to the events gets them raw, by its filter", async () => {
  const definition = definitionOfDeployed(await preparedState("full"));
  // Without an issuer of tokens: who may do what is another test's.
  const functions = Object.fromEntries(
    Object.entries(definition.functions).map(([name, { environment, ...settings }]) => {
      const { AUTH, AUTH_RESOURCE_SERVER: _, ...rest } = environment;
      return [name, { ...settings, environment: { ...rest, ...(AUTH && { AUTH: { text: "none" } }) } }];
    }),
  );
  const stack = await startTestStack({ definition: { ...definition, functions } });
  try {
    const { id } = await stack.submit(["Quiz1,85,76,90"]);
    await stack.mailAbout(id);
    const QueueUrl = `${stack.emulator.url}/000000000000/gradebook`;
    const { Messages = [] } = await stack.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(Messages.map(({ Body = "" }) => JSON.parse(Body))).toMatchObject([
      { type: "dev.scoreline.statistics-published.v1", subject: `submissions/${id}` },
    ]);
  } finally {
    await stack.stop();
  }
});
