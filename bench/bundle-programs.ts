// Makes plain JavaScript of the programs before they are measured, so that no process spends its time on stripping types.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "../scripts/bundle-options.ts";

/** Ignored by git, and gone when the run is over. In here, the programs find the packages of the bench and of the project. */
const folder = join(import.meta.dirname, "dist");

const SCORELINE = ["scoreline/all.ts", "scoreline/min-max-mean.ts"];
const OTHERS = ["limits/*.ts", "peers/*.mjs", "s3/bare.ts", "s3/scoreline.ts", "s3/server.ts"];

/** The command that runs a program, but for what it is to do. `path` is that of its source in here, without the extension. */
export function commandOf(path: string): readonly string[] {
  return [process.execPath, join(folder, `${path}.mjs`)];
}

/** Scoreline is bundled as it is in a deployed function. Of the others' files every package stays what it is; so do those that the SDK is part of. */
export async function bundlePrograms(): Promise<void> {
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const here = { absWorkingDir: import.meta.dirname, outdir: folder, outbase: import.meta.dirname, logLevel: "error" } as const;
  await build({ ...bundleOptions, ...here, entryPoints: SCORELINE });
  await build({ ...bundleOptions, ...here, entryPoints: OTHERS, minify: false, banner: {}, packages: "external", external: [] });
}
