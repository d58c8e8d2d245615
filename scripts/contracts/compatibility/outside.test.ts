import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { outside } from "./outside.ts";

const at = (schema: JsonSchema) =>
  outside({ properties: { a: schema }, $defs: { A: { type: "string" } } }).map((found) => [found.pointer, found.fatal]);

describe("what the gate does not understand", () => {
  test.each<[string, JsonSchema, string, boolean]>([
    ["a keyword", { not: {} }, "/properties/a/not", false],
    ["a keyword in an option", { anyOf: [{}, { if: {} }] }, "/properties/a/anyOf/1/if", false],
    ["a keyword in a property called like one", { properties: { enum: { oneOf: [{}] } } }, "/properties/a/properties/enum/oneOf", false],
    ["a format", { format: "email" }, "/properties/a/format", false],
    ["a schema that is a boolean", { items: false }, "/properties/a/items", true],
    ["a pattern that is none", { pattern: "(" }, "/properties/a/pattern", true],
    ["a reference out of the document", { $ref: "https://example.org/a.json" }, "/properties/a/$ref", true],
    ["a reference to nowhere", { $ref: "#/$defs/B" }, "/properties/a/$ref", true],
    ["a reference that says more", { $ref: "#/$defs/A", maxLength: 1 }, "/properties/a/$ref", true],
    ["an id inside", { $id: "https://example.org/a.json" }, "/properties/a/$id", true],
    ["definitions inside", { $defs: {} }, "/properties/a/$defs", true],
    ["what is no schema", { type: "colour" }, "/properties/a/type", true],
  ])("%s", (_name, schema, pointer, fatal) => {
    expect(at(schema)).toContainEqual([pointer, fatal]);
  });

  test("a definition that leads back to itself, on a way round too", () => {
    const document = { $defs: { A: { items: { $ref: "#/$defs/B" } }, B: { properties: { default: { $ref: "#/$defs/A" } } } } };
    expect(outside(document)).toMatchObject([
      { pointer: "/$defs/B/properties/default/$ref", what: 'a reference from "A" back to itself', fatal: true },
    ]);
  });

  test("another dialect", () => {
    expect(outside({ $schema: "http://json-schema.org/draft-07/schema#" })).toMatchObject([{ pointer: "/$schema", fatal: true }]);
  });

  test("nothing of values that look like schemas, of annotations and of type lists", () => {
    expect(at({ const: { not: {} }, examples: [{ oneOf: [] }], default: { $ref: "x" }, $comment: "c" })).toEqual([]);
    expect(at({ type: ["string", "null"] })).toEqual([]);
  });

  test("nothing of one definition that several refer to", () => {
    const use = { $ref: "#/$defs/A", title: "A" };
    expect(
      outside({ properties: { a: use, b: { items: use } }, $defs: { A: { properties: { c: { $ref: "#/$defs/B" } } }, B: {} } }),
    ).toEqual([]);
  });
});
