// Subscriptions that wait for their owner: the tokens that confirm them, and the end of the wait.
import { randomBytes } from "node:crypto";
import type { SnsSubscription } from "../fauxqs.ts";

/** "Amazon SNS deletes unconfirmed subscriptions after 48 hours", suspended ones too. */
const WAIT_MS = 48 * 3_600_000;

export class Pending {
  readonly #byToken = new Map<string, { subscription: SnsSubscription; restores: boolean }>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #waitMs: number;

  /** @param timeScale divides the wait, as it divides the service's other durations */
  constructor(timeScale: number) {
    this.#waitMs = WAIT_MS / timeScale;
  }

  /** @param restores the token brings a subscription back that has ended */
  issueToken(subscription: SnsSubscription, { restores }: { restores: boolean }): string {
    const token = randomBytes(32).toString("hex");
    this.#byToken.set(token, { subscription, restores });
    return token;
  }

  find(token: string): { subscription: SnsSubscription; restores: boolean } | undefined {
    return this.#byToken.get(token);
  }

  /** Begins the wait; a subscription that waits already does not wait longer. */
  begin({ arn }: SnsSubscription, expire: () => void): void {
    if (this.#timers.has(arn)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(arn);
      expire();
    }, this.#waitMs);
    timer.unref();
    this.#timers.set(arn, timer);
  }

  end({ arn }: SnsSubscription): void {
    clearTimeout(this.#timers.get(arn));
    this.#timers.delete(arn);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
