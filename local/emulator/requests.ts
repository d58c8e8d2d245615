// The ordered record of the requests that the emulator has seen.
import { Watchers } from "./watchers.ts";

export type Service = "s3" | "sqs" | "sns";

export interface SeenRequest {
  service: Service;
  /** As AWS names it (`PutObject`, `SendMessage`, `Publish`); an S3 request that the emulator does not know reads `PUT object?tagging`. */
  operation: string;
  /** `bucket`, `bucket/key`, a queue's name or a topic's name; empty where there is none (`ListBuckets`). */
  resource: string;
  /** The access key id that signed it, presigned URLs included: a function's is its name. Empty where nobody signed. */
  by: string;
  /** Whether it had the header If-Match. */
  ifMatch: boolean;
  /** When it came in, body included; milliseconds since the epoch. */
  at: number;
  /** The answer's status; absent until it is answered, and where the connection broke. */
  status?: number;
}

export interface Requests {
  /** Oldest first; the last 100,000. */
  readonly all: readonly SeenRequest[];
  /**
   * The first request **from now on** that matches: ask before you do what causes it. What the request does is done when this resolves, unless it is
   * a long poll. Rejects after `timeoutMs` (10 s), and when the emulator stops.
   */
  next(matches: (request: SeenRequest) => boolean, timeoutMs?: number): Promise<SeenRequest>;
  /** Forgets what was seen; who waits goes on waiting. */
  clear(): void;
}

const KEPT = 100_000;

export class RequestLog implements Requests {
  readonly all: SeenRequest[] = [];
  readonly #watchers = new Watchers<SeenRequest>("request");

  record(request: SeenRequest): void {
    if (this.all.length === KEPT) this.all.shift();
    this.all.push(request);
    this.#watchers.tell(request);
  }

  next(matches: (request: SeenRequest) => boolean, timeoutMs = 10_000): Promise<SeenRequest> {
    return this.#watchers.watch(matches, timeoutMs);
  }

  clear(): void {
    this.all.length = 0;
  }

  stop(): void {
    this.#watchers.stop();
  }
}
