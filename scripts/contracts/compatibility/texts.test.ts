import { describe, expect, test } from "@jest/globals";
import { inText, offending, samplesOf, type Text, textIsCovered, textKeeps, textOf } from "./texts.ts";

function text(schema: Record<string, unknown>): Text {
  const found = textOf([schema]);
  if (found === undefined) throw new Error(`No strings: ${JSON.stringify(schema)}`);
  return found;
}

describe("a set of strings", () => {
  test("counts code points, finds patterns anywhere and asserts formats", () => {
    expect(inText(text({ maxLength: 1 }), "🙂")).toBe(true);
    expect(inText(text({ pattern: "b" }), "abc")).toBe(true);
    expect(inText(text({ format: "date-time" }), "2026-02-31T09:30:00Z")).toBe(false);
  });

  test.each<[Record<string, unknown>, string, unknown, boolean]>([
    [{ maxLength: 1_000_000 }, "maxLength", 2_000_000, true],
    [{ maxLength: 1_000_000 }, "maxLength", 500_000, false],
    [{ pattern: "^a{2,3}$" }, "minLength", 2, true],
    [{ pattern: "^a{2,3}$" }, "maxLength", 2, false],
    [{ pattern: "^a+$", maxLength: 2 }, "pattern", "^a{1,2}$", true],
    [{ pattern: "^a+$", maxLength: 3 }, "pattern", "^a{1,2}$", false],
    [{ maxLength: 1 }, "pattern", "^[^]?$", true],
    [{ pattern: "^(a|b)$" }, "enum", ["a", "b"], true],
    [{ pattern: "^(a|b)$" }, "enum", ["a"], false],
    [{ format: "uuid" }, "format", "uuid", true],
    [{ format: "uuid" }, "format", "uri-reference", false],
  ])("of %j keeps %s %j: %p", (schema, keyword, value, keeps) => {
    expect(textKeeps(text(schema), keyword, value)).toBe(keeps);
  });

  test.each<[Record<string, unknown>, string, unknown, string]>([
    [{}, "maxLength", 5, "aaaaaa"],
    [{ pattern: "^[a-z]+$" }, "pattern", "^[a-y]+$", "z"],
    [{ format: "uuid" }, "maxLength", 36, "urn:uuid:6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b"],
    [{ maxLength: 2 }, "format", "json-pointer", "te"],
  ])("of %j offers strings that break %s %j", (schema, keyword, value, word) => {
    expect(offending(text(schema), keyword, value)).toContain(word);
  });

  test("offers samples that are all in it", () => {
    for (const schema of [
      { minLength: 2, maxLength: 3 },
      { pattern: "^a.b$", format: "uri-reference" },
      { format: "json-pointer", minLength: 1 },
    ]) {
      expect(samplesOf(text(schema)).length).toBeGreaterThan(0);
      expect(samplesOf(text(schema)).filter((one) => !inText(text(schema), one))).toEqual([]);
    }
  });

  test("is covered by others and by words together, formats aside that it does not have", () => {
    const letters = text({ pattern: "^[a-c]{1,2}$" });
    expect(textIsCovered(letters, [text({ minLength: 2, pattern: "^[a-c]*$" })], ["a", "b", "c"])).toBe(true);
    expect(textIsCovered(letters, [text({ minLength: 2, pattern: "^[a-c]*$" })], ["a", "b"])).toBe(false);
    expect(textIsCovered(letters, [text({ format: "uri-reference" })], [])).toBe(false);
  });
});
