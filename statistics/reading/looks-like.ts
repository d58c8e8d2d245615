// What bytes that are not UTF-8 may be instead.

import { sequenceLength } from "./utf8.ts";
import { isWindows1252 } from "./windows-1252.ts";

/** UTF-16 of either kind, damaged UTF-8, or another encoding; null where the bytes do not say. */
export type Likeness = "utf-16" | "windows-1252" | "damaged utf-8" | null;

/**
 * What a cell that is not UTF-8 looks like. No more than a hint for whoever sent it: nothing is read by it.
 *
 * NULs are every other byte of UTF-16; characters beyond ASCII that are UTF-8, beside bytes that are not, say that only these were damaged; whatever else
 * windows-1252 has characters for looks like that, the one that is met most. 0xFF is what stands for no character in an input that was not UTF-8 in the first
 * place (see `Utf8Source`), and says nothing.
 */
export function looksLike(bytes: Uint8Array): Likeness {
  if (bytes.includes(0)) return "utf-16";
  if (bytes.includes(0xff)) return null;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 1) return "damaged utf-8";
    at += Math.max(length, 1);
  }
  return bytes.every(isWindows1252) ? "windows-1252" : null;
}
