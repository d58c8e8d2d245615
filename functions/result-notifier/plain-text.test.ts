import { describe, expect, test } from "@jest/globals";
import { shorten, widthOf, wrap } from "./plain-text.ts";
import { printable } from "./printable.ts";

const family = "👨‍👩‍👧";

describe("a text is shortened", () => {
  test.each([
    ["Algebra", 7, "Algebra"],
    ["Algebra II", 7, "Alge..."],
    ["数学テスト", 8, "数学..."],
    ["数学テスト", 9, "数学テ..."],
    [`ab${family}${family}${family}`, 7, `ab${family}...`],
    ["e\u0301e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301..."],
    ["Algebra", 2, ".."],
  ])("%s to %i columns, and no character is cut in two", (text, width, short) => {
    expect(shorten(text, width)).toBe(short);
  });

  test("also where one cluster has consonants without end", () => {
    expect(widthOf(shorten("क्".repeat(200), 20))).toBe(20);
    expect(Math.max(...wrap("क्".repeat(200)).map(widthOf))).toBe(70);
  });
});

describe("a text is broken", () => {
  test("where it has spaces, into lines of 76 columns", () => {
    const lines = wrap("数学 テスト ".repeat(20).trim());
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(76);
    expect(lines.join(" ")).toBe("数学 テスト ".repeat(20).trim());
  });

  test("within a word where it has none", () => {
    const lines = wrap("数".repeat(100));
    expect(lines.map(widthOf)).toEqual([70, 70, 60]);
  });

  test("and every line with letters from the right has a mark at both ends", () => {
    expect(wrap(`${"a ".repeat(40)}שבוע`)).toEqual(["a ".repeat(38).trim(), "\u200ea a שבוע\u200e"]);
  });
});

test.each([
  ["line breaks and other control characters become a space", "a\r\n\tb\u0000c\u0085d\u2028e", "a b c d e"],
  ["so do blanks of any width", "a\u00a0\u3000b", "a b"],
  ["direction marks go", "a\u202eb\u2066c\u200fd\u061ce", "abcde"],
  ["what cannot be seen goes", "a\u00ad\u200b\ufeff\u3164\u{e0041}b", "ab"],
  ["but not what holds an emoji together", `${family}❤️🏴󠁧󠁢󠁥󠁮󠁧󠁿`, `${family}❤️🏴󠁧󠁢󠁥󠁮󠁧󠁿`],
  ["nor a joiner within a word", "می\u200cخواهم", "می\u200cخواهم"],
  ["of many marks on a letter four stay", `Z${"\u0301".repeat(50)}`, `Z${"\u0301".repeat(4)}`],
  ["marks without a letter go", "\u0301\u0302 \u0303a", "a"],
  ["what is no character is a question mark", "a\ud800b\uffffc\ue000d\ufffd", "a?b?c?d?"],
])("%s", (_what, text, expected) => {
  expect(printable(text)).toBe(expected);
});
