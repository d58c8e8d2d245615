// What became of subscriptions, in order: SNS has no attribute for it, and says it to nobody but the one who reads the mails.
import { Watchers } from "../watchers.ts";

export interface SubscriptionChange {
  /**
   * `confirmed` also when it is again after it had ended or was suspended; `suspended` by the rule of ten mails a second; `expired` when nobody
   * confirmed it for 48 hours.
   */
  change: "confirmed" | "suspended" | "unsubscribed" | "expired";
  subscriptionArn: string;
  topicArn: string;
  endpoint: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface Subscriptions {
  /** Oldest first; the last 10,000. */
  readonly changes: readonly SubscriptionChange[];
  /** The first change **from now on** that matches: ask before you do what causes it. Rejects after `timeoutMs` (10 s), and when the emulator stops. */
  next(matches: (change: SubscriptionChange) => boolean, timeoutMs?: number): Promise<SubscriptionChange>;
}

const KEPT = 10_000;

export class SubscriptionLog implements Subscriptions {
  readonly changes: SubscriptionChange[] = [];
  readonly #watchers = new Watchers<SubscriptionChange>("change of a subscription");

  record(change: SubscriptionChange["change"], subscription: { arn: string; topicArn: string; endpoint: string }): void {
    const { arn, topicArn, endpoint } = subscription;
    const entry = { change, subscriptionArn: arn, topicArn, endpoint, at: Date.now() };
    if (this.changes.length === KEPT) this.changes.shift();
    this.changes.push(entry);
    this.#watchers.tell(entry);
  }

  next(matches: (change: SubscriptionChange) => boolean, timeoutMs = 10_000): Promise<SubscriptionChange> {
    return this.#watchers.watch(matches, timeoutMs);
  }

  stop(): void {
    this.#watchers.stop();
  }
}
