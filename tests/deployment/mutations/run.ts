// Plants each fault in a copy of the configuration, applies it, and tells which checks found it.
import { checks } from "../checks/all.ts";
import type { World } from "../checks/world.ts";
import { deployedIn } from "../state/deployed.ts";
import { resourcesIn } from "../state/resources.ts";
import { applied, copyConfiguration, initialise } from "../terraform.ts";
import { prefix, variants } from "../variants.ts";
import { type Mutation, plant } from "./mutation.ts";
import { permissionMutations } from "./permissions.ts";
import { wiringMutations } from "./wiring.ts";

export const mutations: readonly Mutation[] = [...permissionMutations, ...wiringMutations];

export interface Outcome {
  mutation: Mutation;
  /** The checks that found something, with the first thing that they found. */
  found: { check: string; fault: string }[];
  /** Whether the check that has to find it is one of them. */
  isCaught: boolean;
  /** Why there was nothing to check: the fault could not be planted, or Terraform refused it. Then it proves nothing. */
  problem?: string;
}

/**
 * Runs all mutations, as many at a time as given, each in its own copy; `initialised` is a copy whose initialisation they take over. Tells each outcome as it
 * comes.
 */
export async function runMutations(
  known: Omit<World, "deployed">,
  { initialised, atATime, tell }: { initialised: string; atATime: number; tell: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = [...mutations];
  const work = async () => {
    for (let mutation = left.shift(); mutation !== undefined; mutation = left.shift()) {
      const outcome = await outcomeOf(mutation, known, initialised);
      outcomes.push(outcome);
      tell(outcome);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return outcomes;
}

async function outcomeOf(mutation: Mutation, known: Omit<World, "deployed">, initialised: string): Promise<Outcome> {
  try {
    const found = await faultsFound({ ...known, deployed: await deployedWith(mutation, initialised) });
    return { mutation, found, isCaught: found.some(({ check }) => check === mutation.caughtBy) };
  } catch (error) {
    return { mutation, found: [], isCaught: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function deployedWith(mutation: Mutation, initialised: string) {
  const copy = await copyConfiguration();
  try {
    await plant(mutation, copy.folder);
    await initialise(copy.folder, initialised);
    const variables = variants.find(({ name }) => name === (mutation.variant ?? "default"))?.variables ?? {};
    return deployedIn(resourcesIn(JSON.parse(await applied(copy.folder, variables))), prefix);
  } finally {
    await copy.remove();
  }
}

async function faultsFound(world: World): Promise<Outcome["found"]> {
  const found: Outcome["found"] = [];
  for (const [check, run] of Object.entries(checks)) {
    const [fault] = await run(world);
    if (fault !== undefined) found.push({ check, fault });
  }
  return found;
}
