// A cell as a person can be shown it: short, on one line, with nothing invisible in it.

import { SPACE, TAB } from "./ascii.ts";
import { decodeUtf8, sequenceLength } from "./utf8.ts";

/** How many code points of a cell are shown, before an ellipsis stands for the rest. */
export const SHOWN_CODE_POINTS = 40;

const DELETE = 0x7f;

// Controls, format characters (bidi overrides, zero widths, byte order marks), unassigned ones, and blanks that look like a space and are none.
const INVISIBLE = /[\p{C}\p{Z}]/u;

/**
 * The first 40 code points of a cell as it was sent, quotes included, and `…` when there is more.
 *
 * What cannot be seen is escaped: a tab is `\t`, any other control, format or odd blank character is `\u{a0}`, a byte that is not UTF-8
 * is `\xe9`. So the result is safe to print in a mail, a log or a terminal. It is at most 401 UTF-16 units long.
 */
export function showCell(cell: Uint8Array): string {
  let shown = "";
  let at = 0;
  for (let points = 0; at < cell.length; points++) {
    if (points === SHOWN_CODE_POINTS) return `${shown}…`;
    const length = sequenceLength(cell, at);
    if (length === 0) shown += `\\x${hex(cell[at])}`;
    else if (length === 1) shown += visibleAscii(cell[at] ?? 0);
    else shown += visible(decodeUtf8(cell.subarray(at, at + length)));
    at += length === 0 ? 1 : length;
  }
  return shown;
}

function visibleAscii(byte: number): string {
  if (byte === TAB) return "\\t";
  return byte < SPACE || byte === DELETE ? `\\u{${hex(byte)}}` : String.fromCharCode(byte);
}

function visible(character: string): string {
  return INVISIBLE.test(character) ? `\\u{${hex(character.codePointAt(0))}}` : character;
}

function hex(value = 0): string {
  return value.toString(16);
}
