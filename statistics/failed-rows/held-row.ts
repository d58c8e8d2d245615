// The bytes of one row that comes in pieces.

import { withRoom } from "../with-room.ts";

/** Holds a copy of a row of at most so many bytes; of a longer one its length alone. The longest row so far says how much memory it keeps. */
export class HeldRow {
  length = 0;
  readonly #mostBytes: number;
  #bytes = new Uint8Array(0);

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  add(bytes: Uint8Array): void {
    const from = this.length;
    this.length += bytes.length;
    if (this.length > this.#mostBytes) return;
    this.#bytes = withRoom(Uint8Array, this.#bytes, this.length);
    this.#bytes.set(bytes, from);
  }

  /** The row, where it is no longer than what is held, until it is cleared. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length > this.#mostBytes ? 0 : this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
