// The bytes that mean something in a score line, by name. All are ASCII, so none can occur inside a UTF-8 sequence.

export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const ZERO = 0x30;
export const NINE = 0x39;
export const SEMICOLON = 0x3b;
export const UPPER_E = 0x45;
export const LOWER_E = 0x65;
export const TILDE = 0x7e;

/** Whether a byte is a blank, that is a space or a tab: ignored round a cell, kept inside a name. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}
