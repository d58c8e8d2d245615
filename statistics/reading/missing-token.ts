// What stands for a score that is not there.

/** The tokens of a missing score: blank, not available, absent, excused. Upper case is the canonical form. */
export const MISSING_TOKENS = ["", "NA", "ABS", "EX"] as const;

export type MissingToken = (typeof MISSING_TOKENS)[number];

/** The missing token that the bytes in [from, to) spell, in any case, or null when they spell none. */
export function missingToken(text: Uint8Array, from: number, to: number): MissingToken | null {
  for (const token of MISSING_TOKENS) {
    if (to - from === token.length && spells(text, from, token)) return token;
  }
  return null;
}

function spells(text: Uint8Array, from: number, token: string): boolean {
  for (let i = 0; i < token.length; i++) {
    // Bit 0x20 is the case of an ASCII letter.
    if (((text[from + i] ?? 0) & ~0x20) !== token.charCodeAt(i)) return false;
  }
  return true;
}
