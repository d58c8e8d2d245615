// From a contract's document: a message with every field that it knows, and what becomes of it when one field is changed.
import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../../scripts/generate/json-schema.ts";

export interface Variant {
  /** JSON pointer to the field that is changed. */
  at: string;
  value: unknown;
}

type Path = (string | number)[];

interface Field {
  path: Path;
  schema: JsonSchema;
  presence: "required" | "optional" | "item";
}

const samples: [kind: string, value: unknown][] = [
  ["string", "neither a UUID, nor a time, nor a word that is asked for"],
  ["integer", 7],
  ["number", 7.5],
  ["boolean", true],
  ["null", null],
  ["array", []],
  ["object", {}],
];

/** A message with all fields, optional ones too, one item to a list. */
export function whole(document: JsonSchema): unknown {
  return sampleOf(document, document);
}

/** Without one required field. */
export function withoutRequired(document: JsonSchema): Variant[] {
  return without(document, "required");
}

/** Without one optional field. */
export function withoutOptional(document: JsonSchema): Variant[] {
  return without(document, "optional");
}

/** With null in one field that takes it. */
export function withNull(document: JsonSchema): Variant[] {
  return fields(document)
    .filter(({ schema }) => kindsOf(schema).includes("null"))
    .map(({ path }) => changed(document, path, () => null));
}

/** With a value of every wrong type in one field. */
export function withWrongTypes(document: JsonSchema): Variant[] {
  return fields(document).flatMap(({ path, schema }) => {
    const right = kindsOf(schema);
    return samples.filter(([kind]) => !right.includes(kind)).map(([, value]) => changed(document, path, () => value));
  });
}

/** With a field that nobody knows in one object. */
export function withUnknown(document: JsonSchema): Variant[] {
  const objects = [[], ...fields(document).flatMap(({ path, schema }) => ("properties" in schema ? [path] : []))];
  return objects.map((path) => changed(document, path, (value) => ({ ...Object(value), unknownField: { of: ["a newer version"] } })));
}

function without(document: JsonSchema, presence: Field["presence"]): Variant[] {
  return fields(document)
    .filter((field) => field.presence === presence)
    .map(({ path }) => changed(document, path, () => undefined));
}

function changed(document: JsonSchema, path: Path, change: (value: unknown) => unknown): Variant {
  const value = replace(whole(document), path, change);
  // A change that changes nothing would prove nothing.
  if (isDeepStrictEqual(value, whole(document))) throw new Error(`Nothing was changed at ${path.join("/")}.`);
  return { at: path.map((step) => `/${step}`).join(""), value };
}

function replace(value: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  const inner = (member: unknown) => replace(member, rest, change);
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? inner(item) : item));
  return Object.fromEntries(
    Object.entries(Object(value))
      .map(([name, member]): [string, unknown] => [name, name === step ? inner(member) : member])
      .filter(([, member]) => member !== undefined),
  );
}

/** Every field at every depth, and every list's item. */
function fields(document: JsonSchema, schema = document, path: Path = []): Field[] {
  const { properties = {}, required = [], items } = resolve(schema, document);
  const own = Object.entries<JsonSchema>(properties).map(([name, property]): Field => {
    return { path: [...path, name], schema: resolve(property, document), presence: required.includes(name) ? "required" : "optional" };
  });
  if (items !== undefined) own.push({ path: [...path, 0], schema: resolve(items, document), presence: "item" });
  return own.flatMap((field) => [field, ...fields(document, field.schema, field.path)]);
}

interface Resolved extends JsonSchema {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}

/** What a reference refers to; of what may be null, the other with `nullable`. */
function resolve(schema: JsonSchema, document: JsonSchema): Resolved {
  if (typeof schema.$ref === "string") return resolve(Object(document.$defs)[schema.$ref.replace("#/$defs/", "")], document);
  if (!Array.isArray(schema.anyOf)) return schema;
  const [other, ...more] = schema.anyOf.filter(({ type }) => type !== "null");
  if (more.length > 0) throw new Error(`Teach samples-variants.ts this union: ${JSON.stringify(schema.anyOf)}`);
  return { ...resolve(other, document), nullable: true };
}

function kindsOf(schema: JsonSchema): string[] {
  const kinds = schema.nullable ? ["null"] : [];
  if ("const" in schema || "enum" in schema || schema.format !== undefined) return kinds;
  return [...kinds, String(schema.type), ...(schema.type === "number" ? ["integer"] : [])];
}

function sampleOf(schema: JsonSchema, document: JsonSchema): unknown {
  const { type, format, items, properties = {}, ...rest } = resolve(schema, document);
  if ("const" in rest) return rest.const;
  if (Array.isArray(rest.enum)) return rest.enum[0];
  if (format === "uuid") return "0b0c7a2e-7d3b-4b8e-9b59-0a5f6f0f6a11";
  if (format === "date-time") return "2026-11-22T23:40:00.123456789Z";
  if (type === "array") return [items === undefined ? null : sampleOf(items, document)];
  if (type !== "object") return { string: document.$id, number: 1.5, integer: 1, boolean: false }[String(type)];
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, sampleOf(property, document)]));
}
