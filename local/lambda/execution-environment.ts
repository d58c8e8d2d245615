// One execution environment through its life: starting, then idle and busy by turns, then ended.
import { randomBytes, randomUUID } from "node:crypto";
import { type EnvironmentProcess, startEnvironmentProcess } from "./environment-process.ts";
import { type FunctionDefinition, functionArn } from "./function-definition.ts";
import { exited, type InvokeError, outOfMemory, timedOut } from "./invoke-error.ts";
import type { OrphanGuard } from "./orphan-guard.ts";
import { openRuntimeApi, type RuntimeApi } from "./runtime-api.ts";

export type InvokeResult = { ok: true; payload: unknown } | { ok: false; error: InvokeError };

/** An invocation that somebody waits for. */
export interface Job {
  requestId: string;
  /** The event as JSON. */
  event: string;
  settle(result: InvokeResult): void;
}

export interface EnvironmentOptions {
  definition: FunctionDefinition;
  /** How long one invocation may take, in real time. */
  timeoutMs: number;
  /** How long importing the bundle may take: 10 s in Lambda ("Lambda execution environment", init phase). */
  initTimeoutMs: number;
  guard: OrphanGuard;
  log: (line: string) => void;
  /** It can take a job now. */
  onIdle: () => void;
  /** It is gone, and never takes a job again; `initError` when it ended before it ever was idle. */
  onEnd: (initError?: InvokeError) => void;
}

export class ExecutionEnvironment {
  readonly id = randomUUID();
  /** Invocations taken so far. */
  invocations = 0;
  #options: EnvironmentOptions;
  #state: "starting" | "idle" | "busy" | "ended" = "starting";
  #process: EnvironmentProcess | undefined;
  #api: RuntimeApi | undefined;
  #job: Job | undefined;
  /** What the runtime said of the job, until it asks for the next one or ends. */
  #result: InvokeResult | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopMemoryWatch = (): void => {};
  #opening: Promise<void>;

  /** Starts the process at once. */
  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#opening = this.#open();
  }

  get state(): "starting" | "idle" | "busy" | "ended" {
    return this.#state;
  }

  /** Undefined for the moment before there is a process. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Hands the job to the runtime; only an idle environment can. */
  run(job: Job): void {
    const { definition, timeoutMs } = this.#options;
    if (this.#state !== "idle") throw new Error(`An environment of ${definition.name} that is ${this.#state} was given an invocation`);
    this.#state = "busy";
    this.#job = job;
    this.invocations += 1;
    this.#limit(timeoutMs, job.requestId);
    this.#api?.deliver({
      requestId: job.requestId,
      event: job.event,
      deadlineMs: Date.now() + timeoutMs,
      functionArn: functionArn(definition),
      traceId: `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`,
    });
  }

  /** Kills the process; a job in flight fails as if it had been killed. Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#end(exited(this.#job?.requestId ?? this.id, null, "SIGKILL"), "expected");
    await this.#opening;
    await this.#process?.closed;
  }

  async #open(): Promise<void> {
    const { definition, guard, log, initTimeoutMs } = this.#options;
    this.#limit(initTimeoutMs, this.id);
    try {
      this.#api = await openRuntimeApi({
        ready: () => this.#ready(),
        responded: (requestId, json) => this.#conclude(requestId, { ok: true, payload: JSON.parse(json) }),
        failed: (requestId, error) => this.#conclude(requestId, { ok: false, error }),
        initFailed: (error) => this.#end(error),
      });
      if (this.#hasEnded()) return this.#api.close();
      this.#process = await startEnvironmentProcess({
        definition,
        environmentId: this.id,
        runtimeApi: this.#api.address,
        guard,
        onLine: log,
        onExit: (code, signal) => this.#end(exited(this.#job?.requestId ?? this.id, code, signal)),
      });
      if (this.#hasEnded()) this.#process.kill();
      else this.#watchMemory();
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
      this.#end({ errorType: "Runtime.InvalidEntrypoint", errorMessage: `${error instanceof Error ? error.message : error}${cause}` });
    }
  }

  #hasEnded(): boolean {
    return this.#state === "ended";
  }

  #ready(): void {
    if (this.#hasEnded()) return;
    this.#unlimit();
    this.#state = "idle";
    if (this.#result) this.#settle(this.#result);
    this.#options.onIdle();
  }

  /**
   * The invocation ends when the runtime asks for the next one, as in Lambda ("Invoke phase"): its limits stand until then, and who has the
   * answer finds the environment free.
   */
  #conclude(requestId: string, result: InvokeResult): void {
    if (this.#job?.requestId === requestId) this.#result = result;
  }

  #settle(result: InvokeResult): void {
    const job = this.#job;
    this.#job = undefined;
    this.#result = undefined;
    job?.settle(result);
  }

  #limit(milliseconds: number, requestId: string): void {
    this.#timer = setTimeout(() => this.#end(timedOut(requestId, milliseconds / 1000)), milliseconds);
    this.#watchMemory();
  }

  #watchMemory(): void {
    this.#stopMemoryWatch();
    this.#stopMemoryWatch = this.#process?.watchMemory(() => this.#end(outOfMemory(this.#job?.requestId ?? this.id))) ?? (() => {});
  }

  #unlimit(): void {
    clearTimeout(this.#timer);
    this.#stopMemoryWatch();
  }

  #end(error: InvokeError, kind: "expected" | "failure" = "failure"): void {
    if (this.#state === "ended") return;
    const wasStarting = this.#state === "starting";
    this.#state = "ended";
    this.#unlimit();
    this.#process?.kill();
    this.#api?.close();
    const isOwed = wasStarting || (this.#job !== undefined && this.#result === undefined);
    // An error with a trace comes from the runtime, which has logged it.
    if (kind === "failure" && error.trace === undefined && isOwed) this.#options.log(`${error.errorType}: ${error.errorMessage}`);
    this.#settle(this.#result ?? { ok: false, error });
    this.#options.onEnd(wasStarting ? error : undefined);
  }
}
