// `npm run contracts:release` freezes the current version of every published contract in schemas/released/; `--dry-run` says which.
// Exit code 1 where it refuses, 2 for a wrong command line; then nothing is written.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { currentContracts } from "./candidates.ts";
import { checkReleases } from "./check-report.ts";
import { shown } from "./fault.ts";
import { freeze, toFreeze } from "./freeze.ts";
import { readReleases, releasedFolder } from "./releases.ts";
import { failuresText } from "./report.ts";

const usage = `npm run contracts:release -- [options]

  --dry-run   lists what would be released, and writes nothing
  --help      this text`;

/** `npm run generate` with these parameters: what it complained of, undefined where of nothing. */
async function generator(...parameters: string[]): Promise<string | undefined> {
  const script = join(import.meta.dirname, "../generate.ts");
  try {
    await promisify(execFile)(process.execPath, [script, ...parameters]);
    return undefined;
  } catch (error) {
    return (error instanceof Error && "stderr" in error && String(error.stderr).trim()) || String(error);
  }
}

async function release(dryRun: boolean): Promise<void> {
  const report = await checkReleases(releasedFolder);
  const refused = report.ok ? await generator("--check") : failuresText(report);
  if (refused !== undefined) throw new Error(`${refused}\nNothing was released.`);
  const { releases } = await readReleases();
  const fresh = toFreeze(currentContracts(), releases);
  if (fresh.length === 0) {
    console.log("Nothing to release: every contract's version is frozen.");
    return;
  }
  if (!dryRun) await freeze(fresh, releases, releasedFolder);
  for (const { name, version } of fresh) console.log(`${dryRun ? "To release" : "Released"}: ${name} ${version}`);
  if (dryRun) return;
  console.log(`Commit ${shown(releasedFolder)} and generated/: from now on these files never change.`);
  // The package's index says which versions are released.
  const complaint = await generator();
  if (complaint !== undefined)
    throw new Error(`${complaint}\nThe release is made, but generated/ does not tell of it yet: run "npm run generate".`);
}

function commandLine(): { dryRun: boolean; help: boolean } | undefined {
  try {
    const options = { "dry-run": { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } } as const;
    const { values } = parseArgs({ options });
    return { dryRun: values["dry-run"], help: values.help };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}

const given = commandLine();
if (given?.help) console.log(usage);
else if (given !== undefined)
  await release(given.dryRun).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
