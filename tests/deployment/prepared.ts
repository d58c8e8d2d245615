// What scripts/test-deployment.ts has prepared for the tests: the applied states, and the calls of the functions.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "./calls/call.ts";
import { type Deployed, deployedIn } from "./state/deployed.ts";
import { readStateFile } from "./state/resources.ts";
import { prefix } from "./variants.ts";

/** The folder that it lies in. Throws where nothing was prepared. */
export function preparedFolder(): string {
  const folder = process.env.SCORELINE_DEPLOYMENT;
  if (folder === undefined) throw new Error("These tests look at an applied state. Run them with: npm run test:deployment");
  return folder;
}

export async function preparedState(variant: string): Promise<Deployed> {
  return deployedIn(await readStateFile(join(preparedFolder(), `${variant}.json`)), prefix);
}

export async function preparedCalls(): Promise<Call[]> {
  return JSON.parse(await readFile(join(preparedFolder(), "calls.json"), "utf8"));
}
