// What a ContractError says, in the package and at the functions' boundary.
import { describe, expect, test } from "@jest/globals";
import { accept, ContractError } from "../../generated/contract-error.js";
import { createAjv } from "../../scripts/generate/validators.ts";

/** What is told of a value that violates a schema. */
function errorOf(schema: object, value: unknown): ContractError {
  const validate = createAjv().compile(schema);
  if (validate(value)) throw new Error("It is valid.");
  return new ContractError(
    "thing",
    (validate.errors ?? []).map(({ instancePath, ...rest }) => ({ ...rest, instancePath })),
    value,
  );
}

const nullableNumber = { anyOf: [{ type: "number", minimum: 0 }, { type: "null" }] };

test.each([
  [{ type: "string" }, 7, "wrong-type", "Expected a string, found a number."],
  [{ type: "integer" }, 7.5, "wrong-type", "Expected an integer, found a number."],
  [{ type: "array" }, {}, "wrong-type", "Expected an array, found an object."],
  [nullableNumber, "secret", "wrong-type", "Expected a number or null, found a string."],
  [{ type: "string", enum: ["a", "b"] }, "secret", "not-allowed", 'Expected one of "a", "b", found another string.'],
  [{ type: "string", const: "a" }, "secret", "not-allowed", 'Expected "a", found another string.'],
  [{ type: "array", minItems: 2 }, ["secret"], "too-few", "Expected 2 or more, found an array of 1."],
  [{ type: "array", maxItems: 1 }, [1, 2], "too-many", "Expected 1 at most, found an array of 2."],
  [{ type: "array", uniqueItems: true }, [1, 2, 1], "repeated", "Items 0 and 2 are the same: leave one out."],
  [{ type: "number", minimum: 0 }, -31.4159, "out-of-range", "Expected a number >= 0, found a lower one."],
  [{ type: "number", exclusiveMaximum: 1 }, 31.4159, "out-of-range", "Expected a number < 1, found a higher one."],
  [{ type: "number", multipleOf: 2 }, 31.4159, "out-of-range", "Expected a multiple of 2, found another number."],
  [{ type: "string", minLength: 7 }, "secret", "too-short", "Expected 7 characters or more, found 6."],
  [{ type: "string", maxLength: 1 }, "😀😀", "too-long", "Expected 1 characters at most, found 2."],
  [{ type: "string", format: "uuid" }, "secret", "wrong-format", "Expected a UUID, found another string."],
  [{ type: "string", pattern: "^a$" }, "secret", "wrong-format", "Expected a string that matches ^a$, found another string."],
])("%j: %j is told as %s", (schema, value, code, detail) => {
  const { errors, message } = errorOf(schema, value);
  expect(errors).toEqual([{ pointer: "", code, detail }]);
  expect(message).toBe(`Not a valid thing: ${detail}`);
  expect(JSON.stringify(errors) + message).not.toMatch(/secret|31\.4159|😀/);
});

test("a field is pointed at where it is, where it is missing and where it is too many", () => {
  const schema = { type: "object", properties: { "a/b": { type: "string" } }, required: ["~"], additionalProperties: false };
  const error = errorOf({ ...schema, properties: { ...schema.properties, "~": {} } }, { "a/b": 1, c: 1 });
  expect(error.errors.sort((a, b) => (a.pointer < b.pointer ? -1 : 1))).toEqual([
    { pointer: "/a~1b", code: "wrong-type", detail: "Expected a string, found a number." },
    { pointer: "/c", code: "unknown-field", detail: 'There is no field "c": check its spelling, or leave it out.' },
    { pointer: "/~0", code: "missing-field", detail: 'The field "~" is missing.' },
  ]);
  expect(error.message).toMatch(/^Not a valid thing at \/\S+: .*\. \(and 2 more\)$/);
});

describe("of a union", () => {
  const union = {
    type: "array",
    items: { anyOf: [{ type: "object", required: ["a"], properties: { a: nullableNumber } }, { type: "null" }] },
  };

  test("a value of a type that no branch takes is told once", () => {
    expect(errorOf(union, [1]).errors).toEqual([
      { pointer: "/0", code: "wrong-type", detail: "Expected an object or null, found a number." },
    ]);
  });

  test("what is wrong inside the branch that takes the type is told alone, at every depth", () => {
    const { errors, violationCount } = errorOf(union, [{}, { a: -1 }, { a: "x" }, null]);
    expect(errors).toEqual([
      { pointer: "/0/a", code: "missing-field", detail: 'The field "a" is missing.' },
      { pointer: "/1/a", code: "out-of-range", detail: "Expected a number >= 0, found a lower one." },
      { pointer: "/2/a", code: "wrong-type", detail: "Expected a number or null, found a string." },
    ]);
    expect(violationCount).toBe(3);
  });
});

test("the first hundred are listed and all are counted, in time that grows with their number alone", () => {
  const schema = { type: "array", items: nullableNumber };
  const error = errorOf(schema, Array(50_000).fill("x"));
  expect([error.errors.length, error.violations.length, error.violationCount]).toEqual([100, 100, 50_000]);
  expect(error.message).toBe("Not a valid thing at /0: Expected a number or null, found a string. (and 49999 more)");
});

test("a value that keeps the contract comes back as it is", () => {
  const value = {};
  const validate = Object.assign((candidate: unknown): candidate is object => candidate === value, { errors: null });
  expect(accept("thing", validate, value)).toBe(value);
  expect(() => accept("thing", validate, 1)).toThrow("Not a valid thing: it is wrong");
});
