import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Words } from "refa";
import { complement, foundBy, intersection, ofLength, only, shortestWord, Undecided } from "./language.ts";

const anyLength = { min: 0, max: Infinity };
const word = (pattern: string, lengths = anyLength) => shortestWord(foundBy(pattern), lengths, "abc1");

/** Every string of up to four of these letters: letters, a digit, a line break and what is no word character. */
const texts = ["a", "b", "1", "\n", "-"].reduce<string[]>(
  (all) => ["", ...all.flatMap((text) => ["a", "b", "\n", "-"].map((one) => text + one))],
  [""],
);

describe("a pattern as a set of strings", () => {
  test.each([
    "a",
    "^a",
    "b$",
    "^a|b$",
    "^(?:a|b)$",
    "(?:^a|b$)-",
    "a(?:b|$)",
    "\\bab\\b",
    "(?=a)[ab]",
    "^(?!a)[ab]",
    "(?<=a)b",
    "^.$",
    "^[^]$",
    "",
    "$^",
    "a$b",
  ])("%p takes the strings that RegExp finds it in", (pattern) => {
    const language = foundBy(pattern);
    const regExp = new RegExp(pattern, "u");
    expect(texts.filter((text) => language.test(Words.fromStringToUnicode(text)))).toEqual(texts.filter((text) => regExp.test(text)));
  });

  test("is right of any pattern that it can follow", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\n", "^", "$", "\\b", "\\w");
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        atom,
        fc.tuple(tie("pattern"), tie("pattern")).map((parts) => parts.join("")),
        fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => `(?:${one}|${other})`),
        fc.tuple(tie("pattern"), fc.constantFrom("*", "?", "{1,2}")).map(([one, times]) => `(?:${one})${times}`),
      ),
    }));
    fc.assert(
      fc.property(pattern, (source) => {
        try {
          const language = foundBy(source);
          const regExp = new RegExp(source, "u");
          const wrong = texts.filter((text) => language.test(Words.fromStringToUnicode(text)) !== regExp.test(text));
          expect(wrong).toEqual([]);
        } catch (error) {
          if (!(error instanceof Undecided)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(["(a+|b+)\\1", "a{1,1000000}", "(?:^a)*b"])("%p is beyond it, which it says", (pattern) => {
    expect(() => foundBy(pattern)).toThrow(Undecided);
  });
});

describe("the shortest word", () => {
  test("is of the letters preferred, and of the lengths asked for, counted in code points", () => {
    expect(word("^[a-z]+-[0-9]{2}$")).toBe("a-11");
    expect(word("^[a-z]+$", { min: 3, max: 3 })).toBe("aaa");
    expect(word("^🙂+$", { min: 2, max: 2 })).toBe("🙂🙂");
  });

  test("is none where lengths and pattern exclude each other", () => {
    expect(word("^(aa)+$", { min: 3, max: 3 })).toBeUndefined();
    expect(word("a", { min: 0, max: 0 })).toBeUndefined();
  });

  test("of a language without another shows where they differ", () => {
    const without = (one: string, other: string) => shortestWord(intersection(foundBy(one), complement(foundBy(other))), anyLength, "abc");
    expect(without("^[a-c]$", "^[ab]$")).toBe("c");
    expect(without("^a{2,3}$", "^a{1,3}$")).toBeUndefined();
  });

  test("knows finite languages and lengths", () => {
    expect(shortestWord(complement(only(["", "a"])), { min: 0, max: 1 }, "ab")).toBe("b");
    expect(shortestWord(ofLength({ min: 2, max: 4 }), anyLength, "a")).toBe("aa");
  });
});
