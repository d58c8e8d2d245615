// The apostrophe by which whoever writes CSV keeps a spreadsheet from taking a text for a formula.

import { CARRIAGE_RETURN, LINE_FEED, MINUS, PLUS } from "./ascii.ts";

/** What a spreadsheet may take for a formula begins with one of these; a line break may be passed over before it. */
export const FORMULA_STARTS = "=+-@\r\n";

export const APOSTROPHE = 0x27;
const EQUALS = 0x3d;
const AT = 0x40;

/** Where the text in [from, to) begins: behind the apostrophe, where one stands before what a formula begins with (see `FORMULA_STARTS`). */
export function behindTextMark(text: Uint8Array, from: number, to: number): number {
  return to - from > 1 && text[from] === APOSTROPHE && beginsFormula(text[from + 1]) ? from + 1 : from;
}

function beginsFormula(byte: number | undefined): boolean {
  return byte === EQUALS || byte === PLUS || byte === MINUS || byte === AT || byte === CARRIAGE_RETURN || byte === LINE_FEED;
}
