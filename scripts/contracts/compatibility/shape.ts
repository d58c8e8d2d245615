// What a sub-schema takes, as text without how it is written: no annotations, no order, `$ref` inlined.
import { createHash } from "node:crypto";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { annotations, canonical, isIdle, kindOf } from "./keywords.ts";
import { memory } from "./memory.ts";
import { child, isObject, options, type Place, propertyNames } from "./place.ts";

/** One value that a sub-schema takes, and the JSON pointer to where it says so. */
export interface Value {
  value: unknown;
  pointer: string;
}

const remembered = memory<string>();

/**
 * Equal for two sub-schemas that a closed writer would write the same by. As every keyword of the profile is monotone, a value written
 * by a closed sub-schema is taken by every sub-schema of the same shape.
 */
export function shape(place: Place): string {
  return remembered(place.document, place.pointer, () =>
    createHash("sha256")
      .update(canonical(content(place)))
      .digest("base64"),
  );
}

/** The values of a sub-schema that enumerates them, be it by `const`, `enum` or an `anyOf` of these; undefined where it does not. */
export function enumerated(place: Place): Value[] | undefined {
  const { schema } = place;
  const others = Object.keys(schema).filter((keyword) => !annotations.has(keyword) && keyword !== "$defs");
  const limited = others.some((keyword) => !["type", "const", "enum", "anyOf"].includes(keyword));
  if (limited || others.filter((keyword) => keyword !== "type").length !== 1) return undefined;
  const lists = options(place)?.map(enumerated) ?? [constants(place)];
  if (lists.some((list) => list === undefined)) return undefined;
  const values = unrepeated(lists.flatMap((list) => list ?? []));
  return values.filter(({ value }) => typesOf(schema).some((type) => isOfType(value, type)));
}

/** The values of `const` or `enum`, each once; undefined where there is neither. */
export function constants({ schema, pointer }: Place): Value[] | undefined {
  if ("const" in schema) return [{ value: schema.const, pointer: `${pointer}/const` }];
  return Array.isArray(schema.enum)
    ? unrepeated(schema.enum.map((value, index) => ({ value, pointer: `${pointer}/enum/${index}` })))
    : undefined;
}

function unrepeated(values: readonly Value[]): Value[] {
  return [...new Map(values.toReversed().map((one) => [canonical(one.value), one])).values()].toReversed();
}

/** The types that a schema allows; all where it does not say. */
export function typesOf(schema: JsonSchema): string[] {
  const { type } = schema;
  if (type === undefined) return ["null", "boolean", "number", "string", "array", "object"];
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
}

function isOfType(value: unknown, type: string): boolean {
  return type === "integer" ? Number.isInteger(value) : kindOf(value) === type;
}

function content(place: Place): unknown {
  const values = enumerated(place);
  if (values !== undefined) return { values: values.map(({ value }) => canonical(value)).sort() };
  const result: JsonSchema = {};
  for (const [keyword, value] of Object.entries(place.schema)) {
    if (keyword === "properties") {
      result[keyword] = Object.fromEntries(propertyNames(place).map((name) => [name, shape(child(place, keyword, name))]));
    } else if (annotations.has(keyword) || keyword === "$defs" || isIdle(keyword, value)) {
      // Says nothing of values.
    } else if (keyword === "items" || (keyword === "additionalProperties" && isObject(value)))
      result[keyword] = shape(child(place, keyword));
    else if (keyword === "anyOf") result[keyword] = [...new Set(options(place)?.map(shape))].sort();
    else if (keyword === "required" && Array.isArray(value)) result[keyword] = [...new Set(value)].sort();
    else if (keyword === "type") result[keyword] = [...new Set(typesOf(place.schema))].sort();
    else result[keyword] = value;
  }
  result.additionalProperties ??= !("properties" in place.schema);
  return result;
}
