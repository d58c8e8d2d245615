// Runs the mutations and tells of each which checks found it.
import { readFile } from "node:fs/promises";
import { pipeline } from "../../end-to-end/test-stack.ts";
import { loadActions } from "../iam/actions.ts";
import { type Outcome, runMutations } from "./run.ts";

/** Two: an apply is two processes, one of which waits. */
const atATime = 2;

/** Prints a line or two for each fault. Throws where one was not found by the check that has to find it. */
export async function reportMutations(initialised: string, callsFile: string): Promise<void> {
  const calls = JSON.parse(await readFile(callsFile, "utf8"));
  const outcomes = await runMutations({ pipeline, calls, actions: await loadActions() }, { initialised, atATime, tell });
  const missed = outcomes.filter(({ isCaught }) => !isCaught);
  console.log(`\n${outcomes.length - missed.length} of ${outcomes.length} planted faults were found by the check that has to find them.`);
  if (missed.length > 0) throw new Error(`Not found: ${missed.map(({ mutation }) => mutation.fault).join("; ")}.`);
}

function tell({ mutation, found, isCaught, problem }: Outcome): void {
  console.log(`${isCaught ? "found " : "MISSED"}  ${mutation.fault}`);
  if (problem !== undefined) console.log(problem.replaceAll(/^/gm, "        "));
  const own = found.find(({ check }) => check === mutation.caughtBy);
  if (own) console.log(`        ${own.check}: ${own.fault}`);
  const others = found.filter(({ check }) => check !== mutation.caughtBy).map(({ check }) => check);
  if (others.length > 0) console.log(`        also: ${others.join("; ")}`);
}
