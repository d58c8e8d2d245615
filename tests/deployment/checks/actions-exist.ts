// Every action in every policy exists, and stands with something of ours that it can be allowed or denied on.
import { matchesResource } from "../iam/patterns.ts";
import type { Statement } from "../iam/policy.ts";
import { ownResources } from "./things.ts";
import type { Check, World } from "./world.ts";

export const everyActionExists: Check = async ({ deployed, actions }) => {
  const own = ownResources(deployed);
  const faults = deployed.allPolicies.flatMap(({ name, statements }) =>
    statements.map(async (statement) => {
      const found = await faultsOf(statement, own, actions);
      return found.map((fault) => `${name}, ${statement.sid || "a statement"}: ${fault}.`);
    }),
  );
  return (await Promise.all(faults)).flat();
};

async function faultsOf({ actions: { patterns }, resources }: Statement, own: string[], actions: World["actions"]): Promise<string[]> {
  const named = resources === undefined || resources.not ? undefined : resources.patterns;
  const meantResources = named && [...named, ...own.filter((resource) => named.some((pattern) => matchesResource(pattern, resource)))];
  const faults = patterns.map(async (pattern) => {
    const meant = actions.meantBy(pattern);
    if (meant.length === 0) return [`IAM does not know ${pattern}`];
    if (named === undefined || meantResources === undefined) return [];
    const fitting = await Promise.all(meant.map((action) => actions.appliesTo(action, meantResources)));
    // An action without resources is given as one on `*`, and only stands with that.
    const fits = fitting.some((found) => found.some((resource) => meantResources.includes(resource)));
    return fits ? [] : [`${pattern} cannot be allowed on ${named.join(", ")}`];
  });
  return (await Promise.all(faults)).flat();
}
