// A sub-schema and where it stands: JSON pointers, and `$ref` followed.
import type { JsonSchema } from "../../generate/json-schema.ts";

/** A sub-schema of a document. `document` is the whole of it, `pointer` the JSON pointer to `schema` in it. */
export interface Place {
  document: JsonSchema;
  pointer: string;
  schema: JsonSchema;
}

/** Steps → `/steps/escaped`, to be appended to a pointer. */
export function pointer(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Whether `inner` is `outer` or lies under it. */
export function isUnder(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The whole document, its own `$ref` followed. */
export function root(document: JsonSchema): Place {
  return follow({ document, pointer: "", schema: document });
}

/** The sub-schema that the steps lead to, as it is written there. Throws where there is none: look before. */
export function written(place: Place, ...steps: readonly (string | number)[]): Place {
  let schema: unknown = place.schema;
  for (const step of steps) schema = isObject(schema) || Array.isArray(schema) ? Reflect.get(schema, step) : undefined;
  const where = place.pointer + pointer(...steps);
  if (!isObject(schema)) throw new TypeError(`There is no sub-schema at ${where}`);
  return { document: place.document, pointer: where, schema };
}

/** The sub-schema that the steps lead to, a `$ref` followed. */
export function child(place: Place, ...steps: readonly (string | number)[]): Place {
  return follow(written(place, ...steps));
}

/** Where a `$ref` leads, and a place without one itself. Ends on every document that `outside` lets pass. */
export function follow(place: Place): Place {
  const name = referredTo(place.schema);
  return name === undefined ? place : child({ document: place.document, pointer: "", schema: place.document }, "$defs", name);
}

/** The name in `$defs` that a schema refers to. */
export function referredTo(schema: JsonSchema): string | undefined {
  const { $ref } = schema;
  if (typeof $ref !== "string" || !/^#\/\$defs\/[^/]+$/u.test($ref)) return undefined;
  return decodeURIComponent($ref.slice("#/$defs/".length)).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The options of `anyOf`; undefined where there is none. */
export function options(place: Place): Place[] | undefined {
  const { anyOf } = place.schema;
  return Array.isArray(anyOf) ? anyOf.map((_, index) => child(place, "anyOf", index)) : undefined;
}

/** The sub-schemas right inside a schema, each with the steps to it; what stands there may be no schema at all. */
export function* parts(schema: JsonSchema): Generator<[steps: string[], part: unknown]> {
  for (const keyword of ["properties", "$defs", "anyOf"])
    for (const [name, part] of Object.entries(schema[keyword] ?? {})) yield [[keyword, name], part];
  if ("items" in schema) yield [["items"], schema.items];
  if ("additionalProperties" in schema && typeof schema.additionalProperties !== "boolean")
    yield [["additionalProperties"], schema.additionalProperties];
}

/** Names of the declared properties, in the order they are written in. */
export function propertyNames(place: Place): string[] {
  return isObject(place.schema.properties) ? Object.keys(place.schema.properties) : [];
}

export function hasProperty(place: Place, name: string): boolean {
  return isObject(place.schema.properties) && Object.hasOwn(place.schema.properties, name);
}

/** Names of the required properties, without repetition. */
export function requiredNames(place: Place): string[] {
  const { required } = place.schema;
  return Array.isArray(required) ? [...new Set(required.filter((name) => typeof name === "string"))] : [];
}
