// The contracts that samples are made of, as one JSON Schema of which quicktype makes good names and no needless types.
import type { Contract } from "../../schemas/catalogue.ts";
import type { JsonSchema } from "../generate/json-schema.ts";
import { rootType } from "../generate/types.ts";

/** Objects and words by their types' names, as `$defs`; references are `#/$defs/<name>`. */
export type Definitions = Record<string, JsonSchema>;

/** The types that stand for a contract: how a message says that it is one, and the type's name. */
export interface Consumed {
  /** By `type`, the whole of it. */
  events: [type: string, name: string][];
  /** By how `$schema` begins: up to the major version. */
  documents: [beginning: string, name: string][];
}

/** Whether what is sent by a contract says itself by which: an event by its type, a document by `$schema`. A row of a table does not. */
export function saysWhatItIs({ kind, schema }: Contract): boolean {
  return kind === "event" || (kind === "document" && "$schema" in schema.properties);
}

/** How messages of these published documents are told apart. */
export function consumed(documents: JsonSchema[]): Consumed {
  const found: Consumed = { events: [], documents: [] };
  for (const document of documents) {
    const type = properties(document.properties).find(([name]) => name === "type")?.[1].const;
    if (typeof type === "string") found.events.push([type, rootType(document)]);
    else found.documents.push([String(document.$id).replace(/\d+\.\d+\.schema\.json$/, ""), rootType(document)]);
  }
  return found;
}

/** Where an object keeps the descriptions of those properties that are mere references; see `referenceDescriptions`. */
export const describedReferences = "x-described-references";

/** Names for words that no language makes a name of. */
const namesOfMarks: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", ".": "point" };

/** What a word of an enumeration is called. */
export function nameOfWord(word: string): string {
  return namesOfMarks[word] ?? word;
}

/**
 * Joins published documents. quicktype names a type by every title and description that it meets, and sorts properties by the alphabet: so an
 * object and an enumeration stand in one place each, under their name, and references to them stand alone. Throws where two documents mean
 * different objects by one name.
 */
export function sampleSchema(documents: JsonSchema[]): Definitions {
  const objects = new Map<string, JsonSchema>();
  const define = (name: string, { $id, $schema, $defs, ...schema }: JsonSchema) => {
    const known = objects.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`"${name}" is two different objects in the contracts that samples are made of: give one of them another title.`);
    objects.set(name, schema);
  };
  for (const document of documents) define(rootType(document), document);
  for (const { $defs } of documents) for (const [name, schema] of properties($defs)) define(name, schema);

  const words = nameWords([...objects]);
  const definitions = [
    ...[...objects].map(([name, schema]): [string, JsonSchema] => [name, { title: name, ...object(schema, words) }]),
    ...[...words].map(([key, name]): [string, JsonSchema] => [name, { title: name, type: "string", enum: JSON.parse(key) }]),
  ];
  const names = definitions.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`"${twice}" would be two types in the samples: give the object another title.`);
  return Object.fromEntries(definitions);
}

/** Its properties in their order; an enumeration is a reference, and what is said of a reference stands beside. */
function object(schema: JsonSchema, words: Words): JsonSchema {
  const described: Record<string, unknown> = {};
  const converted = properties(schema.properties).map(([name, property]): [string, JsonSchema] => {
    const { description, ...value } = plain(property, words);
    if (!("$ref" in value)) return [name, { description, ...value }];
    if (description !== undefined) described[name] = description;
    return [name, value];
  });
  return {
    ...schema,
    properties: Object.fromEntries(converted),
    quicktypePropertyOrder: converted.map(([name]) => name),
    [describedReferences]: described,
  };
}

function plain({ title, ...schema }: JsonSchema, words: Words): JsonSchema {
  const name = words.get(keyOf(schema) ?? "");
  if (name !== undefined) return { description: schema.description, $ref: `#/$defs/${name}` };
  const inner = (value: unknown) => (isSchema(value) ? plain(value, words) : value);
  if ("items" in schema) return { ...schema, items: inner(schema.items) };
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: schema.anyOf.map(inner) };
  if ("additionalProperties" in schema) return { ...schema, additionalProperties: inner(schema.additionalProperties) };
  return schema;
}

/** Names of enumerations by their words, as JSON. */
type Words = Map<string, string>;

/** The words of an enumeration as JSON; a constant is an enumeration of one. */
function keyOf(schema: JsonSchema): string | undefined {
  const words = "const" in schema ? [schema.const] : schema.enum;
  return Array.isArray(words) && words.every((word) => typeof word === "string") ? JSON.stringify(words) : undefined;
}

/** A schema and those that stand in it without a name. */
function inside(schema: JsonSchema): JsonSchema[] {
  const inner = [schema.items, schema.additionalProperties, ...(Array.isArray(schema.anyOf) ? schema.anyOf : [])];
  return [schema, ...inner.filter(isSchema).flatMap(inside)];
}

/** An enumeration is called as what the properties that hold it have in common: `DecidedBy`; with the first object before it where that is taken. */
function nameWords(objects: [string, JsonSchema][]): Words {
  const uses = new Map<string, { owner: string; property: string }[]>();
  for (const [owner, schema] of objects)
    for (const [property, value] of properties(schema.properties))
      for (const key of inside(value).map(keyOf)) {
        if (key !== undefined) uses.set(key, [...(uses.get(key) ?? []), { owner, property }]);
      }
  const short = new Map([...uses].map(([key, users]) => [key, commonTail(users.map(({ property }) => property))]));
  const taken = (name: string) =>
    name === "" || [...objects.map(([object]) => object), ...short.values()].filter((one) => one === name).length > 1;
  return new Map(
    [...uses].map(([key, [first]]) => {
      const name = short.get(key) ?? "";
      return [key, taken(name) ? `${first?.owner}${commonTail([first?.property ?? ""])}` : name];
    }),
  );
}

/** `delimiterDecidedBy`, `headerDecidedBy` → `DecidedBy`. */
function commonTail(names: string[]): string {
  const [first = [], ...others] = names.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`.split(/(?=[A-Z])/));
  let length = 0;
  while (length < first.length && others.every((other) => other.at(-1 - length) === first.at(-1 - length))) length++;
  return length === 0 ? "" : first.slice(-length).join("");
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function properties(value: unknown): [string, JsonSchema][] {
  return Object.entries(value ?? {});
}
