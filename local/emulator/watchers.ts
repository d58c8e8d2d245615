/** Those who wait for the next item that satisfies them: requests in the emulator, mails in the inbox. */
export class Watchers<Item> {
  readonly #waiting = new Set<{ matches: (item: Item) => boolean; resolve: (item: Item) => void; stop: (reason: Error) => void }>();
  readonly #what: string;

  /** @param what names an item in the error of one who waited in vain */
  constructor(what: string) {
    this.#what = what;
  }

  /** Resolves with the first item told from now on that matches; rejects after `timeoutMs`, or when all are stopped. */
  watch(matches: (item: Item) => boolean, timeoutMs: number): Promise<Item> {
    const { promise, resolve, reject } = Promise.withResolvers<Item>();
    const watcher = {
      matches,
      resolve: (item: Item) => {
        leave();
        resolve(item);
      },
      stop: (reason: Error) => {
        leave();
        reject(reason);
      },
    };
    const timer = setTimeout(() => watcher.stop(new Error(`No ${this.#what} matched within ${timeoutMs} ms.`)), timeoutMs);
    const leave = () => {
      clearTimeout(timer);
      this.#waiting.delete(watcher);
    };
    this.#waiting.add(watcher);
    // A test that failed earlier no longer awaits this promise; its rejection must not end the process.
    promise.catch(() => {});
    return promise;
  }

  tell(item: Item): void {
    for (const watcher of [...this.#waiting]) if (watcher.matches(item)) watcher.resolve(item);
  }

  stop(): void {
    for (const watcher of [...this.#waiting]) watcher.stop(new Error(`Stopped while waiting for a ${this.#what}.`));
  }
}
