// Keeps the failed rows of a submission beside its result, where they are too large to be found while somebody waits for them.
import type { RawDataStoredData } from "../../generated/types/raw-data-stored.d.ts";
import { MOST_BYTES_SEARCHED, type RowSink } from "../../statistics/failed-rows/row-sink.ts";
import { answerBytes, largestAnswerBytes } from "../boundary/http/answer.ts";
import { errorFields, log } from "../boundary/log.ts";
import { Parts } from "./parts.ts";

/** Rows that are sent part by part. */
export interface RowsUnderway {
  send: (part: Uint8Array) => Promise<void>;
  finish: () => Promise<void>;
  abandon: () => Promise<void>;
}

/** Where the rows of one submission lie. */
export interface KeptRows {
  /** Whether they were kept before. */
  areThere: () => Promise<boolean>;
  /** Keeps rows of one part, unless that was done before. */
  put: (csv: Uint8Array) => Promise<unknown>;
  open: () => Promise<RowsUnderway>;
}

export interface RowKeeping {
  keptRows: (submissionId: string) => KeptRows;
  /** Whether there is time for rows where so many bytes of the file are still to be read. */
  hasTime: (bytesLeft: number) => boolean;
}

export interface RowsToKeep extends Pick<RowKeeping, "hasTime"> {
  submissionId: string;
  /** Of the file. */
  sizeBytes: number;
  kept: KeptRows;
}

/** The keeper of a submission's failed rows; undefined where they are not to be kept, or not to be shown: they show scores. */
export function keeperOf(
  { submissionId, scores, options }: RawDataStoredData,
  keeping: RowKeeping | undefined,
): FailedRowsKeeper | undefined {
  if (keeping === undefined || options?.minimumGroupSize !== undefined) return undefined;
  const { keptRows, hasTime } = keeping;
  return new FailedRowsKeeper({ submissionId, sizeBytes: scores.sizeBytes, kept: keptRows(submissionId), hasTime });
}

const limits = {
  /** The largest file that is searched for rows while somebody waits. */
  mostBytesSearched: MOST_BYTES_SEARCHED,
  /** Ten million scores of two digits fit in, as many as a line has at most. */
  mostRowBytes: 33_554_432,
  /** Of 10,000 parts, which S3 takes, 84 GB come. A part is larger than an answer, so that whoever has a whole one need not ask whether that would do. */
  partBytes: 8_388_608,
};

/**
 * The sink of the failed rows of a file. What it cannot keep it lets go, and says why in the log: no statistics and no rejection fail because of it, and
 * nothing here throws. Small files whose rows fit into an answer cost no request.
 *
 * Memory: a part, and what came of the bytes that were read since `settle` was last called.
 */
export class FailedRowsKeeper implements RowSink {
  readonly mostRowBytes: number;
  readonly #rows: RowsToKeep;
  readonly #mostBytesSearched: number;
  readonly #parts: Parts;
  #underway: RowsUnderway | undefined;
  /** Why no row is wanted any more. */
  #end: "kept before" | "too long a row" | "no time" | "S3 failed" | undefined;

  constructor(rows: RowsToKeep, { mostBytesSearched, mostRowBytes, partBytes } = limits) {
    this.#rows = rows;
    this.#mostBytesSearched = mostBytesSearched;
    this.mostRowBytes = mostRowBytes;
    this.#parts = new Parts(partBytes);
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  write(bytes: Uint8Array): void {
    this.#parts.add(bytes);
  }

  refuse(): void {
    this.#end ??= "too long a row";
  }

  /** Sends what has come together, once so many bytes of the file have been read. */
  async settle(bytesRead: number): Promise<void> {
    if (this.isOpen && !this.#rows.hasTime(this.#rows.sizeBytes - bytesRead)) this.#end = "no time";
    if (this.isOpen && this.#parts.hasFull) await this.#try(() => this.#sendFull());
    if (!this.isOpen) await this.abandon();
  }

  /** Keeps the rows of a file that had so many errors in all, if they are not an answer by themselves. */
  async finish(errorCount: number): Promise<void> {
    if (errorCount === 0 || (this.isOpen && this.#parts.sizeBytes === 0)) return this.abandon();
    const isAnswer = this.isOpen && this.#isAnswer();
    if (this.isOpen && !isAnswer) await this.#try(() => this.#keep());
    await this.abandon();
    const { submissionId } = this.#rows;
    if (this.#end === undefined && !isAnswer)
      log("info", "failed rows kept", { correlationId: submissionId, sizeBytes: this.#parts.sizeBytes });
    else if (this.#end !== undefined && this.#end !== "kept before")
      log("warn", "failed rows not kept", { correlationId: submissionId, reason: this.#end });
  }

  /** Lets everything go that is not kept. */
  async abandon(): Promise<void> {
    this.#parts.clear();
    const underway = this.#underway;
    this.#underway = undefined;
    try {
      await underway?.abandon();
    } catch (error) {
      log("warn", "parts of failed rows left behind", { correlationId: this.#rows.submissionId, ...errorFields(error) });
    }
  }

  #isAnswer(): boolean {
    const { sizeBytes } = this.#parts;
    if (this.#rows.sizeBytes > this.#mostBytesSearched || sizeBytes > largestAnswerBytes) return false;
    return answerBytes(Buffer.from(this.#parts.rest()).toString()) <= largestAnswerBytes;
  }

  async #keep(): Promise<void> {
    if (this.#underway === undefined && !this.#parts.hasFull) {
      await this.#rows.kept.put(this.#parts.rest());
      return;
    }
    await this.#sendFull();
    if (!this.isOpen) return;
    if (this.#parts.rest().length > 0) await this.#underway?.send(this.#parts.rest());
    await this.#underway?.finish();
    this.#underway = undefined;
  }

  async #sendFull(): Promise<void> {
    const { kept } = this.#rows;
    if (this.#underway === undefined) {
      if (await kept.areThere()) {
        this.#end = "kept before";
        return;
      }
      this.#underway = await kept.open();
    }
    for (let part = this.#parts.full(); part !== undefined; part = this.#parts.full()) await this.#underway.send(part);
  }

  async #try(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#end = "S3 failed";
      log("warn", "failed rows cannot be kept", { correlationId: this.#rows.submissionId, ...errorFields(error) });
    }
  }
}
