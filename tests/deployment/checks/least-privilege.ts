// Each role can do nothing else: every action that IAM knows, on every resource of ours and on a stranger's, is either needed or denied.
import { concernsAction } from "../iam/evaluate.ts";
import type { Policy } from "../iam/policy.ts";
import { decideIn, principalOf } from "../needs/allowed.ts";
import type { Deployed } from "../state/deployed.ts";
import type { Role } from "../state/functions.ts";
import { needsOfFunction } from "./permissions.ts";
import { ownResources, strangersResources } from "./things.ts";
import type { Check, World } from "./world.ts";

export const noRoleCanDoMore: Check = async (world) => {
  const { deployed } = world;
  const ofFunctions = new Map(deployed.functions.map(({ name }) => needsOfFunction(name, world)).map(({ role, needs }) => [role, needs]));
  const resources = [...ownResources(deployed), ...strangersResources(deployed)];
  const nameOf = (action: string, resource: string) => `${action.toLowerCase()} ${thingOf(resource, deployed)}`;
  const faults = deployed.roles.map(async (role) => {
    const needed = new Set((ofFunctions.get(role) ?? []).map(({ action, resource }) => nameOf(action, resource)));
    const allowed = await allowedTo(role, resources, world);
    return allowed
      .filter(({ action, resource }) => !needed.has(nameOf(action, resource)))
      .map(({ action, resource, reason }) => `${role.name} may ${action} on ${resource}, which nothing needs: ${reason}.`);
  });
  return (await Promise.all(faults)).flat();
};

interface Allowed {
  action: string;
  resource: string;
  reason: string;
}

/** What a role may do on these resources, of all that IAM knows. What no statement speaks of is denied, and need not be asked. */
async function allowedTo(role: Role, resources: readonly string[], { deployed, actions }: World): Promise<Allowed[]> {
  const things = [...deployed.buckets, ...deployed.queues, ...deployed.topics, ...deployed.keys];
  const policies = [...role.policies, ...things.flatMap((thing) => thing.policies)];
  const statements = policies.flatMap((policy) => policy.statements.filter(({ effect }) => effect === "Allow"));
  const candidates = actions.all.filter((action) => statements.some((statement) => concernsAction(statement, action)));
  const principal = principalOf(role);
  const identity = role.policies.map(atMost);
  const asked = candidates.map(async (action) =>
    (await actions.appliesTo(action, resources)).flatMap((resource) => {
      const { allowed, reason } = decideIn(deployed, { principal, identity, action, resource });
      return allowed ? [{ action, resource, reason }] : [];
    }),
  );
  return (await Promise.all(asked)).flat();
}

/** What a policy allows at most: every condition of what it allows is taken as met, and of what it denies as not. */
function atMost({ name, statements }: Policy): Policy {
  const kept = statements.filter(({ effect, conditions }) => effect === "Allow" || conditions.length === 0);
  return { name, statements: kept.map((statement) => ({ ...statement, conditions: [] })) };
}

/** The objects of a bucket are one thing, and so are the streams of a log group. */
function thingOf(resource: string, { buckets }: Deployed): string {
  const bucket = buckets.find(({ arn }) => resource.startsWith(`${arn}/`));
  return bucket ? `${bucket.arn}/` : resource.replace(/:log-stream:.*$/s, ":log-stream:");
}
