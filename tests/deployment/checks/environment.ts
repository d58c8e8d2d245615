// Each environment variable names a thing that exists, of the kind that its own name says.
import type { Deployed } from "../state/deployed.ts";
import type { Check } from "./world.ts";

export const environmentNamesWhatExists: Check = ({ deployed }) =>
  deployed.functions.flatMap(({ name, environment }) =>
    Object.entries(environment).flatMap(([variable, value]) => {
      const kind = kinds.find(({ ending }) => variable.endsWith(ending));
      if (kind === undefined) return [`${name} has the variable ${variable}, of a kind that no function reads.`];
      return kind.isOne(value, deployed) ? [] : [`${name} has ${variable} = "${value}", which is not ${kind.what}.`];
    }),
  );

const isQueue = (url: string, { queues }: Deployed) => queues.some((queue) => queue.url === url);
const isDeadLetterQueue = (url: string, { queues }: Deployed) => {
  const arn = queues.find((queue) => queue.url === url)?.arn;
  return queues.some(({ redrive }) => redrive !== undefined && redrive.targetArn === arn);
};

const isResourceServer = (identifier: string, { resources }: Deployed) =>
  resources.some(({ type, values }) => type === "aws_cognito_resource_server" && values.text("identifier") === identifier);
const hasPool = ({ resources }: Deployed) => resources.some(({ type }) => type === "aws_cognito_user_pool");

/** The more particular stand first. */
const kinds = [
  { ending: "_DEAD_LETTER_QUEUE_URL", what: "the URL of a dead-letter queue", isOne: isDeadLetterQueue },
  {
    ending: "_QUEUE_URL",
    what: "the URL of a queue that is worked on",
    isOne: (url: string, deployed: Deployed) => isQueue(url, deployed) && !isDeadLetterQueue(url, deployed),
  },
  {
    ending: "_BUCKET",
    what: "the name of a bucket",
    isOne: (name: string, { buckets }: Deployed) => buckets.some((bucket) => bucket.name === name),
  },
  {
    ending: "_TOPIC_ARN",
    what: "the ARN of a topic",
    isOne: (arn: string, { topics }: Deployed) => topics.some((topic) => topic.arn === arn),
  },
  {
    ending: "API_URL",
    what: "the API's address, without a slash at its end",
    isOne: (url: string, { api }: Deployed) => url === api.endpoint,
  },
  { ending: "AUTH_RESOURCE_SERVER", what: "the identifier of a resource server", isOne: isResourceServer },
  {
    ending: "AUTH",
    what: "how the API is set up",
    isOne: (kind: string, deployed: Deployed) => kind === (hasPool(deployed) ? "cognito" : "none"),
  },
];
