// fauxqs's queues in memory, at addresses of this emulator.
import { type SqsQueue, SqsStore } from "../fauxqs.ts";
import { guardQueue } from "./queue.ts";

export class GuardedSqsStore extends SqsStore {
  readonly #timeScale: number;
  readonly #origin: () => string;

  constructor(timeScale: number, origin: () => string) {
    super();
    this.#timeScale = timeScale;
    this.#origin = origin;
  }

  override createQueue(...args: Parameters<SqsStore["createQueue"]>): SqsQueue {
    return guardQueue(super.createQueue(...args), this.#timeScale);
  }

  /** The SDK calls the host in a queue's URL, whatever its endpoint is. fauxqs hands out `sqs.us-east-1.localhost`, which may not resolve. */
  override buildQueueUrl(queueName: string): string {
    return `${this.#origin()}/000000000000/${queueName}`;
  }
}
