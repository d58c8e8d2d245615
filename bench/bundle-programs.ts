// Makes plain JavaScript of the programs before they are measured, so that no process spends its time on stripping types.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Ignored by git, and gone when the run is over. In here, the programs find the packages of the bench and of the project. */
const folder = join(import.meta.dirname, "dist");

const ENTRIES = [
  ...["scoreline/all.ts", "scoreline/min-max-mean.ts", "limits/*.ts", "peers/*.mjs"],
  ...["s3/bare.ts", "s3/scoreline.ts", "s3/server.ts"],
];

/** The command that runs a program, but for what it is to do. `path` is that of its source in here, without the extension. */
export function commandOf(path: string): readonly string[] {
  return [process.execPath, join(folder, `${path}.mjs`)];
}

/** Every package stays what it is; only our own files are bundled, Scoreline's as in a deployed function. */
export async function bundlePrograms(): Promise<void> {
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ENTRIES,
    outdir: folder,
    outbase: import.meta.dirname,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node24",
    logLevel: "error",
  });
}
