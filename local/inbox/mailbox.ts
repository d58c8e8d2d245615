// The mails that came, in memory.
import type { Mail } from "../emulator/mail.ts";
import { Watchers } from "../emulator/watchers.ts";

/** Beyond them the oldest is forgotten: an inbox left open for weeks stays small. */
const KEPT = 10_000;

export type MailboxEvent = { type: "mail"; mail: Mail } | { type: "cleared" };

export class Mailbox {
  /** In the order they came. */
  readonly mails: Mail[] = [];
  readonly #watchers = new Watchers<Mail>("mail");
  readonly #listeners = new Set<(event: MailboxEvent) => void>();

  deliver(mail: Mail): void {
    if (this.mails.length === KEPT) this.mails.shift();
    this.mails.push(mail);
    this.#watchers.tell(mail);
    this.#announce({ type: "mail", mail });
  }

  clear(): void {
    this.mails.length = 0;
    this.#announce({ type: "cleared" });
  }

  /** The first mail that matches, of those that are here or else of those that come. */
  async waitFor(matches: (mail: Mail) => boolean, timeoutMs: number): Promise<Mail> {
    return this.mails.find(matches) ?? this.#watchers.watch(matches, timeoutMs);
  }

  /** @returns a function that ends it */
  listen(listener: (event: MailboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Those who still wait get an error. */
  stop(): void {
    this.#watchers.stop();
  }

  #announce(event: MailboxEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
