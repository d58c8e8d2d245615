// Where failed rows go.

export interface RowSink {
  /** Of a failed row, or a header, in UTF-8: a longer one is refused. */
  readonly mostRowBytes: number;
  /** False as soon as no row is wanted any more; never true again. */
  readonly isOpen: boolean;
  /** The CSV goes on with these bytes, UTF-8 as a whole. They are valid until it returns. */
  write(bytes: Uint8Array): void;
  /** A failed row, or the header, is longer than `mostRowBytes`: what was written so far is not all of it. */
  refuse(): void;
}

/** How much of a file is searched for failed rows while somebody waits for them, in bytes. Those of a larger one are kept when it is first read. */
export const MOST_BYTES_SEARCHED = 100_000_000;
