// From windows-1252, which Excel still writes as "CSV", to UTF-8.

import type { TakePiece } from "./encoding.ts";

// The bytes 80 to 9F in their order; a blank where no character is. They are spelt out since some releases of Node 24, where this has to run
// the same, decode them as Latin-1. The bytes from A0 on are Latin-1.
const FROM_80_TO_9F = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** What stands for a byte that is no character: no byte of UTF-8. */
const INVALID = Uint8Array.of(0xff);

/** Whether windows-1252 has a character for the byte. */
export function isWindows1252(byte: number): boolean {
  return byte < 0x80 || FROM_80_TO_9F[byte - 0x80] !== " ";
}

/** Hands windows-1252 on as UTF-8: runs of ASCII as they came, every other character as a piece of its own with stride 0. */
export class Windows1252Decoder {
  readonly #take: TakePiece;
  /** The UTF-8 of the bytes from 80 on. */
  readonly #characters = Array.from({ length: 0x80 }, (_, i) => utf8Of(0x80 + i));

  constructor(take: TakePiece) {
    this.#take = take;
  }

  /** Takes the next bytes, which lay at `offset` in the input. */
  push(chunk: Uint8Array, offset: number): void {
    let run = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte < 0x80) continue;
      if (run < at) this.#take(chunk.subarray(run, at), offset + run, 1);
      this.#take(this.#characters[byte - 0x80] ?? INVALID, offset + at, 0);
      run = at + 1;
    }
    if (run < chunk.length) this.#take(chunk.subarray(run), offset + run, 1);
  }

  /** Ends the input: a character is one byte, so nothing is left. */
  end(): void {}
}

function utf8Of(byte: number): Uint8Array {
  if (!isWindows1252(byte)) return INVALID;
  return new TextEncoder().encode(FROM_80_TO_9F[byte - 0x80] ?? String.fromCharCode(byte));
}
