// SendMessage: "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF". fauxqs tests UTF-16 units with one shared regular
// expression, so it refuses both halves of every emoji. That expression cannot be replaced from outside, its `test` can: for all emulators of the process.
import { INVALID_MESSAGE_BODY_CHAR } from "../fauxqs.ts";

/** By code point: a surrogate is seen only when it stands alone. */
const INVALID = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

export function allowSupplementaryCharacters(): void {
  INVALID_MESSAGE_BODY_CHAR.test = (text) => INVALID.test(text);
}
