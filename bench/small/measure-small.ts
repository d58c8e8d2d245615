// A file of three lines, in a fresh process each time: what the statistics module costs where there is next to nothing to do.

import { spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/bundle-options.ts";
import { onCore, PROGRAM_CORE } from "../cores.ts";
import { reasonIn } from "../failure.ts";
import { median } from "../median.ts";

export interface SmallFile {
  processes: number;
  bundleBytes: number;
  /** Medians, in milliseconds. */
  importMs: number;
  runMs: number;
  processMs: number;
  /** The whole process of `node -e 0`, for comparison. */
  emptyProcessMs: number;
}

const LINES = "biology-1,85,92.5,78\nbiology-2,67,NA,88.25\nbiology-3,90,71,64\n";
const [QUIZZES, SCORES] = [3, 8];

/** @param folder where the bundle and the file may lie */
export async function measureSmallFile(folder: string, processes: number): Promise<SmallFile> {
  const bundle = join(folder, "describe-bytes.mjs");
  const file = join(folder, "three-lines.csv");
  writeFileSync(file, LINES);
  await build({
    ...bundleOptions,
    // The module asks Node for nothing.
    banner: {},
    absWorkingDir: import.meta.dirname,
    entryPoints: ["describe-bytes.ts"],
    outfile: bundle,
    logLevel: "error",
  });
  const runs = [];
  for (let i = 0; i < processes; i++) {
    const { ms, stdout } = time([join(import.meta.dirname, "launch.mjs"), bundle, file]);
    const { quizCount, scoreCount, importMs, runMs } = JSON.parse(stdout);
    if (quizCount !== QUIZZES || scoreCount !== SCORES) throw new Error(`three lines gave ${quizCount} quizzes of ${scoreCount} scores`);
    runs.push({ importMs, runMs, processMs: ms, emptyProcessMs: time(["-e", "0"]).ms });
  }
  return {
    processes,
    bundleBytes: statSync(bundle).size,
    importMs: median(runs.map((run) => run.importMs)),
    runMs: median(runs.map((run) => run.runMs)),
    processMs: median(runs.map((run) => run.processMs)),
    emptyProcessMs: median(runs.map((run) => run.emptyProcessMs)),
  };
}

function time(arguments_: readonly string[]): { ms: number; stdout: string } {
  const [command = "", ...rest] = onCore(PROGRAM_CORE, [process.execPath, ...arguments_]);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, rest, { encoding: "utf8" });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(reasonIn(stderr) ?? `ended with exit code ${status}`);
  return { ms, stdout };
}
