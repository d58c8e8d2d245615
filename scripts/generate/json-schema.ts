// TypeBox → the published document: JSON Schema 2020-12 in a fixed key order, each named object once in $defs.
import type { Contract } from "../../schemas/catalogue.ts";
import { contractId } from "../../schemas/lib/envelope.ts";
import { use } from "../../schemas/lib/named.ts";

export type JsonSchema = { [keyword: string]: unknown };

/** Keywords come in this order; what is not listed follows in the alphabet's. Properties keep the order they were written in. */
const keywordOrder = [
  "$schema",
  "$id",
  "$ref",
  "title",
  "description",
  "type",
  "const",
  "enum",
  "required",
  "properties",
  "additionalProperties",
];

/** The document of a contract. Throws when two different objects bear the same title. */
export function jsonSchema(name: string, contract: Contract): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const root = convert(contract.schema, definitions, true);
  const document = ordered({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: contractId(name, contract.version),
    ...root,
    ...(Object.keys(definitions).length > 0 && { $defs: sortedByName(definitions) }),
  });
  return contract.kind === "request" || contract.kind === "configuration" ? closed(document) : document;
}

/** The same document in which no object has an unknown field, at any depth. */
export function closed(schema: unknown): JsonSchema {
  if (!isSchema(schema)) throw new TypeError(`Not a schema: ${JSON.stringify(schema)}`);
  const each = (value: unknown) => Object.fromEntries(Object.entries(value ?? {}).map(([name, subschema]) => [name, closed(subschema)]));
  const result: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "properties" || keyword === "$defs") result[keyword] = each(value);
    else if (keyword === "items") result[keyword] = closed(value);
    else if (keyword === "additionalProperties" && typeof value === "object") result[keyword] = closed(value);
    else if (keyword === "anyOf" && Array.isArray(value)) result[keyword] = value.map(closed);
    else result[keyword] = value;
  }
  if ("properties" in result) result.additionalProperties ??= false;
  return ordered(result);
}

/** `Quiz statistics` → `QuizStatistics`: the name in $defs and of the interface. */
export function typeName(title: string): string {
  return title
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Documents as text: two spaces, a last newline. */
export function asText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function isSchema(value: unknown): value is JsonSchema & { [use]?: JsonSchema } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function convert(schema: unknown, definitions: Record<string, JsonSchema>, isRoot = false): JsonSchema {
  if (!isSchema(schema)) throw new TypeError(`Not a schema: ${JSON.stringify(schema)}`);
  const converted: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) converted[keyword] = convertKeyword(keyword, value, definitions);
  const words = wordsOf(converted.anyOf);
  if (words !== undefined) {
    delete converted.anyOf;
    Object.assign(converted, { type: "string", enum: words });
  }
  const { title } = converted;
  // A map (an object without properties of its own) is no type with a name.
  if (isRoot || typeof title !== "string" || !("properties" in converted)) return ordered(converted);
  return { $ref: `#/$defs/${define(typeName(title), ordered(converted), definitions)}`, ...schema[use] };
}

function convertKeyword(keyword: string, value: unknown, definitions: Record<string, JsonSchema>): unknown {
  switch (keyword) {
    case "properties":
      return Object.fromEntries(Object.entries(value ?? {}).map(([name, property]) => [name, convert(property, definitions)]));
    case "items":
      return convert(value, definitions);
    case "additionalProperties":
      return typeof value === "boolean" ? value : convert(value, definitions);
    case "anyOf":
      return Array.isArray(value) ? value.map((option) => convert(option, definitions)) : value;
    default:
      return value;
  }
}

/** The words that a union consists of; undefined where it is of anything else. An `enum` of them has one error to tell, an `anyOf` one a word. */
function wordsOf(options: unknown): string[] | undefined {
  if (!Array.isArray(options)) return undefined;
  const words = options.map((option) => (isSchema(option) ? option.const : undefined));
  return words.every((word) => typeof word === "string") ? words : undefined;
}

function define(name: string, definition: JsonSchema, definitions: Record<string, JsonSchema>): string {
  const known = definitions[name];
  if (known !== undefined && asText(known) !== asText(definition))
    throw new Error(`Two different objects bear the title of "${name}": give one of them another title.`);
  definitions[name] = definition;
  return name;
}

/** The schema with its keywords in a fixed order. */
export function ordered(schema: JsonSchema): JsonSchema {
  const rank = (keyword: string) => {
    const place = keywordOrder.indexOf(keyword);
    return place < 0 ? keywordOrder.length : place;
  };
  return Object.fromEntries(Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function sortedByName<T>(map: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
