// How many batches a mapping has in flight at a time.

/** Runs tasks, at most `size` at a time, in the order they came. */
export class BatchSlots {
  #size: number;
  #running = 0;
  #waiting: (() => Promise<void>)[] = [];
  #change = Promise.withResolvers<void>();

  constructor(size: number) {
    this.#size = size;
  }

  /** The task must not reject. */
  run(task: () => Promise<void>): void {
    this.#waiting.push(task);
    this.#next();
  }

  /** Resolves when a task would run at once. */
  async free(): Promise<void> {
    while (this.#running + this.#waiting.length >= this.#size) await this.#change.promise;
  }

  /** Resolves when nothing runs or waits. */
  async idle(): Promise<void> {
    while (this.#running + this.#waiting.length > 0) await this.#change.promise;
  }

  #next(): void {
    while (this.#running < this.#size) {
      const task = this.#waiting.shift();
      if (task === undefined) return;
      this.#running += 1;
      void task().finally(() => {
        this.#running -= 1;
        this.#next();
        this.#change.resolve();
        this.#change = Promise.withResolvers();
      });
    }
  }
}
