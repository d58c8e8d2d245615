// Which processor a process runs on: what is measured has one for itself, as far as the machine allows.

import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Every measured program runs here. */
export const PROGRAM_CORE = 0;

/** The server that a program talks to runs here: on another core, where there is one. */
export const SERVER_CORE = availableParallelism() > 1 ? 1 : 0;

/** Whether processes can be kept on a core. Otherwise they are single-threaded all the same, but for the collector of garbage. */
export const canPin = spawnSync("taskset", ["-c", String(PROGRAM_CORE), "true"]).status === 0;

/** The command that runs `command` on one core. */
export function onCore(core: number, command: readonly string[]): readonly string[] {
  return canPin ? ["taskset", "-c", String(core), ...command] : command;
}
