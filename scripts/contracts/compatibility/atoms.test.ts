import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { type Atom, atoms, possibleNames } from "./atoms.ts";
import { Undecided } from "./language.ts";
import { root } from "./place.ts";

const atomsOf = (schema: JsonSchema) => atoms([root(schema)]);
const kindsOf = (schema: JsonSchema) => atomsOf(schema).map(({ kind }) => kind);
const valuesOf = (schema: JsonSchema) =>
  atomsOf(schema).map((atom) => (atom.kind === "values" ? atom.values.map(({ value }) => value) : atom.kind));

describe("a schema as a union of atoms", () => {
  test("has one for each type, null and booleans being values", () => {
    expect(kindsOf({})).toEqual(["object", "array", "string", "number", "values"]);
    expect(valuesOf({ type: ["null", "boolean", "string"] })).toEqual(["string", [false, true, null]]);
  });

  test("has an atom for each option, with what stands beside the options", () => {
    const [first, second] = atomsOf({ maxLength: 5, anyOf: [{ type: "string", minLength: 2 }, { type: "integer" }] });
    expect(first).toMatchObject({ kind: "string", text: { min: 2, max: 5 } });
    expect(second).toMatchObject({ kind: "number", range: { step: 1 } });
  });

  test("lists the values of const and enum that the other keywords let pass, with where they stand", () => {
    const schema = { type: "string", enum: ["a", "bb", 1, "a"], maxLength: 1 };
    expect(atomsOf(schema)).toMatchObject([{ kind: "values", values: [{ value: "a", pointer: "/enum/0" }] }]);
  });

  test.each<[string, JsonSchema]>([
    ["a range without numbers", { type: "integer", exclusiveMinimum: 1, maximum: 1 }],
    ["lengths without strings", { type: "string", minLength: 3, maxLength: 2 }],
    ["lengths that the pattern excludes", { type: "string", pattern: "^ab$", maxLength: 1 }],
    ["items that nothing can be", { type: "array", minItems: 1, items: { type: "string", minLength: 1, maxLength: 0 } }],
    ["more different items than there are", { type: "array", minItems: 3, uniqueItems: true, items: { type: "boolean" } }],
    ["a required property that is closed out", { type: "object", required: ["a"], properties: {}, additionalProperties: false }],
    ["more properties than there are", { type: "object", minProperties: 2, properties: { a: {} }, additionalProperties: false }],
    ["values of another type", { type: "string", enum: [1, 2] }],
  ])("leaves out %s", (_name, schema) => {
    expect(atomsOf(schema)).toEqual([]);
  });

  test("brings the bounds of integers and steps to the next of them", () => {
    expect(atomsOf({ type: "integer", exclusiveMinimum: 1, maximum: 9.5, multipleOf: 4 })).toMatchObject([
      { range: { low: 4, high: 8, step: 4 } },
    ]);
  });

  test("says which properties an object can have", () => {
    const schema = { type: "object", properties: { a: {}, never: { enum: [] } }, additionalProperties: false };
    expect(atomsOf(schema).map((atom: Atom) => (atom.kind === "object" ? possibleNames(atom) : []))).toEqual([["a"]]);
  });

  test("gives up where options multiply without end", () => {
    const two = { anyOf: [{ minLength: 1 }, { maxLength: 9 }] };
    const nested = Array.from({ length: 9 }).reduce<JsonSchema>((inner) => ({ anyOf: [inner, two] }), two);
    expect(kindsOf(nested).length).toBeGreaterThan(0);
    expect(() => atomsOf({ anyOf: Array.from({ length: 600 }, () => ({ type: "string" })) })).toThrow(Undecided);
  });
});
