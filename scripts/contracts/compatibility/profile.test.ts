import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import profile from "../../../schemas/profile.schema.json" with { type: "json" };
import type { JsonSchema } from "../../generate/json-schema.ts";
import { formats } from "./formats.ts";
import { assertions } from "./keywords.ts";
import { outsideProfile } from "./profile.ts";

const published = `${import.meta.dirname}/../../../generated/json-schema`;
const about = { title: "Title", description: "What it is." };
const document = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://schemas.scoreline.dev/quiz/1.0.0.schema.json",
  ...about,
  type: "object",
  properties,
  ...more,
});
const field = (schema: JsonSchema, more: JsonSchema = {}) => outsideProfile(document({ a: { ...about, ...schema } }, more));

describe("the profile", () => {
  test.each(readdirSync(published).filter((file) => file.endsWith(".schema.json")))("takes %s", (file) => {
    expect(outsideProfile(JSON.parse(readFileSync(`${published}/${file}`, "utf8")))).toEqual([]);
  });

  test("has the keywords and formats that the gate understands, and no others but annotations", () => {
    const { $schema: _, $id: __, $ref: ___, $defs: ____, title, description, examples, ...rest } = profile.$defs.keywords.properties;
    expect(new Set(Object.keys(rest))).toEqual(assertions);
    expect(profile.$defs.keywords.properties.format.enum).toEqual(formats);
  });

  test.each<[JsonSchema, JsonSchema]>([
    [{ type: "string", pattern: "^[a-z]+$", minLength: 1, format: "uuid" }, {}],
    [{ type: "integer", minimum: 0, exclusiveMaximum: 10, multipleOf: 2, examples: [2] }, {}],
    [{ type: "array", items: {}, uniqueItems: true, maxItems: 3 }, {}],
    [{ type: "object", additionalProperties: { type: "string" }, minProperties: 1 }, {}],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, {}],
    [{ const: { not: "a schema" } }, {}],
    [{ $ref: "#/$defs/A" }, { $defs: { A: { type: "string" } } }],
  ])("takes %j", (schema, more) => {
    expect(field(schema, more)).toEqual([]);
  });

  test.each<[string, JsonSchema, string, string]>([
    ["a keyword of others", { oneOf: [] }, "/oneOf", "no keyword"],
    ["patterns of names", { type: "object", patternProperties: {} }, "/patternProperties", "no keyword"],
    ["tuples", { type: "array", prefixItems: [{}] }, "/prefixItems", "no keyword"],
    ["an unknown keyword deep inside", { type: "array", items: { type: "array", items: { not: {} } } }, "/items/items/not", "no keyword"],
    ["a list of types", { type: ["string", "null"] }, "/type", "anyOf"],
    ["a bound of another type", { type: "string", minimum: 1 }, "/type", "leave that out"],
    ["a bound of any type", { maxLength: 1 }, "", '"type": "string"'],
    ["a format of others", { type: "string", format: "email" }, "/format", "pattern"],
    ["steps that are no integers", { type: "number", multipleOf: 0.1 }, "/multipleOf", "whole number"],
    ["an option beside a type", { type: "string", anyOf: [{}, {}] }, "/type", "Beside anyOf"],
    ["a schema that is a boolean", { anyOf: [true, {}] }, "/anyOf/0", "{} takes everything"],
    ["a remote reference", { $ref: "https://example.org/a.json" }, "/$ref", "#/$defs/Name"],
    ["a reference to nowhere", { $ref: "#/$defs/B" }, "/$ref", "not in $defs"],
    ["an id inside", { $id: "https://schemas.scoreline.dev/a/1.0.0.schema.json" }, "/$id", "root"],
    ["a pattern that no automaton follows", { type: "string", pattern: "(a+|b+)\\1" }, "/pattern", "could not be compared"],
    ["a required name that is not declared", { type: "object", required: ["b"] }, "/required/0", "Declare it"],
    ["a property without a title", { type: "object", properties: { b: { description: "B." } } }, "/properties/b/title", "no title"],
  ])("refuses %s, and says where and what to do", (_name, schema, pointer, words) => {
    expect(field(schema)).toContainEqual({ pointer: `/properties/a${pointer}`, message: expect.stringContaining(words) });
  });

  test("refuses recursion", () => {
    const $defs = { A: { ...about, type: "object", properties: { b: { $ref: "#/$defs/A" } } } };
    expect(field({ $ref: "#/$defs/A" }, { $defs })).toEqual([
      { pointer: "/$defs/A/properties/b/$ref", message: expect.stringContaining("no recursion") },
    ]);
  });

  test("lets a property have its description from the definition that it refers to", () => {
    expect(outsideProfile(document({ a: { $ref: "#/$defs/A" } }, { $defs: { A: { ...about, type: "null" } } }))).toEqual([]);
    expect(outsideProfile(document({ a: { $ref: "#/$defs/A" } }, { $defs: { A: { type: "null" } } }))).toHaveLength(2);
  });

  test("tells of everything at once, and of a document without a name", () => {
    const found = outsideProfile({ type: "object", properties: { a: { ...about, not: {} } } });
    expect(found.map(({ pointer }) => pointer).toSorted()).toEqual(["", "", "", "", "/properties/a/not"]);
  });
});
