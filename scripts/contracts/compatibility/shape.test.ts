import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { root } from "./place.ts";
import { enumerated, shape } from "./shape.ts";

const shapeOf = (schema: JsonSchema) => shape(root(schema));
const object = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: "object", properties, ...more });

describe("two sub-schemas have one shape", () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    ["whatever is said of them", { type: "string", title: "A", default: "a" }, { type: "string", description: "B." }],
    ["in any order", { type: ["string", "null"], required: ["b", "a"] }, { required: ["a", "b"], type: ["null", "string"] }],
    ["with or without what says nothing", { type: "array", minItems: 0, uniqueItems: false, items: {} }, { type: "array" }],
    ["as an enum or as an anyOf", { enum: ["a", "b"] }, { anyOf: [{ const: "b" }, { type: "string", enum: ["a"] }] }],
    [
      "by reference or written out",
      { ...object({ a: { $ref: "#/$defs/A" } }), $defs: { A: { type: "null" } } },
      object({ a: { type: "null" } }),
    ],
    ["left open or closed, being written by a closed writer", object({ a: {} }), object({ a: {} }, { additionalProperties: false })],
  ])("%s", (_name, one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });
});

describe("two sub-schemas differ in shape", () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    ["where a bound differs", { maxLength: 1 }, { maxLength: 2 }],
    ["deep inside", object({ a: object({ b: { type: "string" } }) }), object({ a: object({ b: { type: "null" } }) })],
    ["where one is a map", { type: "object" }, object({})],
    ["where one of the values differs", { enum: [1, "1"] }, { enum: [1] }],
    ["where a keyword is not known", { type: "string" }, { type: "string", not: {} }],
  ])("%s", (_name, one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });
});

describe("the values of a sub-schema", () => {
  test("come from const, enum and anyOf, each once, with where they stand", () => {
    const schema = { anyOf: [{ const: { a: 1 } }, { enum: ["x", "x"] }] };
    expect(enumerated(root(schema))).toEqual([
      { value: { a: 1 }, pointer: "/anyOf/0/const" },
      { value: "x", pointer: "/anyOf/1/enum/0" },
    ]);
  });

  test("are of its type", () => {
    expect(enumerated(root({ type: "integer", enum: [1, 1.5, "1"] }))?.map(({ value }) => value)).toEqual([1]);
  });

  test("are not listed where it limits them otherwise, or has others", () => {
    expect(enumerated(root({ enum: ["a"], maxLength: 0 }))).toBeUndefined();
    expect(enumerated(root({ anyOf: [{ const: "a" }, { type: "null" }] }))).toBeUndefined();
  });
});
