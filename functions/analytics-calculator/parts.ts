// Bytes that come in pieces of any size and go in parts of one size.

const leastBytes = 65_536;

/** Memory: the parts that are full and were not taken, and one more. A part's memory serves the next one. */
export class Parts {
  /** Of all that came. */
  sizeBytes = 0;
  readonly #partBytes: number;
  readonly #full: Uint8Array<ArrayBuffer>[] = [];
  /** What was taken last. */
  #spare: Uint8Array<ArrayBuffer> | undefined;
  #part = new Uint8Array(0);
  #length = 0;

  constructor(partBytes: number) {
    this.#partBytes = partBytes;
  }

  get hasFull(): boolean {
    return this.#full.length > 0;
  }

  add(bytes: Uint8Array): void {
    this.sizeBytes += bytes.length;
    for (let from = 0; from < bytes.length; ) {
      const taken = bytes.subarray(from, from + this.#partBytes - this.#length);
      this.#makeRoom(this.#length + taken.length);
      this.#part.set(taken, this.#length);
      this.#length += taken.length;
      from += taken.length;
      if (this.#length === this.#partBytes) this.#endPart();
    }
  }

  /** The oldest full part, or undefined; it is valid until more bytes come. */
  full(): Uint8Array<ArrayBuffer> | undefined {
    const part = this.#full.shift();
    this.#spare = part ?? this.#spare;
    return part;
  }

  /** What does not fill a part yet. */
  rest(): Uint8Array {
    return this.#part.subarray(0, this.#length);
  }

  clear(): void {
    this.#full.length = 0;
    this.#spare = undefined;
    this.#part = new Uint8Array(0);
    this.#length = 0;
  }

  #makeRoom(length: number): void {
    if (length <= this.#part.length) return;
    const larger = new Uint8Array(Math.min(Math.max(2 * length, leastBytes), this.#partBytes));
    larger.set(this.rest());
    this.#part = larger;
  }

  #endPart(): void {
    this.#full.push(this.#part);
    this.#part = this.#spare ?? new Uint8Array(this.#partBytes);
    this.#spare = undefined;
    this.#length = 0;
  }
}
