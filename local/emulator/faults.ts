// Faults on demand: what the emulator answers instead of doing what it was asked.
import type { SeenRequest, Service } from "./requests.ts";

/**
 * An error answer (nothing is done), in the service's own shape; `drop`: the connection breaks and nothing is done; `drop-answer`: it is done, but the
 * connection breaks before the client hears of it.
 */
export type Failure = { status: number; code: string } | "drop" | "drop-answer";

export interface Fault {
  service: Service;
  /** As AWS names it, see {@link SeenRequest.operation}. */
  operation: string;
  /** How many requests it hits; all of them, until it is removed, when absent. The SDK tries a failed request three times. */
  times?: number;
  /** Narrows it to some requests, by bucket and key, queue or topic: see {@link SeenRequest.resource}. */
  match?: (request: SeenRequest) => boolean;
  /** What the service answers when it is overloaded, when absent: S3 503 `SlowDown`, SQS 503 `ServiceUnavailable`, SNS 500 `InternalError`. */
  failure?: Failure;
}

export interface Faults {
  /** @returns a function that removes the fault */
  add(fault: Fault): () => void;
  clear(): void;
}

const OVERLOADED: Record<Service, Failure> = {
  s3: { status: 503, code: "SlowDown" },
  sqs: { status: 503, code: "ServiceUnavailable" },
  sns: { status: 500, code: "InternalError" },
};

export class FaultRules implements Faults {
  readonly #rules = new Set<{ fault: Fault; left: number }>();

  add(fault: Fault): () => void {
    const rule = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#rules.add(rule);
    return () => void this.#rules.delete(rule);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The failure that this request is to meet, from the fault added first; it counts as one hit. */
  strike(request: SeenRequest): Failure | undefined {
    for (const rule of this.#rules) {
      const { service, operation, match, failure } = rule.fault;
      if (service !== request.service || operation !== request.operation || match?.(request) === false) continue;
      rule.left -= 1;
      if (rule.left <= 0) this.#rules.delete(rule);
      return failure ?? OVERLOADED[service];
    }
    return undefined;
  }
}
