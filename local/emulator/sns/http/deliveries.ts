// Messages on their way to HTTP and HTTPS endpoints, with SNS's default retries.
import { setMaxListeners } from "node:events";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { type HttpMessage, post } from "./post.ts";

/**
 * "By default, if the initial delivery of the message fails, Amazon SNS attempts up to three retries with a delay set at 20 seconds." That is the whole
 * of the default policy for HTTP; its jitter is left out, and so is a policy of one's own (`DeliveryPolicy` is refused): the phases of many more retries
 * that the documentation lists are those of AWS's own endpoints.
 */
const RETRY_DELAYS_MS = [20_000, 20_000, 20_000];

/** "The connection will time out in approximately 15 seconds." */
const TIMEOUT_MS = 15_000;

/** To one host and port; the others wait, as a burst of thousands must not open as many connections. */
const CONNECTIONS = 50;

export class HttpDeliveries {
  readonly #agents = { "http:": new HttpAgent({ maxSockets: CONNECTIONS }), "https:": new HttpsAgent({ maxSockets: CONNECTIONS }) };
  readonly #stopped = new AbortController();
  readonly #timeScale: number;

  /** @param timeScale divides delays and time-out */
  constructor(timeScale: number) {
    this.#timeScale = timeScale;
    // Each delivery listens, and there may be thousands.
    setMaxListeners(0, this.#stopped.signal);
  }

  /** Returns at once; `giveUp` is called when the message cannot be delivered. */
  send(endpoint: string, message: HttpMessage, giveUp: () => void): void {
    const outcome = this.#deliver(endpoint, message);
    outcome.then(
      (delivered) => delivered || giveUp(),
      // Stopped: what was on its way is gone, like all that the emulator held.
      () => {},
    );
  }

  async #deliver(endpoint: string, message: HttpMessage): Promise<boolean> {
    const { signal } = this.#stopped;
    const agent = endpoint.startsWith("https:") ? this.#agents["https:"] : this.#agents["http:"];
    const timeoutMs = TIMEOUT_MS / this.#timeScale;
    for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
      if (delayMs > 0) await wait(delayMs / this.#timeScale, undefined, { signal });
      const outcome = await post(endpoint, message, { agent, signal, timeoutMs });
      signal.throwIfAborted();
      if (outcome !== "failed") return outcome === "delivered";
    }
    return false;
  }

  stop(): void {
    this.#stopped.abort();
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }
}
