// Runs one program once, as a process of its own, and says what came out and what it took.

import { spawn } from "node:child_process";
import { onCore, PROGRAM_CORE } from "./cores.ts";
import { type Failure, reasonIn } from "./failure.ts";
import type { Outcome } from "./task.ts";

export interface Run extends Outcome {
  /** From the start of the process to its end. */
  wallSeconds: number;
}

/** Of the part that counts. */
export function secondsOf(run: Run): number {
  return run.seconds ?? run.wallSeconds;
}

/** The engines are told to use one thread, wherever they run. */
const ONE_THREAD = { POLARS_MAX_THREADS: "1", RAYON_NUM_THREADS: "1" };

const STDERR_CHARACTERS = 100_000;

/** Runs a command whose last argument is what it is to do. It ends when the time limit does. */
export async function runProgram(
  command: readonly string[],
  task: object,
  timeLimitSeconds: number,
  environment: Record<string, string> = {},
): Promise<Run | Failure> {
  const [file = "", ...rest] = onCore(PROGRAM_CORE, [...command, JSON.stringify(task)]);
  const start = performance.now();
  const child = spawn(file, rest, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...ONE_THREAD, ...environment },
    timeout: timeLimitSeconds * 1000,
    killSignal: "SIGKILL",
  });
  const killIt = () => child.kill("SIGKILL");
  process.once("exit", killIt);
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-STDERR_CHARACTERS);
  });
  const ended = Promise.withResolvers<{ code: number | null; signal: string | null; wallSeconds: number }>();
  let wallSeconds = 0;
  child.on("exit", () => {
    wallSeconds = (performance.now() - start) / 1000;
  });
  child.on("error", ended.reject);
  child.on("close", (code, signal) => ended.resolve({ code, signal, wallSeconds }));
  const end = await ended.promise;
  process.removeListener("exit", killIt);
  if (end.code === 0) return { ...readOutcome(stdout), wallSeconds: end.wallSeconds };
  if (end.signal === "SIGKILL" && end.wallSeconds >= timeLimitSeconds) return { reason: `stopped after ${timeLimitSeconds} s` };
  return { reason: reasonIn(stderr) ?? `ended with ${end.signal ?? `exit code ${end.code}`}` };
}

function readOutcome(stdout: string): Outcome {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}
