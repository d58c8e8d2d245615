// The bytes of one row that comes in pieces.

import { REUSED_BYTES } from "../reading/encoding.ts";
import { joined } from "../reading/joined.ts";

const BLOCK_BYTES = 65_536;

/** Holds a row of at most so many bytes; of a longer one its length alone. Large pieces are not copied: on long rows that would cost as much as reading them. */
export class HeldRow {
  length = 0;
  readonly #mostBytes: number;
  #pieces: Uint8Array[] = [];
  /** Small pieces, one behind the other; what stands in the block from `#start` on is not among the pieces yet. */
  #block = new Uint8Array(0);
  #start = 0;
  #end = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.length > this.#mostBytes) {
      this.#pieces = [];
      this.#start = this.#end;
    } else if (bytes.length > REUSED_BYTES) {
      this.#endBlock();
      this.#pieces.push(bytes);
    } else {
      if (this.#end + bytes.length > this.#block.length) {
        this.#endBlock();
        this.#block = new Uint8Array(BLOCK_BYTES);
        this.#start = 0;
        this.#end = 0;
      }
      this.#block.set(bytes, this.#end);
      this.#end += bytes.length;
    }
  }

  /** The row, where it is no longer than what is held. */
  bytes(): Uint8Array {
    this.#endBlock();
    return joined(this.#pieces);
  }

  clear(): void {
    if (this.length === 0) return;
    this.length = 0;
    this.#pieces = [];
    this.#start = 0;
    this.#end = 0;
  }

  #endBlock(): void {
    if (this.#start < this.#end) this.#pieces.push(this.#block.subarray(this.#start, this.#end));
    this.#start = this.#end;
  }
}
