// From UTF-16 to UTF-8, in chunks cut anywhere.

import type { TakePiece } from "./encoding.ts";

/** The longest run of ASCII that is handed on as one piece. */
const RUN_BYTES = 4096;

/** What stands for half a character: no byte of UTF-8. */
const INVALID = Uint8Array.of(0xff);

/** Hands UTF-16 on as UTF-8: runs of ASCII with stride 2, every other character as a piece of its own with stride 0, all its bytes at its offset. */
export class Utf16Decoder {
  readonly #littleEndian: boolean;
  readonly #take: TakePiece;
  readonly #run = new Uint8Array(RUN_BYTES);
  #runLength = 0;
  #runOffset = 0;
  readonly #character = new Uint8Array(4);
  /** The first byte of a code unit that the last chunk cut, or -1. */
  #firstByte = -1;
  /** The first half of a surrogate pair, or 0; it lay just before the next code unit. */
  #high = 0;

  constructor(littleEndian: boolean, take: TakePiece) {
    this.#littleEndian = littleEndian;
    this.#take = take;
  }

  /** Takes the next bytes, which lay at `offset` in the input. */
  push(chunk: Uint8Array, offset: number): void {
    let at = 0;
    if (this.#firstByte >= 0 && chunk.length > 0) {
      this.#takeUnit(this.#unitOf(this.#firstByte, chunk[at++] ?? 0), offset - 1);
      this.#firstByte = -1;
    }
    for (; at + 1 < chunk.length; at += 2) this.#takeUnit(this.#unitOf(chunk[at] ?? 0, chunk[at + 1] ?? 0), offset + at);
    if (at < chunk.length) this.#firstByte = chunk[at] ?? 0;
    this.#endRun();
  }

  /** Ends the input, which is `length` bytes long: what waits for its other half is invalid. */
  end(length: number): void {
    const complete = this.#firstByte >= 0 ? length - 1 : length;
    if (this.#high !== 0) this.#take(INVALID, complete - 2, 0);
    if (complete < length) this.#take(INVALID, complete, 0);
  }

  #unitOf(first: number, second: number): number {
    return this.#littleEndian ? first | (second << 8) : (first << 8) | second;
  }

  #takeUnit(unit: number, offset: number): void {
    if (this.#high !== 0) {
      const high = this.#high;
      this.#high = 0;
      if (isLowSurrogate(unit)) {
        this.#takeCharacter(String.fromCharCode(high, unit), offset - 2);
        return;
      }
      this.#take(INVALID, offset - 2, 0);
    }
    if (unit < 0x80) {
      this.#takeAscii(unit, offset);
    } else if (isHighSurrogate(unit)) {
      this.#endRun();
      this.#high = unit;
    } else if (isLowSurrogate(unit)) {
      this.#endRun();
      this.#take(INVALID, offset, 0);
    } else {
      this.#takeCharacter(String.fromCharCode(unit), offset);
    }
  }

  #takeAscii(byte: number, offset: number): void {
    if (this.#runLength === RUN_BYTES) this.#endRun();
    if (this.#runLength === 0) this.#runOffset = offset;
    this.#run[this.#runLength++] = byte;
  }

  #takeCharacter(character: string, offset: number): void {
    this.#endRun();
    const { written } = encoder.encodeInto(character, this.#character);
    this.#take(this.#character.subarray(0, written), offset, 0);
  }

  #endRun(): void {
    if (this.#runLength > 0) this.#take(this.#run.subarray(0, this.#runLength), this.#runOffset, 2);
    this.#runLength = 0;
  }
}

const encoder = new TextEncoder();

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;
