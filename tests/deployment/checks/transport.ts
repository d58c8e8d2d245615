// Every bucket, queue and topic denies plain HTTP to everybody, and denies nothing that comes encrypted.
import type { Principal } from "../iam/evaluate.ts";
import { readPolicy } from "../iam/policy.ts";
import { decideIn } from "../needs/allowed.ts";
import type { Check } from "./world.ts";

const everything = [readPolicy("everything", '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}')];

export const plainHttpIsDenied: Check = ({ deployed, actions }) => {
  const { account, buckets, queues, topics } = deployed;
  const principal: Principal = { kind: "role", arn: `arn:aws:iam::${account}:role/administrator`, account };
  const places = [
    ...buckets.flatMap(({ arn }) => [
      { resource: arn, service: "s3" },
      { resource: `${arn}/key`, service: "s3" },
    ]),
    ...queues.map(({ arn }) => ({ resource: arn, service: "sqs" })),
    ...topics.map(({ arn }) => ({ resource: arn, service: "sns" })),
  ];
  return places.flatMap(({ resource, service }) => {
    const allowed = (action: string, secure: boolean) =>
      decideIn(deployed, { principal, identity: everything, action, resource, context: { "aws:SecureTransport": String(secure) } }).allowed;
    const named = actions.meantBy(`${service}:*`);
    // A topic's policy may deny only actions that a topic has; of the others there is no request with that resource.
    const asked = service === "sns" ? named.filter((action) => onTopics.has(action)) : named;
    const open = asked.filter((action) => allowed(action, false));
    const closed = asked.filter((action) => !allowed(action, true));
    return [
      ...(open.length > 0 ? [`${resource} takes ${open.length} actions over plain HTTP: ${open.slice(0, 3).join(", ")}.`] : []),
      ...(closed.length > 0
        ? [`${resource} denies ${closed.length} actions over TLS to its administrator: ${closed.slice(0, 3).join(", ")}.`]
        : []),
    ];
  });
};

/** What SNS takes in a topic's policy ("Amazon SNS policy: valid actions"). */
const onTopics = new Set(
  [
    "AddPermission",
    "DeleteTopic",
    "GetTopicAttributes",
    "ListSubscriptionsByTopic",
    "Publish",
    "RemovePermission",
    "SetTopicAttributes",
    "Subscribe",
  ].map((name) => `sns:${name}`),
);
