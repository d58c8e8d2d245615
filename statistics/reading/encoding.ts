// From the bytes of an input in any of four encodings to UTF-8, the one that is read.

import { copyOf, joined } from "./copies.ts";
import { Utf16Decoder } from "./utf16.ts";
import { Windows1252Decoder } from "./windows-1252.ts";

/** How text is written as bytes. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * Takes a piece of the input as UTF-8: its byte i lay at `offset + i * stride` in the input as sent. The bytes are only valid until it returns.
 *
 * What is no character of the input's encoding comes as the byte 0xFF, which is none of UTF-8.
 */
export type TakePiece = (bytes: Uint8Array, offset: number, stride: number) => void;

/** Bytes of the longest byte order mark, and so what is held back until it is decided. */
const OPENING_BYTES = 3;

const BYTE_ORDER_MARKS: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/**
 * Hands an input on as UTF-8, in pieces, as it streams by in chunks cut anywhere; a byte order mark at its start is dropped.
 *
 * The encoding is what the byte order mark says, else the declared one, else UTF-8. Where the first bytes contradict that, nothing is handed on:
 * the mark says another encoding than was declared, or nothing was declared and the input starts as UTF-16 without a mark does, which is
 * a NUL as one of its first two bytes.
 *
 * UTF-8 is handed on as it came, neither copied nor looked at. Memory: one piece.
 */
export class Utf8Source {
  readonly #declared: Encoding | undefined;
  readonly #take: TakePiece;
  /** The first bytes, as long as they are too few to say what they are. */
  #opening = new Uint8Array(0);
  #isOpen = false;
  #offset = 0;
  #encoding: Encoding;
  #byteOrderMark = false;
  #contradiction: { looksLike: Encoding } | null = null;
  /** What makes UTF-8 of the input, unless it is that. */
  #decoder: Utf16Decoder | Windows1252Decoder | null = null;

  constructor(declared: Encoding | undefined, take: TakePiece) {
    this.#declared = declared;
    this.#encoding = declared ?? "utf-8";
    this.#take = take;
  }

  /** The encoding that the input is read in; decided after three bytes, or at the end. */
  get encoding(): Encoding {
    return this.#encoding;
  }

  /** Whether the input starts with a byte order mark. */
  get byteOrderMark(): boolean {
    return this.#byteOrderMark;
  }

  /** The encoding that the input starts like, where that is another than the one it would be read in: then nothing of it is handed on. */
  get contradiction(): { readonly looksLike: Encoding } | null {
    return this.#contradiction;
  }

  /** Takes the next bytes of the input. The chunk is not kept. */
  push(chunk: Uint8Array): void {
    if (this.#isOpen) {
      this.#decode(chunk);
      return;
    }
    const opening = this.#opening.length === 0 ? chunk : joined([this.#opening, chunk]);
    if (opening.length < OPENING_BYTES) this.#opening = copyOf(opening);
    else this.#open(opening);
  }

  /** Ends the input. */
  end(): void {
    if (!this.#isOpen) this.#open(this.#opening);
    this.#decoder?.end(this.#offset);
  }

  #open(opening: Uint8Array): void {
    this.#isOpen = true;
    const mark = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, i) => opening[i] === byte));
    const looksLike = mark?.encoding ?? (this.#declared === undefined ? markless(opening) : null);
    if (mark !== undefined && this.#declared === undefined) this.#encoding = mark.encoding;
    this.#byteOrderMark = mark !== undefined;
    this.#offset = mark?.bytes.length ?? 0;
    if (looksLike !== null && looksLike !== this.#encoding) this.#contradiction = { looksLike };
    else if (this.#encoding === "windows-1252") this.#decoder = new Windows1252Decoder(this.#take);
    else if (this.#encoding !== "utf-8") this.#decoder = new Utf16Decoder(this.#encoding === "utf-16le", this.#take);
    this.#decode(opening.subarray(this.#offset));
  }

  #decode(bytes: Uint8Array): void {
    if (this.#contradiction !== null || bytes.length === 0) return;
    if (this.#decoder === null) this.#take(bytes, this.#offset, 1);
    else this.#decoder.push(bytes, this.#offset);
    this.#offset += bytes.length;
  }
}

/** The UTF-16 that an input without a byte order mark starts like: its first character is ASCII, as that of a score line nearly always is. */
function markless([first, second]: Uint8Array): Encoding | null {
  if (first === undefined || second === undefined || (first === 0) === (second === 0)) return null;
  return second === 0 ? "utf-16le" : "utf-16be";
}
