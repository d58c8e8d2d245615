import { describe, expect, test } from "@jest/globals";
import { closed, type JsonSchema } from "../../generate/json-schema.ts";
import { findings } from "./inclusion.ts";
import { root } from "./place.ts";

/** `taken`, `unknown`, or the values that the reader is shown to refuse. */
function verdict(writer: JsonSchema, reader: JsonSchema): unknown {
  const found = findings([root(closed(writer))], root(reader));
  if (found.some(({ kind }) => kind === "doubt")) return "unknown";
  return found.length === 0 ? "taken" : found.map((finding) => (finding.kind === "refusal" ? finding.value : undefined));
}

const object = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: "object", properties, ...more });
const [string, integer, number] = [{ type: "string" }, { type: "integer" }, { type: "number" }];

describe("a reader takes what a writer writes", () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    ["an integer for a number", integer, number],
    ["steps of 6 for steps of 3", { type: "integer", multipleOf: 6 }, { type: "integer", multipleOf: 3 }],
    ["the first step in the bounds", { type: "integer", multipleOf: 5, minimum: 1 }, { type: "integer", minimum: 5 }],
    ["one value for a type", { const: "a" }, string],
    [
      "ranges by two options",
      { type: "integer", minimum: 0 },
      {
        anyOf: [
          { type: "integer", maximum: 9 },
          { type: "integer", minimum: 10 },
        ],
      },
    ],
    ["strings by two options", { type: "string", pattern: "^[ab]$" }, { anyOf: [{ const: "a" }, { type: "string", pattern: "b" }] }],
    ["words by the enum that a pattern spells", { type: "string", pattern: "^(a|b)$" }, { enum: ["a", "b", "c"] }],
    ["each type by its option", { anyOf: [{ type: "null" }, string] }, { anyOf: [string, { type: "null" }] }],
    ["a type list by options", { type: ["string", "null"] }, { anyOf: [string, { type: "null" }] }],
    ["an option beside a limit of all", { anyOf: [integer, string], minimum: 3 }, { anyOf: [{ type: "integer", minimum: 3 }, string] }],
    ["no more properties than it declares", object({ a: string, b: string }), object({}, { maxProperties: 2 })],
    ["all properties where so many are asked for", object({ a: string, b: string }, { minProperties: 2 }), object({}, { required: ["b"] })],
    ["a field that nothing can stand in", object({ a: { type: "integer", minimum: 2, maximum: 1 } }), object({ a: string })],
    ["items that are never there", { type: "array", maxItems: 0, items: string }, { type: "array", items: integer }],
    ["an item that can stand there once only", { type: "array", maxItems: 1 }, { type: "array", uniqueItems: true }],
    ["unique booleans, two at most", { type: "array", items: { type: "boolean" }, uniqueItems: true }, { type: "array", maxItems: 2 }],
    ["an optional field that it does not know", object({ a: string, b: string }), object({ a: string })],
    [
      "a pattern that no automaton follows, being the same",
      { type: "string", pattern: "(.)(.).*\\2\\1" },
      { type: "string", pattern: "(.)(.).*\\2\\1" },
    ],
  ])("%s", (_name, writer, reader) => {
    expect(verdict(writer, reader)).toBe("taken");
  });
});

