// Each role can do what its function does: its calls, and those that AWS makes in its name.
import { decideIn, principalOf } from "../needs/allowed.ts";
import { type Need, neededBy } from "../needs/needs.ts";
import type { Deployed } from "../state/deployed.ts";
import type { Role } from "../state/functions.ts";
import { shortNameOf } from "../state/short-names.ts";
import type { Check, World } from "./world.ts";

export const everyRoleCanDoItsWork: Check = (world) =>
  world.deployed.functions.flatMap(({ name }) => {
    const { role, needs } = needsOfFunction(name, world);
    const faults = needs.flatMap(({ action, resource, context, why }) => {
      const asked = { principal: principalOf(role), identity: role.policies, action, resource, ...(context && { context }) };
      const { allowed, reason } = decideIn(world.deployed, asked);
      return allowed ? [] : [`${role.name} may not ${action} on ${resource}: ${reason}. Needed: ${why}.`];
    });
    return [...new Set(faults)];
  });

/** Throws where the function's role is not in the state. */
export function needsOfFunction(name: string, { deployed, calls }: World): { role: Role; needs: Need[] } {
  const short = shortNameOf(name, deployed);
  if (short === undefined) throw new Error(`${name} does not begin with "${deployed.prefix}-".`);
  return { role: roleOf(name, deployed), needs: neededBy(short, deployed, calls) };
}

function roleOf(functionName: string, { functions, roles }: Deployed): Role {
  const roleArn = functions.find(({ name }) => name === functionName)?.roleArn;
  const role = roles.find(({ arn }) => arn === roleArn);
  if (role === undefined) throw new Error(`The role of ${functionName}, ${roleArn}, is not in the state.`);
  return role;
}
