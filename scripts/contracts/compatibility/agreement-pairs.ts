// Two versions of a contract: one revised from the other, or two that have nothing to do with each other; within the profile and beyond it.
import fc from "fast-check";
import { catalogue } from "../../../schemas/catalogue.ts";
import { closed, type JsonSchema, jsonSchema } from "../../generate/json-schema.ts";
import { documentsOf } from "./agreement-documents.ts";
import { edit, edited, placesIn } from "./agreement-edits.ts";
import { contract, figure, leaf, text } from "./agreement-schemas.ts";
import { value } from "./truth-table-row.ts";

export interface Pair {
  old: JsonSchema;
  new: JsonSchema;
}

const revised = fc
  .tuple(contract, fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([old, edits]): Pair => ({ old, new: edited(old, edits) }));

const unrelated = fc.record({ old: contract, new: contract });

/** One value and nothing about it, edited once: no other break hides what becomes of it. */
const focused = fc
  .record({ one: leaf, other: leaf, within: fc.constantFrom("nothing", "list", "map", "union"), edit })
  .map(({ one, other, within, edit: once }): Pair => {
    const old = value(
      within === "list"
        ? { type: "array", items: one }
        : within === "map"
          ? { type: "object", additionalProperties: one }
          : within === "union"
            ? { anyOf: [one, other] }
            : one,
    );
    return { old, new: edited(old, [once]) };
  });

/** A value against two options of its own type, which may hold it together and leave a gap between them. */
const split = fc
  .oneof(fc.tuple(text, text, text), fc.tuple(figure, figure, figure))
  .chain(([whole, ...parts]) =>
    fc.constantFrom<Pair>({ old: value(whole), new: value({ anyOf: parts }) }, { old: value({ anyOf: parts }), new: value(whole) }),
  );

/** Two versions of a contract, within the profile. */
export const pair: fc.Arbitrary<Pair> = fc.oneof(
  { weight: 5, arbitrary: revised },
  { weight: 1, arbitrary: unrelated },
  { weight: 4, arbitrary: focused },
  { weight: 1, arbitrary: split },
);

const published = Object.entries(catalogue).map(([name, one]) => jsonSchema(name, one));

/** A contract of the catalogue, and what one or two edits make of it. */
export const publishedPair: fc.Arbitrary<Pair> = fc
  .tuple(fc.constantFrom(...published), fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([old, edits]) => ({ old, new: edited(old, edits) }));

/** Documents that the old and the new writer write, `each` of them. */
export function withDocuments(each: number): (versions: Pair) => fc.Arbitrary<{ versions: Pair; fromOld: unknown[]; fromNew: unknown[] }> {
  const count = { minLength: each, maxLength: each };
  return (versions) =>
    fc.record({
      versions: fc.constant(versions),
      fromOld: fc.array(documentsOf(closed(versions.old), versions.new), count),
      fromNew: fc.array(documentsOf(closed(versions.new), versions.old), count),
    });
}

/** Keywords that no contract uses, and known ones where they are not expected. */
const unusual: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.constantFrom<JsonSchema>(
    { not: { type: "string" } },
    { patternProperties: { "^[ab]$": { type: "string" } } },
    { propertyNames: { enum: ["a", "b"] } },
    { dependentRequired: { a: ["b"] } },
    { unevaluatedProperties: false },
    { if: { required: ["a"] }, else: { required: ["b"] } },
    { contains: { type: "string" } },
    { prefixItems: [{ type: "string" }] },
    { "x-range": [0, 1] },
    { format: "quiz-code" },
    { additionalProperties: true },
    { type: ["string", "integer", "null"] },
    { multipleOf: 0.5 },
    { minimum: 1, maxLength: 1, maxItems: 1, maxProperties: 1 },
    { required: ["d"] },
    { type: "array", items: { $ref: "#" } },
  ),
  fc.tuple(leaf, leaf).map((branches) => ({ oneOf: branches })),
  fc.tuple(leaf, leaf).map((branches) => ({ allOf: branches })),
  fc.tuple(leaf, leaf).map((branches) => ({ anyOf: branches })),
  fc.record({ const: fc.constantFrom("a1", 1, null) }),
);

/** A pair in which the old version, the new one or both have something unusual in one or two places. */
export const unusualPair: fc.Arbitrary<Pair> = fc
  .record({
    pair,
    additions: fc.array(fc.record({ keyword: unusual, place: fc.nat(999), to: fc.constantFrom("old", "new", "both") }), {
      minLength: 1,
      maxLength: 2,
    }),
    untyped: fc.boolean(),
  })
  .map(({ pair: versions, additions, untyped }) => {
    const copy = structuredClone(versions);
    for (const { keyword, place, to } of additions) {
      for (const version of ["old", "new"] as const) {
        const places = placesIn(copy[version]);
        const schema = places[place % places.length];
        if (schema === undefined || (to !== "both" && to !== version)) continue;
        if (untyped) delete schema.type;
        Object.assign(schema, structuredClone(keyword));
      }
    }
    return copy;
  });
