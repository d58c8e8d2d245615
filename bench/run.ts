// The benchmark: generates, checks, measures, and writes RESULTS.md.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms } from "./bundle-programs.ts";
import { comparePrograms } from "./compare-programs.ts";
import { attempt } from "./failure.ts";
import { measureMemory } from "./measure-memory.ts";
import { isWanted, type Options, readOptions, USAGE } from "./options.ts";
import { circumstances } from "./report/circumstances.ts";
import { renderResults } from "./report/render.ts";
import type { Results } from "./report/results.ts";
import { compareReads } from "./s3/compare-reads.ts";
import { measureSmallFile } from "./small/measure-small.ts";
import { makeWorkplace } from "./workplace.ts";

const SMALL_FILE_PROCESSES_PER_ROUND = 10;

const options = optionsOrExit();
const folder = makeWorkplace();
await bundlePrograms();

const results: Results = {
  circumstances: circumstances(),
  options,
  shapes: await comparePrograms(options, folder, say),
  s3: isWanted(options, "s3") ? await attempt(() => compareReads(options, folder)) : null,
  memory: isWanted(options, "memory") ? await attempt(() => measureMemory(options, folder)) : null,
  small: isWanted(options, "small") ? await attempt(() => measureSmallFile(folder, options.rounds * SMALL_FILE_PROCESSES_PER_ROUND)) : null,
};

const text = renderResults(results);
if (options.only === null && !options.quick) writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
console.log(text);

function optionsOrExit(): Options {
  if (process.argv.includes("--help")) {
    console.log(USAGE);
    process.exit();
  }
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

function say(text: string): void {
  console.error(text);
}
