// Functions for tests: bundles in temporary folders, and hosts that run them. After each test both are gone, whatever became of it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import { type FunctionDefinition, type LambdaHost, startLambdaHost } from "./lambda-host.ts";

const folders: string[] = [];
const hosts: LambdaHost[] = [];

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** Writes `source` as the `index.mjs` of a new bundle and gives its directory. */
export async function writeBundle(source: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "scoreline-bundle-"));
  folders.push(directory);
  await writeFile(join(directory, "index.mjs"), source);
  return directory;
}

/** A host with one function, named `tested`. */
export async function hostOf(
  source: string,
  settings: Partial<FunctionDefinition> & { timeScale?: number; log?: (functionName: string, line: string) => void } = {},
): Promise<LambdaHost> {
  const { timeScale = 1, log, ...definition } = settings;
  const directory = await writeBundle(source);
  const tested = { name: "tested", directory, memoryMb: 256, timeoutSeconds: 10, environment: {}, maximumEnvironments: 5, ...definition };
  const host = await startLambdaHost({ functions: [tested], timeScale, ...(log ? { log } : {}) });
  hosts.push(host);
  return host;
}
