// The rule of ten: "Amazon SNS supports 10 messages per second for each e-mail subscription", and suspends the one that would get more.

const MESSAGES = 10;
const WINDOW_MS = 1_000;

/**
 * When the last mails of each subscription went out. A second is a second of the clock whatever `timeScale` is: the functions that publish pace
 * themselves by that clock, which nobody speeds up, and a pace that is too fast for AWS must be too fast here.
 */
export class MailRate {
  readonly #sent = new Map<string, number[]>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** @returns false when it would be the eleventh within any second; it then does not count */
  admits(subscriptionArn: string): boolean {
    const now = this.#now();
    const recent = (this.#sent.get(subscriptionArn) ?? []).filter((at) => now - at < WINDOW_MS);
    if (recent.length >= MESSAGES) return false;
    this.#sent.set(subscriptionArn, [...recent, now]);
    return true;
  }

  forget(subscriptionArn: string): void {
    this.#sent.delete(subscriptionArn);
  }
}
