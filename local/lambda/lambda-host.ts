// Runs built bundles as Lambda would: each function in processes of its own that speak the Lambda Runtime API.
import { randomUUID } from "node:crypto";
import type { InvokeResult } from "./execution-environment.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionPool } from "./function-pool.ts";
import { exited, requestTooLarge } from "./invoke-error.ts";
import { startOrphanGuard } from "./orphan-guard.ts";
import { payloadLimitBytes } from "./payload-limit.ts";

export type { InvokeResult } from "./execution-environment.ts";
export type { FunctionDefinition } from "./function-definition.ts";

export interface LambdaHost {
  /**
   * A synchronous invocation (AWS: Invoke, `RequestResponse`). What goes wrong in the function is a result; it rejects only where the
   * API would answer with an error of its own: no such function, or the host is stopped.
   */
  invoke(functionName: string, event: unknown): Promise<InvokeResult>;
  /** Initialises an environment in advance (AWS: provisioned concurrency); rejects when the initialisation fails. */
  warm(functionName: string): Promise<void>;
  /** What runs now, in the order it was started. */
  environments(functionName: string): { pid: number; state: "starting" | "idle" | "busy"; invocations: number }[];
  /** Kills every environment, also in the middle of an invocation, which then fails. Resolves when no process is left. */
  stop(): Promise<void>;
}

const initTimeoutMs = 10_000;

/**
 * As in Lambda ("Understanding the Lambda execution environment lifecycle"): an environment serves one invocation at a time and is used
 * again; an invocation that finds none free starts another; one that times out, crashes or outgrows its memory costs that environment.
 *
 * Different here: at `maximumEnvironments` Lambda throttles (429), while here invocations wait in the order they came. Between
 * invocations Lambda freezes an environment; here it idles. Environments are kept until stop(). A failed initialisation is not run a
 * second time within the same invocation. Response streaming, extensions, layers and asynchronous invocation do not exist.
 *
 * `timeScale` divides the functions' time-outs; the 10 s of the initialisation stay, as a process takes its time to start. `log` gets
 * every line that a function writes, and every failure of the platform.
 */
export async function startLambdaHost(options: {
  functions: FunctionDefinition[];
  timeScale?: number;
  log?: (functionName: string, line: string) => void;
}): Promise<LambdaHost> {
  const { functions, timeScale = 1, log } = options;
  const guard = startOrphanGuard();
  let stopped = false;
  const pools = new Map(
    functions.map((definition) => [
      definition.name,
      new FunctionPool({
        definition,
        timeoutMs: (definition.timeoutSeconds * 1000) / timeScale,
        initTimeoutMs,
        guard,
        log: (line) => log?.(definition.name, line),
      }),
    ]),
  );

  function poolOf(functionName: string): FunctionPool {
    const pool = pools.get(functionName);
    if (stopped) throw new Error("The Lambda host is stopped");
    if (pool === undefined) throw new Error(`Function not found: ${functionName}`);
    return pool;
  }

  return {
    async invoke(functionName, event) {
      const pool = poolOf(functionName);
      const json = JSON.stringify(event ?? null);
      if (Buffer.byteLength(json) > payloadLimitBytes) return { ok: false, error: requestTooLarge() };
      return new Promise((settle) => pool.submit({ requestId: randomUUID(), event: json, settle }));
    },
    async warm(functionName) {
      await poolOf(functionName).warm();
    },
    environments(functionName) {
      return poolOf(functionName).environments.flatMap(({ pid, state, invocations }) =>
        pid === undefined || state === "ended" ? [] : [{ pid, state, invocations }],
      );
    },
    async stop() {
      stopped = true;
      for (const pool of pools.values()) {
        for (const job of pool.withdraw()) job.settle({ ok: false, error: exited(job.requestId, null, "SIGKILL") });
      }
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
      await guard.stop();
    },
  };
}
