// Who wants the bytes of lines as they were read.

/** Is told where each line ends, in UTF-8, the blank ones and the header too. Every problem of a line has been told by then, and none of the next one. */
export interface LineListener {
  /** A line goes on behind the chunk, which has its bytes from `from` on. They are only valid until it returns. */
  hold(chunk: Uint8Array, from: number): void;
  /** A line ends. Behind what was held of it stand the bytes in [from, to) of the chunk, its line end as the last one, if it has one: of CRLF the CR alone. */
  endLine(chunk: Uint8Array, from: number, to: number): void;
}
