// The import rule of docs/architecture.md is the linter's: a file that breaks it is refused, one that keeps it is not.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");

/** Folder, what a file in it imports, and whether it may. */
const cases: [folder: string, specifier: string, allowed: boolean][] = [
  ["schemas/events", "@sinclair/typebox", true],
  ["schemas/events", "../lib/values.ts", true],
  ["schemas/events", "../../generated/contracts.js", false],
  ["schemas/events", "ajv", false],
  ["statistics", "./distribution.ts", true],
  ["statistics", "../generated/types/statistics.d.ts", true],
  ["statistics", "../generated/validators/read-statistics.js", false],
  ["statistics", "node:fs/promises", false],
  ["statistics", "@aws-sdk/client-s3", false],
  ["functions/boundary", "../../generated/contracts.js", true],
  ["functions/boundary", "../aws/objects.ts", false],
  ["functions/boundary", "ajv", false],
  ["functions/aws", "@aws-sdk/client-s3", true],
  ["functions/aws", "../boundary/log.ts", false],
  ["functions/result-notifier", "../aws/objects.ts", true],
  ["functions/result-notifier", "../../statistics/summary.ts", true],
  ["functions/result-notifier", "../request-receiver/receive.ts", false],
  ["functions/result-notifier", "@aws-sdk/client-s3", false],
  ["functions/result-notifier", "../../local/stack.ts", false],
  ["functions/result-notifier", "../../schemas/catalogue.ts", false],
  ["functions/result-notifier", "@sinclair/typebox", false],
];

const folder = mkdtempSync(join(tmpdir(), "scoreline-import-rule-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The linter's words on a folder that holds a file for each case, at `<folder>/case<index>.ts`. */
let report: string;
beforeAll(() => {
  cpSync(join(root, "biome.json"), join(folder, "biome.json"));
  for (const [index, [path, specifier]] of cases.entries()) {
    const file = join(folder, path, `case${index}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import thing from "${specifier}";\nconsole.log(thing);\n`);
  }
  const arguments_ = [
    "lint",
    "--only=style/noRestrictedImports",
    "--vcs-enabled=false",
    "--max-diagnostics=none",
    "--reporter=github",
    ".",
  ];
  const { stdout, error } = spawnSync(join(root, "node_modules/.bin/biome"), arguments_, { cwd: folder, encoding: "utf8" });
  if (error) throw error;
  report = stdout;
});

test.each(cases.map((rule, index) => [...rule, index] as const))("%s importing %s: allowed is %s", (path, _specifier, allowed, index) => {
  expect(!report.includes(`${path}/case${index}.ts`)).toBe(allowed);
});
