// Whether a principal may do something in a deployment, by all the policies that have a say.
import { type Decision, decide, type Policies, type Principal } from "../iam/evaluate.ts";
import { type Policy, readPolicy } from "../iam/policy.ts";
import type { Deployed } from "../state/deployed.ts";
import type { Role } from "../state/functions.ts";

export interface Asked {
  principal: Principal;
  /** The principal's own policies. */
  identity: readonly Policy[];
  action: string;
  resource: string;
  context?: Record<string, string>;
}

export function decideIn(deployed: Deployed, { principal, identity, action, resource, context = {} }: Asked): Decision {
  const request = { principal, action, resource, resourceAccount: accountOf(resource, deployed), context };
  return decide(request, { identity, ...policiesOn(resource, deployed) });
}

export function principalOf({ arn }: Role): Principal {
  return { kind: "role", arn, account: arn.split(":")[4] ?? "" };
}

/** Objects and buckets have none in their ARN; those that are not ours are somebody else's. */
function accountOf(resource: string, { buckets, account }: Deployed): string {
  if (resource === "*") return account;
  if (!resource.startsWith("arn:aws:s3:::")) return resource.split(":")[4] || account;
  return buckets.some(({ arn }) => resource === arn || resource.startsWith(`${arn}/`)) ? account : "999999999999";
}

function policiesOn(resource: string, deployed: Deployed): Pick<Policies, "resource" | "resourceDecides"> {
  const bucket = deployed.buckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  if (bucket) return { resource: bucket.policies };
  const key = deployed.keys.find(({ arn }) => arn === resource);
  if (key) return { resource: key.policies, resourceDecides: true };
  // A key that somebody else looks after: what its policy says is theirs, and at best hands it to the account.
  if (resource.startsWith("arn:aws:kms:")) return { resource: [leftTo(`arn:aws:iam::${deployed.account}:root`)], resourceDecides: true };
  // Somebody else's, who may let in whomever they like.
  if (accountOf(resource, deployed) !== deployed.account) return { resource: [openToAll] };
  const messaging = [...deployed.queues, ...deployed.topics].find(({ arn }) => arn === resource);
  if (messaging) return { resource: messaging.policies };
  const alias = deployed.functions.flatMap(({ aliases }) => aliases).find(({ arn }) => arn === resource);
  return { resource: alias?.policies ?? [] };
}

const openToAll = leftTo("*");

function leftTo(principal: string): Policy {
  const statement = { Effect: "Allow", Principal: { AWS: principal }, Action: "*", Resource: "*" };
  return readPolicy("the policy of what is not ours", JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
}
