// One cell, taken in byte by byte: quotes followed, blanks round it dropped, its length bounded.

import { isBlank, QUOTE } from "./ascii.ts";
import { decodeUtf8 } from "./utf8.ts";

/** What can be wrong with a cell whatever it holds. */
export type CellFault = "unterminated-quote" | "text-after-quote" | "cell-too-long";

// Where the bytes stand with regard to RFC 4180 quotes. A quote opens a quoted cell only as its first byte; anywhere else it is text.
const UNQUOTED = 0;
const INSIDE = 1;
const MAYBE_CLOSED = 2; // just after a quote inside: a second quote is a doubled one, anything else says that the first closed the cell
const CLOSED = 3;
const TEXT_AFTER = 4;

/** No byte of UTF-8. */
const INVALID = 0xff;

/** The cell that is being read. One instance serves a whole input: `clear`, then `take` each byte, then `close`. */
export class Cell {
  /** The cell as it was sent, up to `length`. */
  readonly bytes: Uint8Array;
  length = 0;
  /** What the closed cell says lies in `bytes` from here, its quotes and the blanks inside them left out … */
  from = 0;
  /** … to here. In a quoted cell a quote still stands there doubled. */
  to = 0;
  /** The offset in the input of the cell's first byte; of the delimiter that ends it when the cell is empty. */
  start = 0;
  /** The offset in the input of the first byte 0xFF, which stands for what was no character in another encoding; -1 without one. */
  invalidAt = -1;
  #quoting = UNQUOTED;
  #tooLong = false;

  /** @param maxBytes the longest cell that is kept, its quotes included and the blanks round it not; a longer one is a fault, never a bigger buffer */
  constructor(maxBytes: number) {
    this.bytes = new Uint8Array(maxBytes);
  }

  clear(): void {
    this.length = 0;
    this.invalidAt = -1;
    this.#quoting = UNQUOTED;
    this.#tooLong = false;
  }

  /** Whether a delimiter would be text here, not the end of the cell. */
  get quoteIsOpen(): boolean {
    return this.#quoting === INSIDE;
  }

  /** Whether more was taken than is kept. */
  get tooLong(): boolean {
    return this.#tooLong;
  }

  /** Whether the cell has quotes round it. */
  get quoted(): boolean {
    return this.#quoting !== UNQUOTED;
  }

  take(byte: number, offset: number): void {
    if (this.length === 0) {
      if (isBlank(byte)) return;
      this.start = offset;
      if (byte === QUOTE) this.#quoting = INSIDE;
    } else if (this.#quoting !== UNQUOTED) {
      this.#quoting = quotingAfter(this.#quoting, byte);
    }
    if (byte === INVALID && this.invalidAt < 0) this.invalidAt = offset;
    if (this.length < this.bytes.length) this.bytes[this.length++] = byte;
    // A blank that does not fit may still be padding; if it was not, the byte after it says so.
    else if (!isBlank(byte)) this.#tooLong = true;
  }

  /** Ends the cell, at the offset of the byte that ended it. */
  close(offset: number): void {
    while (this.length > 0 && !this.#tooLong && isBlank(this.bytes[this.length - 1])) this.length--;
    if (this.length === 0) this.start = offset;
    this.from = 0;
    this.to = this.length;
    if (this.#quoting === UNQUOTED) return;
    this.from = 1;
    this.to = Math.max(this.length - 1, 1);
    while (this.from < this.to && isBlank(this.bytes[this.from])) this.from++;
    while (this.from < this.to && isBlank(this.bytes[this.to - 1])) this.to--;
  }

  /** What is wrong with the closed cell, or null. An open quote is named first: it is why the rest of the line ended up in the cell. */
  fault(): CellFault | null {
    if (this.#quoting === INSIDE) return "unterminated-quote";
    if (this.#tooLong) return "cell-too-long";
    return this.#quoting === TEXT_AFTER ? "text-after-quote" : null;
  }

  /** The closed cell as it was sent; valid until the next `clear`. */
  raw(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** What the closed cell says, as text; its bytes must be UTF-8. */
  text(): string {
    const text = decodeUtf8(this.bytes.subarray(this.from, this.to));
    return this.#quoting === UNQUOTED ? text : text.replaceAll('""', '"');
  }
}

function quotingAfter(quoting: number, byte: number): number {
  if (quoting === INSIDE) return byte === QUOTE ? MAYBE_CLOSED : INSIDE;
  if (quoting === MAYBE_CLOSED && byte === QUOTE) return INSIDE;
  return quoting !== TEXT_AFTER && isBlank(byte) ? CLOSED : TEXT_AFTER;
}
