// `npm run contracts:check` says whether every contract's version is as high as what changed in it asks; `--against` compares two folders.
// Exit code 2 for a wrong command line, 1 where something fails.
import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkFolders } from "./against.ts";
import type { PublishedMode } from "./candidates.ts";
import { type CheckReport, checkReleases } from "./check-report.ts";
import { releasedFolder } from "./releases.ts";
import { reportText } from "./report.ts";
import { UsageError } from "./schema-folder.ts";

const usage = `npm run contracts:check -- [options]

  --released FOLDER        the releases to compare with (schemas/released)
  --against FOLDER [NEW]   compares the schema files in FOLDER, the old ones, with those in NEW (generated/json-schema)
  --mode MODE              with --against: BACKWARD, FORWARD or FULL for every contract, whatever its kind
  --json                   prints one JSON document, which scripts/contracts/check-report.ts describes; give npm run --silent with it
  --help                   this text

Exit code: 0 all is well, 1 something fails, 2 the command line is wrong.`;

const generatedFolder = join(import.meta.dirname, "../../generated/json-schema");
const modes = new Map<string, PublishedMode>([
  ["BACKWARD", "BACKWARD_TRANSITIVE"],
  ["FORWARD", "FORWARD_TRANSITIVE"],
  ["FULL", "FULL_TRANSITIVE"],
]);

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        released: { type: "string" },
        against: { type: "string" },
        mode: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function check({ values, positionals }: ReturnType<typeof commandLine>): Promise<CheckReport> {
  const { released, against, mode } = values;
  if (against === undefined) {
    if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is one word too many: a second folder goes with --against.`);
    if (mode !== undefined) throw new UsageError("--mode goes with --against: here the catalogue says each contract's mode.");
    if (released !== undefined && !statSync(released, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`${released} is no folder: --released takes one that holds <name>/<version>.schema.json and SHA256SUMS.`);
    return checkReleases(released ?? releasedFolder);
  }
  if (positionals.length > 1) throw new UsageError(`"${positionals[1]}" is one folder too many: --against compares two.`);
  if (released !== undefined)
    throw new UsageError("--released and --against exclude one another: the one compares with releases, the other two folders.");
  if (mode !== undefined && !modes.has(mode)) throw new UsageError(`--mode takes BACKWARD, FORWARD or FULL, not "${mode}".`);
  return checkFolders(against, positionals[0] ?? generatedFolder, mode === undefined ? undefined : modes.get(mode));
}

try {
  const given = commandLine();
  if (given.values.help) console.log(usage);
  else {
    const report = await check(given);
    console.log(given.values.json ? JSON.stringify(report, null, 2) : reportText(report));
    if (!report.ok) process.exitCode = 1;
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? `${error.message}\n\n${usage}` : error instanceof Error ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
