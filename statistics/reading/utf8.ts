// UTF-8 looked at byte by byte, where TextDecoder would hide the position or the bytes of an error.

/**
 * The length in bytes (1 to 4) of the well-formed UTF-8 sequence that starts at `at`, or 0 when there is none: a stray or missing
 * continuation byte, an overlong form, a surrogate, a code point above U+10FFFF, or a sequence cut by the end of `bytes`.
 *
 * Well-formed as in the Unicode Standard, table 3-7.
 */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0xff;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i = at + 2; i < at + length; i++) {
    if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** The index of the first byte in [from, to) that is not part of a well-formed UTF-8 sequence, or -1 when all of them are UTF-8. */
export function firstInvalidByte(bytes: Uint8Array, from = 0, to = bytes.length): number {
  for (let at = from; at < to; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0 || at + length > to) return at;
    at += length;
  }
  return -1;
}

// `ignoreBOM` keeps a U+FEFF: only the one at the start of the input is a byte order mark, and the reader has dropped that one.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of bytes that are known to be UTF-8 (see `firstInvalidByte`). */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
