import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { differences } from "./differences.ts";

/** Each difference as `old → new: what`. */
const told = (before: JsonSchema, after: JsonSchema) => differences(before, after).map((one) => `${one.old} → ${one.new}: ${one.what}`);
const object = (properties: JsonSchema, required: string[] = []): JsonSchema => ({ type: "object", required, properties });
const tagged = (kind: string, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { const: kind }, ...more },
});

describe("differences", () => {
  test.each<[JsonSchema, JsonSchema, string[]]>([
    [{ minimum: 0 }, { minimum: 1 }, ["/minimum → /minimum: minimum was 0, is 1."]],
    [{}, { pattern: "^a" }, ['null → /pattern: pattern "^a" is new.']],
    [{ format: "uuid" }, {}, ['/format → null: format "uuid" is gone.']],
    [{ title: "A" }, { title: "B" }, ['/title → /title: title was "A", is "B".']],
    [{ enum: ["a", "b"] }, { enum: ["b", "c"] }, ['/enum/0 → null: The value "a" is gone.', 'null → /enum/1: The value "c" is new.']],
    [{ const: 1 }, { enum: [2] }, ["/const → /enum/0: The value was 1, is 2."]],
    [
      object({ a: {} }),
      object({ b: {} }),
      [
        '/properties/a → null: The property "a", which was optional, is gone.',
        'null → /properties/b: The property "b" is new and optional.',
      ],
    ],
    [object({ a: {} }, ["a"]), object({}), ['/properties/a → null: The property "a", which was required, is gone.']],
    [
      object({ a: {}, b: {} }, ["a"]),
      object({ a: {}, b: {} }, ["b"]),
      ['/required/0 → null: "a" is no longer required.', 'null → /required/0: "b" is required now.'],
    ],
    [
      { additionalProperties: { maximum: 1 } },
      { additionalProperties: { maximum: 2 } },
      ["/additionalProperties/maximum → /additionalProperties/maximum: maximum was 1, is 2."],
    ],
    [{ items: { maximum: 1 } }, { items: { maximum: 2 } }, ["/items/maximum → /items/maximum: maximum was 1, is 2."]],
    [{ type: "string" }, { anyOf: [{ type: "null" }, { type: "string" }] }, ["null → /anyOf/0: The option of null is new."]],
    [object({ "a/~b": { minimum: 0 } }), object({ "a/~b": {} }), ["/properties/a~1~0b/minimum → null: minimum 0 is gone."]],
  ])("from %j to %j", (before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  test("of options are those of the options that belong together", () => {
    const before = { anyOf: [tagged("a"), tagged("b", { n: { maximum: 1 } }), { type: "null" }] };
    const after = { anyOf: [{ type: "null" }, tagged("b", { n: { maximum: 2 } }), tagged("c")] };
    expect(told(before, after)).toEqual([
      "/anyOf → /anyOf: The options are in another order.",
      "/anyOf/1/properties/n/maximum → /anyOf/1/properties/n/maximum: maximum was 1, is 2.",
      '/anyOf/0 → null: The option of an object with kind "a" is gone.',
      'null → /anyOf/2: The option of an object with kind "c" is new.',
    ]);
  });

  test("in a definition are told once, however often it is referred to", () => {
    const document = (maximum: number): JsonSchema => ({
      ...object({ a: { $ref: "#/$defs/N" }, b: { $ref: "#/$defs/N" } }),
      $defs: { N: { maximum } },
    });
    expect(told(document(1), document(2))).toEqual(["/$defs/N/maximum → /$defs/N/maximum: maximum was 1, is 2."]);
  });

  test("of titles are seen beside a reference, and through it", () => {
    const document = (ref: JsonSchema): JsonSchema => ({ ...object({ a: { $ref: "#/$defs/N", ...ref } }), $defs: { N: { title: "N" } } });
    expect(told(document({}), document({ title: "A" }))).toEqual(['/$defs/N/title → /properties/a/title: title was "N", is "A".']);
  });

  test("in what is said, and in what is written otherwise, are not structural", () => {
    const structural = (before: JsonSchema, after: JsonSchema) => differences(before, after).map((one) => one.structural);
    expect(structural({ examples: [1] }, { examples: [2] })).toEqual([false]);
    expect(structural({ type: ["string", "null"] }, { type: ["null", "string"] })).toEqual([false]);
    expect(structural({ minItems: 0 }, {})).toEqual([false]);
    expect(structural({ type: "object" }, { type: "object", additionalProperties: true })).toEqual([false]);
    expect(structural(object({}), { ...object({}), additionalProperties: true })).toEqual([true]);
  });

  test("in the version that $id ends with go without saying", () => {
    const id = (name: string) => ({ $id: `https://schemas.scoreline.dev/${name}.schema.json` });
    expect(told(id("quiz/1.0.0"), id("quiz/1.1.0"))).toEqual([]);
    expect(told(id("quiz/1.0.0"), id("test/1.0.0"))).toHaveLength(1);
  });
});
