import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { QuizNames } from "./quiz-names.ts";

const COMMA = 0x2c;

function namesOf(texts: readonly string[]): QuizNames {
  const names = new QuizNames(COMMA);
  for (const text of texts) find(names, text);
  return names;
}

function find(names: QuizNames, text: string): number {
  const bytes = new TextEncoder().encode(text);
  return names.find(bytes, 0, bytes.length, true);
}

/** Names of all lengths, some with characters of two, three and four bytes, and enough of them that they are decoded in several goes. */
const manyNames = fc
  .tuple(
    fc.array(fc.string({ unit: fc.constantFrom("a", "b", "é", "試", "📐"), minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 0, max: 1500 }),
    fc.integer({ min: 1, max: 700 }),
  )
  .map(([odd, plain, every]) => [
    ...new Set(
      Array.from({ length: plain }, (_, i) => (i % every === 0 ? `${odd[(i / every) % odd.length]}${i}` : `quiz-${i}`)).concat(odd),
    ),
  ]);

test("every name comes back as it was, asked for in order or not, and is found at its index", () => {
  fc.assert(
    fc.property(manyNames, (texts) => {
      const names = namesOf(texts);
      expect(names.size).toBe(texts.length);
      expect(texts.map((_, index) => names.text(index))).toEqual(texts);
      expect(texts.map((_, index) => names.text(texts.length - 1 - index))).toEqual(texts.toReversed());
      expect(texts.map((text) => find(names, text))).toEqual(texts.map((_, index) => index));
    }),
    { numRuns: 50 },
  );
});

test("a name that is added after others were asked for comes back too", () => {
  const names = namesOf(["a", "b"]);
  expect(names.text(1)).toBe("b");
  find(names, "ü");
  expect([2, 0, 1, 2].map((index) => names.text(index))).toEqual(["ü", "a", "b", "ü"]);
});

test("a table that grows keeps every name", () => {
  const texts = Array.from({ length: 20_000 }, (_, index) => `q${index}`);
  const names = namesOf(texts);
  expect(texts.every((text, index) => find(names, text) === index)).toBe(true);
});
