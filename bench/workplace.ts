// The temporary folder of a run, which is gone when the run is over, however it ends.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes the folder. It needs room for the largest file: five times the size of the others. */
export function makeWorkplace(): string {
  const folder = mkdtempSync(join(tmpdir(), "scoreline-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));
  return folder;
}
