// A note in a score line: what somebody was told of the line, and nothing that is read of it.

import { SPACE } from "./ascii.ts";

/** What a note begins with: no spreadsheet writes it, as it writes `#N/A`, and no number or name of a missing score does. */
export const NOTE_MARK = "#! ";

const HASH = 0x23;
const EXCLAMATION_MARK = 0x21;

/** Whether the cell in [from, to), which is not a line's first, is a note. */
export function isNote(text: Uint8Array, from: number, to: number): boolean {
  return to - from > 2 && text[from] === HASH && text[from + 1] === EXCLAMATION_MARK && text[from + 2] === SPACE;
}
