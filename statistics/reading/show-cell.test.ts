import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { showCell } from "./show-cell.ts";
import { firstInvalidByte, sequenceLength } from "./utf8.ts";

const encode = (text: string) => new TextEncoder().encode(text);

describe("a shown cell", () => {
  test.each([
    ["Quiz 1", "Quiz 1"],
    ["Prüfung 試験 😀", "Prüfung 試験 😀"],
    ["a\tb\u0000c\u001bd\u007f", "a\\tb\\u{0}c\\u{1b}d\\u{7f}"],
    ["8\u00a0", "8\\u{a0}"],
    ["a\u202eb\u200bc\ufeff", "a\\u{202e}b\\u{200b}c\\u{feff}"],
    ["x".repeat(40), "x".repeat(40)],
    ["x".repeat(41), `${"x".repeat(40)}…`],
    ["😀".repeat(41), `${"😀".repeat(40)}…`],
  ])("%j reads %s", (text, shown) => {
    expect(showCell(encode(text))).toBe(shown);
  });

  test("shows a byte that is not UTF-8 by its number", () => {
    expect(showCell(new Uint8Array([0x50, 0x72, 0xfc, 0x66, 0xc3]))).toBe("Pr\\xfcf\\xc3");
  });

  test("is short and printable, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const shown = showCell(bytes);
        expect(shown).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
        expect(shown.length).toBeLessThanOrEqual(401);
      }),
    );
  });
});

describe("UTF-8", () => {
  test.each([
    ["a stray continuation byte", [0x80]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["an overlong slash in three bytes", [0xe0, 0x80, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["a code point above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["a cut sequence", [0xe2, 0x82]],
    ["a byte that never occurs", [0xff]],
  ])("does not know %s", (_what, bytes) => {
    expect(firstInvalidByte(new Uint8Array([0x41, ...bytes]))).toBe(1);
  });

  test("is judged as TextDecoder judges it", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const lead = fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5);
    const bytes = fc.array(fc.oneof(lead, fc.integer({ min: 0x80, max: 0xbf })), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.oneof(
          bytes.map((values) => Uint8Array.from(values)),
          fc.string({ unit: "binary" }).map(encode),
        ),
        (text) => {
          let valid = true;
          try {
            strict.decode(text);
          } catch {
            valid = false;
          }
          expect(firstInvalidByte(text) === -1).toBe(valid);
          if (valid && text.length > 0) expect(sequenceLength(text, 0)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
