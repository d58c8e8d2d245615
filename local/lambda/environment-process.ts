// The operating system's side of an execution environment: the process, its log, its memory and its end.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type FunctionDefinition, heapFlags, processEnvironment } from "./function-definition.ts";
import { forEachLine } from "./lines.ts";
import type { OrphanGuard } from "./orphan-guard.ts";
import { residentBytes } from "./resident-memory.ts";

const bootstrap = fileURLToPath(new URL("./bootstrap.mjs", import.meta.url));
const memoryCheckMs = 50;

export interface EnvironmentProcess {
  pid: number;
  /** SIGKILL to the process and to all that it has started. */
  kill(): void;
  /** Calls `onExceeded` when the process holds more memory than the function has; returns the end of the watch. */
  watchMemory(onExceeded: () => void): () => void;
  /** Resolves when the process has ended and its log is read to the end. */
  closed: Promise<unknown>;
}

export interface ProcessOptions {
  definition: FunctionDefinition;
  environmentId: string;
  runtimeApi: string;
  guard: OrphanGuard;
  onLine: (line: string) => void;
  onExit: (code: number | null, signal: NodeJS.Signals | null) => void;
}

/** Starts the bootstrap under the Node that runs this, in the bundle's directory. Throws when the process cannot start. */
export async function startEnvironmentProcess(options: ProcessOptions): Promise<EnvironmentProcess> {
  const { definition, guard } = options;
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, [...heapFlags(definition), bootstrap], {
    cwd: definition.directory,
    env: processEnvironment(definition, options.runtimeApi, options.environmentId),
    // A process group of its own, so that kill() reaches what the function started, and Ctrl-C in the terminal does not.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) {
    const [cause] = await once(child, "error").catch((error: unknown) => [error]);
    throw new Error(`${definition.name} cannot start in ${definition.directory}`, { cause });
  }
  guard.watch(pid);
  forEachLine(child.stdout, options.onLine);
  forEachLine(child.stderr, options.onLine);
  child.once("exit", (code, signal) => {
    guard.forget(pid);
    options.onExit(code, signal);
  });

  return {
    pid,
    closed: once(child, "close"),
    kill() {
      try {
        if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGKILL");
      } catch {
        // It ended between the look and the kill.
      }
    },
    watchMemory(onExceeded) {
      const timer = setInterval(async () => {
        if ((await residentBytes(pid)) > definition.memoryMb * 1024 * 1024) onExceeded();
      }, memoryCheckMs);
      return () => clearInterval(timer);
    },
  };
}
