// Bytes on their way out, a buffer full at a time.

const BUFFER_BYTES = 65_536;
/** Of a UTF-16 code unit. */
const MOST_UTF8_BYTES = 3;

const encoder = new TextEncoder();

/** Takes pieces of any size, and hands them on together. */
export class RowOutput {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #length = 0;

  /** @param write what it is given is valid until it returns */
  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** The bytes in [from, to). */
  bytes(source: Uint8Array, from: number, to: number): void {
    if (to - from > BUFFER_BYTES - this.#length) this.flush();
    if (to - from > BUFFER_BYTES) {
      this.#write(source.subarray(from, to));
      return;
    }
    this.#buffer.set(source.subarray(from, to), this.#length);
    this.#length += to - from;
  }

  text(text: string): void {
    if (text.length * MOST_UTF8_BYTES > BUFFER_BYTES) {
      const bytes = encoder.encode(text);
      this.bytes(bytes, 0, bytes.length);
      return;
    }
    if (text.length * MOST_UTF8_BYTES > BUFFER_BYTES - this.#length) this.flush();
    this.#length += encoder.encodeInto(text, this.#buffer.subarray(this.#length)).written;
  }

  flush(): void {
    if (this.#length > 0) this.#write(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }
}
