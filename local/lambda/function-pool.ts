// The execution environments of one function: which one takes an invocation, and when another one starts.

import { type EnvironmentOptions, ExecutionEnvironment, type Job } from "./execution-environment.ts";
import type { InvokeError } from "./invoke-error.ts";

export class FunctionPool {
  #options: Omit<EnvironmentOptions, "onIdle" | "onEnd">;
  /** Those that have ended stay until their process is gone. */
  #environments = new Set<ExecutionEnvironment>();
  #waiting: Job[] = [];
  #warming: PromiseWithResolvers<void>[] = [];

  constructor(options: Omit<EnvironmentOptions, "onIdle" | "onEnd">) {
    this.#options = options;
  }

  /** In the order they were started. */
  get environments(): ExecutionEnvironment[] {
    return [...this.#environments];
  }

  /** Gives the job to a free environment, else to the first one that gets free or ready: jobs are taken in the order they came. */
  submit(job: Job): void {
    this.#waiting.push(job);
    this.#dispatch();
  }

  /** Resolves when an environment is initialised and free, or when no more may be started; rejects with the error of the initialisation. */
  async warm(): Promise<void> {
    if (this.#count("idle") > 0) return;
    if (this.#count("starting") === 0 && !this.#start()) return;
    const warming = Promise.withResolvers<void>();
    this.#warming.push(warming);
    await warming.promise;
  }

  async stop(): Promise<void> {
    await Promise.all(this.environments.map((environment) => environment.stop()));
  }

  /** The jobs that no environment has taken, which are then the caller's to settle. */
  withdraw(): Job[] {
    return this.#waiting.splice(0);
  }

  #dispatch(): void {
    for (const environment of this.#environments) {
      if (environment.state !== "idle") continue;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      environment.run(job);
    }
    // Each waiting job has one environment starting for it; a busy one that gets free first may take the job all the same.
    while (this.#count("starting") < this.#waiting.length && this.#start());
  }

  #count(state: ExecutionEnvironment["state"]): number {
    return this.environments.filter((environment) => environment.state === state).length;
  }

  #start(): boolean {
    if (this.#environments.size - this.#count("ended") >= this.#options.definition.maximumEnvironments) return false;
    const environment = new ExecutionEnvironment({
      ...this.#options,
      onIdle: () => {
        for (const warming of this.#warming.splice(0)) warming.resolve();
        this.#dispatch();
      },
      onEnd: (initError) => {
        void environment.stop().then(() => this.#environments.delete(environment));
        if (initError !== undefined) this.#failToStart(initError);
        this.#dispatch();
      },
    });
    this.#environments.add(environment);
    return true;
  }

  /** The job that this environment was to serve has the error; the next one starts another: Lambda, too, tries again on the next invocation. */
  #failToStart(error: InvokeError): void {
    this.#waiting.shift()?.settle({ ok: false, error });
    for (const warming of this.#warming.splice(0)) warming.reject(new Error(`${error.errorType}: ${error.errorMessage}`));
  }
}
