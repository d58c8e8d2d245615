// The cases of AWS's "Policy evaluation logic", "Elements of a policy" and "Key policies in AWS KMS".
import { expect, test } from "@jest/globals";
import { decide, type Policies, type Principal, type Request } from "./evaluate.ts";
import { readPolicy } from "./policy.ts";

const account = "111122223333";
const arn = `arn:aws:iam::${account}:role/reader`;
const reader: Principal = { kind: "role", arn, account };
const object = "arn:aws:s3:::scores/2026/quiz.csv";
const key = `arn:aws:kms:us-east-1:${account}:key/k1`;

const policy = (...statements: object[]) => readPolicy("test", JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const allow = (more: object = {}) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::scores/*", ...more });
const deny = (more: object = {}) => ({ ...allow(more), Effect: "Deny" });
const ofResource = (Principal: unknown, more: object = {}) => policy({ ...allow(more), Principal });

function allowed(policies: Partial<Policies>, request: Partial<Request> = {}): boolean {
  const asked = { principal: reader, action: "s3:GetObject", resource: object, resourceAccount: account, ...request };
  return decide(asked, { identity: [], resource: [], ...policies }).allowed;
}

test("what nothing allows is denied", () => {
  expect(allowed({})).toBe(false);
  expect(allowed({ identity: [policy(allow())] }, { action: "s3:PutObject" })).toBe(false);
  expect(allowed({ identity: [policy(allow())] }, { resource: "arn:aws:s3:::other/quiz.csv" })).toBe(false);
});

test("within an account an identity policy is enough, and so is a resource policy that names the role", () => {
  expect(allowed({ identity: [policy(allow())] })).toBe(true);
  expect(allowed({ resource: [ofResource({ AWS: arn })] })).toBe(true);
  expect(allowed({ resource: [ofResource("*")] })).toBe(true);
  expect(allowed({ resource: [ofResource({ AWS: `${arn}s` })] })).toBe(false);
});

test("an explicit deny wins, wherever it stands", () => {
  expect(allowed({ identity: [policy(deny(), allow())] })).toBe(false);
  expect(allowed({ identity: [policy(allow())], resource: [policy({ ...deny(), Principal: "*" })] })).toBe(false);
  expect(allowed({ identity: [policy(deny())], resource: [ofResource({ AWS: arn })] })).toBe(false);
  expect(allowed({ identity: [policy(allow())], resource: [policy({ ...deny(), Principal: { AWS: account } })] })).toBe(false);
});

test("a resource policy that names the account hands the decision to identity policies", () => {
  const root = ofResource({ AWS: `arn:aws:iam::${account}:root` });
  expect(allowed({ resource: [root] })).toBe(false);
  expect(allowed({ resource: [root], identity: [policy(allow())] })).toBe(true);
});

test("across accounts both have to allow", () => {
  const elsewhere = { resourceAccount: "444455556666" };
  expect(allowed({ identity: [policy(allow())] }, elsewhere)).toBe(false);
  expect(allowed({ resource: [ofResource({ AWS: arn })] }, elsewhere)).toBe(false);
  expect(allowed({ identity: [policy(allow())], resource: [ofResource({ AWS: account })] }, elsewhere)).toBe(true);
});

test("identity policies count for a KMS key only where the key's policy leaves it to the account", () => {
  const use = { action: "kms:Decrypt", resource: key };
  const identity = [policy({ Effect: "Allow", Action: "kms:Decrypt", Resource: key })];
  const keyPolicy = (Principal: unknown) => [policy({ Effect: "Allow", Action: "kms:*", Resource: "*", Principal })];
  expect(allowed({ identity, resourceDecides: true }, use)).toBe(false);
  expect(allowed({ identity, resourceDecides: true, resource: keyPolicy({ AWS: `arn:aws:iam::${account}:root` }) }, use)).toBe(true);
  expect(allowed({ resourceDecides: true, resource: keyPolicy({ AWS: `arn:aws:iam::${account}:root` }) }, use)).toBe(false);
  expect(allowed({ resourceDecides: true, resource: keyPolicy({ AWS: arn }) }, use)).toBe(true);
  expect(allowed({ identity, resourceDecides: true, resource: keyPolicy({ Service: "sns.amazonaws.com" }) }, use)).toBe(false);
});

test("a service is allowed by the resource's policy alone, on its condition", () => {
  const topic = "arn:aws:sns:us-east-1:111122223333:events";
  const send = { principal: { kind: "service", name: "sns.amazonaws.com" }, action: "s3:GetObject" } as const;
  const condition = { Condition: { ArnEquals: { "aws:SourceArn": topic } } };
  const resource = [ofResource({ Service: "sns.amazonaws.com" }, condition)];
  expect(allowed({ resource }, { ...send, context: { "aws:SourceArn": topic } })).toBe(true);
  expect(allowed({ resource }, { ...send, context: { "aws:SourceArn": `${topic}-2` } })).toBe(false);
  expect(allowed({ resource }, send)).toBe(false);
  expect(allowed({ resource }, { ...send, principal: { kind: "service", name: "events.amazonaws.com" } })).toBe(false);
  expect(allowed({ resource }, { context: { "aws:SourceArn": topic } })).toBe(false);
  expect(allowed({ identity: [policy(allow())] }, send)).toBe(false);
});

test("nobody that AWS knows is allowed what is allowed to everybody, and no more", () => {
  const nobody = { principal: { kind: "anonymous" } } as const;
  expect(allowed({ resource: [ofResource("*")] }, nobody)).toBe(true);
  expect(allowed({ resource: [ofResource({ AWS: account })] }, nobody)).toBe(false);
});

test("NotAction, NotResource and NotPrincipal mean everything else", () => {
  const { Action, ...rest } = allow();
  const notAction = policy({ ...rest, NotAction: "s3:Delete*" });
  expect(allowed({ identity: [notAction] })).toBe(true);
  expect(allowed({ identity: [notAction] }, { action: "s3:DeleteObject" })).toBe(false);
  // "Deny everything but" is no allow of the rest.
  expect(allowed({ identity: [policy({ ...rest, Effect: "Deny", NotAction: Action })] })).toBe(false);

  const { Resource, ...anywhere } = allow();
  const notResource = policy({ ...anywhere, NotResource: Resource });
  expect(allowed({ identity: [notResource] })).toBe(false);
  expect(allowed({ identity: [notResource] }, { resource: "arn:aws:s3:::other/x" })).toBe(true);

  const notSns = { ...deny(), NotPrincipal: { Service: "sns.amazonaws.com" } };
  const service = (name: string) => ({ principal: { kind: "service", name } }) as const;
  const resource = [ofResource("*"), policy(notSns)];
  expect(allowed({ resource }, service("sns.amazonaws.com"))).toBe(true);
  expect(allowed({ resource }, service("events.amazonaws.com"))).toBe(false);
  expect(() => allowed({ resource: [policy(notSns)] })).toThrow("NotPrincipal is unknown");
});

test("TLS only: a deny of what is not encrypted leaves what is", () => {
  const tlsOnly = policy({ ...deny({ Action: "s3:*" }), Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } });
  const policies = { identity: [policy(allow())], resource: [tlsOnly] };
  expect(allowed(policies)).toBe(true);
  expect(allowed(policies, { context: { "aws:SecureTransport": "false" } })).toBe(false);
});

test.each([
  ["s3:GetObject", "s3:getobject", true],
  ["S3:Get*", "s3:GetObject", true],
  ["s3:Get*", "s3:PutObject", false],
  ["s3:GetObjec?", "s3:GetObject", true],
  ["s3:GetObject?", "s3:GetObject", false],
  ["*", "s3:GetObject", true],
  ["s3:GetObject", "s3:GetObjectAcl", false],
])("the action %s on %s: %p", (Action, action, expected) => {
  expect(allowed({ identity: [policy(allow({ Action }))] }, { action })).toBe(expected);
});

test.each([
  ["arn:aws:s3:::scores", false],
  ["arn:aws:s3:::scores/*", true],
  ["arn:aws:s3:::scores/2026/*", true],
  ["arn:aws:s3:::SCORES/*", false],
  ["arn:aws:s3:::score?/*", true],
  ["arn:aws:s3:::*", true],
  ["arn:aws:s3:*", true],
  ["*", true],
  ["arn:aws:s3:*b*:scores/*", false],
])("the resource %s: %p", (Resource, expected) => {
  expect(allowed({ identity: [policy(allow({ Resource }))] })).toBe(expected);
});

test.each([
  ["arn:aws:sqs:us-*-1:111122223333:work", true],
  ["arn:aws:sqs:*:*:work", true],
  ["arn:aws:sqs:us-east-1:111122223333:wor?", true],
  ["arn:aws:sqs:us-east-1:111122223333:work?", false],
  // A wildcard in the middle of a segment stays in it, one at its end does not.
  ["arn:aws:s*1:111122223333:work", false],
  ["arn:aws:s*", true],
])("the resource %s, segment by segment: %p", (Resource, expected) => {
  const send = { action: "sqs:SendMessage", resource: `arn:aws:sqs:us-east-1:${account}:work` };
  expect(allowed({ identity: [policy(allow({ Action: "sqs:SendMessage", Resource }))] }, send)).toBe(expected);
});
