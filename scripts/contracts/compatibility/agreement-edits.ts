// The edits that developers make to a contract. Each is made at one place of a schema, and leaves it within the profile.
import fc from "fast-check";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { editsOf } from "./agreement-edit-kinds.ts";
import { leaf } from "./agreement-schemas.ts";

export interface Edit {
  /** Which place, and which edit of those that can be made there. */
  place: number;
  kind: number;
  /** Which of several: a name, a word, a bound. */
  pick: number;
  /** For what is put in. */
  part: JsonSchema;
}

export const edit: fc.Arbitrary<Edit> = fc.record({ place: fc.nat(999), kind: fc.nat(999), pick: fc.nat(999), part: leaf });

/** A copy of `contract` with the edits made, one after the other. */
export function edited(contract: JsonSchema, edits: Edit[]): JsonSchema {
  const copy = structuredClone(contract);
  for (const { place, kind, pick, part } of edits) {
    const places = placesIn(copy);
    const schema = places[place % places.length] ?? copy;
    const possible = editsOf(schema, schema === copy);
    possible[kind % possible.length]?.(pick, structuredClone(part));
  }
  return copy;
}

/** Every sub-schema, the whole one first. */
export function placesIn(schema: unknown): JsonSchema[] {
  if (!isObject(schema)) return [];
  const below = [schema.properties, schema.$defs].flatMap((map) => Object.values(isObject(map) ? map : {}));
  return [
    schema,
    ...[...below, schema.items, schema.additionalProperties, ...(Array.isArray(schema.anyOf) ? schema.anyOf : [])].flatMap(placesIn),
  ];
}

function isObject(found: unknown): found is JsonSchema {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}
