import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { atoms } from "./atoms.ts";
import { accepts } from "./judge.ts";
import { root } from "./place.ts";
import { arrayWith, objectWith, samples } from "./samples.ts";

const some = (schema: JsonSchema) => [...samples([root(schema)]).take(50)];

describe("samples", () => {
  test.each<[JsonSchema, unknown]>([
    [{ type: "string" }, "text"],
    [{ type: "string", minLength: 6 }, "aaaaaa"],
    [{ type: "string", pattern: "^[a-z]+/[0-9]{2}$" }, "a/11"],
    [{ type: "string", format: "date-time" }, "2026-01-31T09:30:00Z"],
    [{ type: "integer" }, 1],
    [{ type: "integer", minimum: 60 }, 60],
    [{ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    [{ type: "array", items: { type: "integer" }, minItems: 2 }, [1, 1]],
    [{ type: "array", items: { type: "integer" }, minItems: 3, uniqueItems: true }, [1, 0, 2]],
    [{ type: "object", required: ["a"], properties: { a: { type: "string" }, b: {} } }, { a: "text" }],
    [{ type: "object", additionalProperties: { type: "null" }, minProperties: 1 }, { other: null }],
    [{ anyOf: [{ type: "null" }, { const: 3 }] }, null],
  ])("of %j begin with %j, and all keep the schema", (schema, first) => {
    const values = some(schema);
    expect(values[0]).toEqual(first);
    expect(values.filter((value) => !accepts(root(schema), value))).toEqual([]);
  });

  test("of what nothing keeps are none", () => {
    expect(some({ type: "string", pattern: "^a$", minLength: 2 })).toEqual([]);
    expect(some({ type: "integer", minimum: 2, maximum: 1 })).toEqual([]);
  });
});

test("where nobody can say that there is no value, looking for one comes to an end", () => {
  const impossible = { type: "string", pattern: "^x$", format: "uuid" };
  const deep = Array.from({ length: 6 }).reduce<JsonSchema>(
    (inner) => ({
      type: "object",
      required: ["inner"],
      properties: { inner, a: { type: "number" }, b: { type: "string" }, c: { type: "integer" } },
    }),
    { type: "array", minItems: 1, items: impossible },
  );
  expect(some(deep)).toEqual([]);
});

describe("a value round a part", () => {
  const object = atoms([
    root({ type: "object", required: ["a"], maxProperties: 2, properties: { a: { type: "integer" }, b: {}, c: {} } }),
  ])[0];
  const array = atoms([root({ type: "array", minItems: 2, maxItems: 3, uniqueItems: true, items: { type: "boolean" } })])[0];

  test("has what is required besides, and no more", () => {
    if (object?.kind !== "object") throw new Error("No object");
    expect(objectWith(object, { b: "given" })).toEqual({ a: 1, b: "given" });
    expect(objectWith(object, {}, { size: 2 })).toEqual({ a: 1, b: {} });
  });

  test("is not there where it cannot be", () => {
    if (object?.kind !== "object" || array?.kind !== "array") throw new Error("No object or array");
    expect(objectWith(object, { b: 1, c: 1 })).toBeUndefined();
    expect(objectWith(object, {}, { without: "a" })).toBeUndefined();
    expect(arrayWith(array, [true])).toEqual([true, false]);
    expect(arrayWith(array, [], 3)).toBeUndefined();
  });
});
