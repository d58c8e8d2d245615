// What stands for a score that is not there.

import { behindTextMark } from "./text-mark.ts";

/** The tokens of a missing score unless others are given: blank, not available, absent, excused. */
export const MISSING_TOKENS: readonly string[] = ["", "NA", "ABS", "EX"];

/** Finds missing tokens among the bytes of cells, in any case of ASCII letters. */
export class MissingTokens {
  /** The tokens as given, without blanks round them, as cells are read; a blank cell is missing whether "" is among them or not, and "" is then the last. */
  readonly tokens: readonly string[];
  readonly #spellings: readonly Uint8Array[];

  constructor(tokens: readonly string[] = MISSING_TOKENS) {
    const trimmed = [...new Set(tokens.map((token) => token.trim()))];
    this.tokens = trimmed.includes("") ? trimmed : [...trimmed, ""];
    this.#spellings = this.tokens.map((token) => new TextEncoder().encode(token).map(upperCase));
  }

  /** The index in `tokens` of the token that the bytes in [from, to) spell, an apostrophe before a formula left out, or -1 when they spell none. */
  find(text: Uint8Array, from: number, to: number): number {
    const token = this.#spelt(text, from, to);
    const behind = behindTextMark(text, from, to);
    return token >= 0 || behind === from ? token : this.#spelt(text, behind, to);
  }

  #spelt(text: Uint8Array, from: number, to: number): number {
    return this.#spellings.findIndex((spelling) => spelling.length === to - from && spells(text, from, spelling));
  }
}

function spells(text: Uint8Array, from: number, spelling: Uint8Array): boolean {
  for (let i = 0; i < spelling.length; i++) {
    if (upperCase(text[from + i] ?? 0) !== spelling[i]) return false;
  }
  return true;
}

/** A byte with ASCII's lower case letters made upper case. */
function upperCase(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
}