describe("a reader refuses", () => {
  test.each<[string, JsonSchema, JsonSchema, unknown[]]>([
    ["another type", string, integer, ["text"]],
    ["a part of a number's range", { type: "number", exclusiveMinimum: 0 }, { type: "number", minimum: 0.5 }, [0.25]],
    ["the bound itself", { type: "number", minimum: 0 }, { type: "number", exclusiveMinimum: 0 }, [0]],
    ["steps between", { type: "integer" }, { type: "integer", multipleOf: 5 }, [1]],
    [
      "the gap between two ranges",
      { type: "number", minimum: 0, maximum: 2 },
      {
        anyOf: [
          { type: "number", maximum: 1 },
          { type: "number", exclusiveMinimum: 1.5 },
        ],
      },
      [1.5],
    ],
    ["longer strings, of a pattern", { type: "string", pattern: "^a+$" }, { type: "string", maxLength: 3 }, ["aaaa"]],
    ["strings outside a pattern", { type: "string", pattern: "^[a-z]{2}$" }, { type: "string", pattern: "^[a-y]*$" }, ["za"]],
    ["strings of no format", string, { type: "string", format: "date-time" }, ["text"]],
    [
      "days that there are not",
      { type: "string", pattern: "^2026-02-3[01]T09:30:00Z$" },
      { type: "string", format: "date-time" },
      ["2026-02-31T09:30:00Z"],
    ],
    ["a property that is missing", object({ a: string }), object({ a: string }, { required: ["a"] }), [{}]],
    ["a property that it closes out", object({ a: string }), object({}, { additionalProperties: false }), [{ a: "text" }]],
    ["a property of a map", { type: "object", additionalProperties: string }, object({ a: integer }), [{ a: "text" }]],
    ["an item twice", { type: "array", items: integer, minItems: 1 }, { type: "array", uniqueItems: true }, [[1, 1]]],
    [
      "one item too many, all different",
      { type: "array", items: { enum: ["a", "b"] }, uniqueItems: true },
      { type: "array", maxItems: 1 },
      [["a", "b"]],
    ],
    ["one of the values", { enum: ["a", 1, null] }, { type: ["string", "null"] }, [1]],
    ["one option of a union", { anyOf: [string, { type: "null" }] }, string, [null]],
    [
      "a change in the option of the same tag",
      object({ kind: { const: "a" }, n: integer }, { required: ["kind", "n"] }),
      {
        anyOf: [
          object({ kind: { const: "b" } }, { required: ["kind"] }),
          object({ kind: { const: "a" }, n: { type: "integer", minimum: 0 } }, { required: ["kind", "n"] }),
        ],
      },
      [{ kind: "a", n: -1 }],
    ],
  ])("%s", (_name, writer, reader, values) => {
    expect(verdict(writer, reader)).toEqual(values);
  });
});

describe("what is found", () => {
  const found = (writer: JsonSchema, reader: JsonSchema) =>
    findings([root(closed(writer))], root(reader)).map((one) => [one.kind, one.reader]);

  test("stands in the one option that takes values of the type", () => {
    const reader = { anyOf: [{ type: "string", format: "uuid", minLength: 36 }, { type: "null" }] };
    expect(found({ type: "string", format: "uuid" }, reader)).toEqual([["doubt", "/anyOf/0/minLength"]]);
  });

  test("is each keyword that refuses, though Ajv names but one", () => {
    const reader = { type: "array", items: { type: "string" }, uniqueItems: true };
    expect(found({ type: "array", items: { type: "array" } }, reader)).toEqual([
      ["refusal", "/items/type"],
      ["refusal", "/uniqueItems"],
    ]);
  });
});

describe("nobody can tell", () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    ["lengths of a format", { type: "string", format: "uuid" }, { type: "string", minLength: 36 }],
    ["one format within another", { type: "string", format: "uuid" }, { type: "string", format: "uri-reference" }],
    ["a pattern of too many states", { type: "string", pattern: "^a{1,1000000}$" }, { type: "string", pattern: "^a{1,1000001}$" }],
    ["a reference back, written otherwise", { type: "string", pattern: "(a+|b+)\\1" }, { type: "string", pattern: "(b+|a+)\\1" }],
    [
      "objects that only two options take together",
      object({ n: integer }, { required: ["n"] }),
      { anyOf: [object({ n: { type: "integer", maximum: 5 } }), object({ n: { type: "integer", minimum: 6 } })] },
    ],
  ])("%s", (_name, writer, reader) => {
    expect(verdict(writer, reader)).toBe("unknown");
  });
});
