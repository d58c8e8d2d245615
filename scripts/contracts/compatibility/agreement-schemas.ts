// Schemas within the profile, small and alike, so that two of them have much to do with each other.
import fc from "fast-check";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { formats, names, patterns, words } from "./agreement-words.ts";

const small = fc.integer({ min: 0, max: 3 });
const bound = fc.constantFrom(-1, 0, 0.5, 1, 2, 10);

/** Two bounds in order, each of which may be left out. */
function range(of: fc.Arbitrary<number>, least: string, most: string): fc.Arbitrary<JsonSchema> {
  return fc.tuple(fc.option(of, { nil: undefined }), fc.option(of, { nil: undefined })).map(([one, other]) => {
    const [low, high] = one !== undefined && other !== undefined && one > other ? [other, one] : [one, other];
    return { ...(low !== undefined && { [least]: low }), ...(high !== undefined && { [most]: high }) };
  });
}

function typed(type: string, ...keywords: fc.Arbitrary<JsonSchema>[]): fc.Arbitrary<JsonSchema> {
  return fc.tuple(...keywords).map((found) => Object.assign({ type }, ...found));
}

/** A schema of strings. */
export const text = fc.oneof(
  { weight: 2, arbitrary: typed("string") },
  { weight: 2, arbitrary: typed("string", range(small, "minLength", "maxLength")) },
  { weight: 3, arbitrary: typed("string", fc.record({ pattern: fc.constantFrom(...Object.keys(patterns)) })) },
  {
    weight: 1,
    arbitrary: typed("string", fc.record({ pattern: fc.constantFrom(...Object.keys(patterns)) }), range(small, "minLength", "maxLength")),
  },
  { weight: 1, arbitrary: typed("string", fc.record({ format: fc.constantFrom(...Object.keys(formats)) })) },
);

/** A schema of numbers. */
export const figure = fc.oneof(
  typed("number", range(bound, "minimum", "maximum")),
  typed(
    "number",
    range(bound, "exclusiveMinimum", "maximum").filter((found) => !("maximum" in found) || found.exclusiveMinimum !== found.maximum),
  ),
  typed("integer", range(small, "minimum", "maximum")),
  typed(
    "integer",
    range(bound, "minimum", "exclusiveMaximum").filter(
      (found) => !("exclusiveMaximum" in found) || Number(found.minimum ?? -9) < Number(found.exclusiveMaximum) - 1,
    ),
  ),
);

const word = fc.constantFrom(...words);
const enumeration = fc.oneof(
  fc.uniqueArray(word, { minLength: 1, maxLength: 4 }).map((found): JsonSchema => ({ type: "string", enum: found })),
  fc
    .uniqueArray(fc.constantFrom<unknown>(...words, 0, 1, 2.5, true, null), { minLength: 1, maxLength: 4 })
    .map((found): JsonSchema => ({ enum: found })),
  fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((found): JsonSchema => ({ anyOf: found.map((one) => ({ const: one })) })),
  word.map((found): JsonSchema => ({ const: found })),
);

/** A schema of a single value. */
export const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 4, arbitrary: figure },
  { weight: 3, arbitrary: enumeration },
  { weight: 1, arbitrary: fc.constantFrom<JsonSchema>({ type: "boolean" }, { type: "null" }) },
);

const definitionNames = ["Point", "Code"];

/** A schema of what may stand in a property, with `depth` levels below it and definitions to point to. */
function part(depth: number): fc.Arbitrary<JsonSchema> {
  if (depth === 0) return leaf;
  const below = part(depth - 1);
  const list = typed(
    "array",
    fc.record({ items: below }),
    range(small, "minItems", "maxItems"),
    fc.option(fc.constant({ uniqueItems: true }), { nil: {}, freq: 2 }),
  );
  const map = typed("object", fc.record({ additionalProperties: below }), range(small, "minProperties", "maxProperties"));
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 3, arbitrary: objectOf(below) },
    { weight: 2, arbitrary: list },
    { weight: 1, arbitrary: map },
    { weight: 2, arbitrary: below.map((schema): JsonSchema => ({ anyOf: [schema, { type: "null" }] })) },
    { weight: 1, arbitrary: fc.tuple(below, below).map((branches): JsonSchema => ({ anyOf: branches })) },
    { weight: 2, arbitrary: fc.constantFrom(...definitionNames).map((name): JsonSchema => ({ $ref: `#/$defs/${name}` })) },
  );
}

function objectOf(below: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const property = fc.record({ schema: below, required: fc.boolean() });
  const rest = fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.constant({ additionalProperties: false }) },
    { weight: 1, arbitrary: fc.record({ additionalProperties: leaf }) },
  );
  return fc
    .tuple(fc.dictionary(fc.constantFrom(...names), property, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), rest)
    .map(([properties, more]) => {
      const required = Object.keys(properties).filter((name) => properties[name]?.required);
      return {
        type: "object",
        ...(required.length > 0 && { required }),
        properties: Object.fromEntries(Object.entries(properties).map(([name, { schema }]) => [name, schema])),
        ...more,
      };
    });
}

/** A whole contract: an object, with the definitions that it points to. */
export const contract: fc.Arbitrary<JsonSchema> = fc
  .record({ root: objectOf(part(2)), $defs: fc.record({ Point: objectOf(leaf), Code: leaf }) })
  .map(({ root, $defs }) => {
    const used = Object.entries($defs).filter(([name]) => JSON.stringify(root).includes(`#/$defs/${name}`));
    return { ...root, ...(used.length > 0 && { $defs: Object.fromEntries(used) }) };
  });
