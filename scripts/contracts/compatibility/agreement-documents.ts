// Documents on the edge: what a writer may write, pressed against the bounds of both versions, with a few that are just beyond.
import fc from "fast-check";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { figure, isNumber, isString } from "./agreement-bounds.ts";
import { type Edges, edgesOf } from "./agreement-edges.ts";
import { placesIn } from "./agreement-edits.ts";
import { names, oddStrings } from "./agreement-words.ts";

interface Context {
  root: JsonSchema;
  edges: Edges;
  /** One value in so many is beyond the edge: the larger the document, the rarer, or hardly any would be written. */
  oneIn: number;
  /** How many `$ref`s have been followed: a schema that refers to itself ends somewhere. */
  followed: number;
}

/** Documents that `writer`, a closed schema, mostly accepts, at the edges that it and `reader` have. */
export function documentsOf(writer: JsonSchema, reader: JsonSchema): fc.Arbitrary<unknown> {
  return documentOf(writer, { root: writer, edges: edgesOf(writer, reader), oneIn: 40 + 4 * placesIn(writer).length, followed: 0 });
}

function documentOf(schema: unknown, context: Context): fc.Arbitrary<unknown> {
  const sound = soundDocument(isObject(schema) ? schema : {}, context);
  return fc.oneof({ weight: context.oneIn, arbitrary: sound }, { weight: 1, arbitrary: fc.constantFrom(...context.edges.values) });
}

function soundDocument(schema: JsonSchema, context: Context): fc.Arbitrary<unknown> {
  if (typeof schema.$ref === "string") {
    if (context.followed > 4) return fc.constant(null);
    return documentOf(resolve(schema.$ref, context.root), { ...context, followed: context.followed + 1 });
  }
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map((branch) => documentOf(branch, context)));
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  return fc.oneof(...typesOf(schema).map((type) => ofType(type, schema, context)));
}

/** What a schema without a type limits, and anything else. */
function typesOf(schema: JsonSchema): unknown[] {
  if ("type" in schema) return [schema.type].flat();
  const limited = {
    string: "minLength maxLength pattern format",
    number: "minimum maximum multipleOf",
    array: "items",
    object: "properties",
  };
  return [
    "any",
    ...Object.entries(limited).flatMap(([type, keywords]) => (keywords.split(" ").some((one) => one in schema) ? [type] : [])),
  ];
}

function ofType(type: unknown, schema: JsonSchema, context: Context): fc.Arbitrary<unknown> {
  const { edges } = context;
  switch (type) {
    case "string":
      return oneOr(
        "x",
        [...edges.strings, ...oddStrings].filter((text) => isString(text, schema)),
      );
    case "number":
      return oneOr(
        0,
        edges.numbers.filter((figure) => isNumber(figure, schema)),
      );
    case "integer":
      return oneOr(
        0,
        edges.numbers.filter((figure) => Number.isInteger(figure) && isNumber(figure, schema)),
      );
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return arrayOf(schema, context);
    case "object":
      return objectOf(schema, context);
    default:
      return fc.constantFrom(...edges.values);
  }
}

function oneOr<T>(otherwise: T, candidates: T[]): fc.Arbitrary<T> {
  return candidates.length > 0 ? fc.constantFrom(...candidates) : fc.constant(otherwise);
}

function arrayOf(schema: JsonSchema, context: Context): fc.Arbitrary<unknown[]> {
  const least = figure(schema.minItems, 0);
  const most = Math.min(figure(schema.maxItems, least + 3), least + 3);
  const items = documentOf(schema.items, context);
  const lengths = { minLength: Math.min(least, most), maxLength: most, size: "max" } as const;
  // A set of which there are not enough values comes out too short, and is then one of the documents beyond.
  return schema.uniqueItems === true
    ? fc.array(items, lengths).map((list) => [...new Map(list.map((item) => [JSON.stringify(item), item])).values()])
    : fc.array(items, lengths);
}

function objectOf(schema: JsonSchema, context: Context): fc.Arbitrary<unknown> {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const [always, never] = [
    { is: context.oneIn, isNot: 1 },
    { is: 1, isNot: 4 * context.oneIn },
  ];
  const fields = Object.entries(properties).map(([name, property]) => {
    const presence = required.includes(name) ? always : { is: 3, isNot: 2 };
    return sometimes(documentOf(property, context), presence).map((found) => ({ name, found }));
  });
  const open = schema.additionalProperties !== false;
  const others = names.filter((name) => !(name in properties));
  const extra = others.map((name) => {
    const presence = required.includes(name) ? always : open ? { is: 1, isNot: 1 } : never;
    return sometimes(documentOf(schema.additionalProperties, context), presence).map((found) => ({ name, found }));
  });
  return fc.tuple(...fields, ...extra).map((all) => {
    const present = all.filter(({ found }) => found !== absent);
    const most = figure(schema.maxProperties, present.length);
    // Optional fields go first where there are too many.
    const kept = present.length > most ? present.filter(({ name }) => required.includes(name)) : present;
    return Object.fromEntries(kept.map(({ name, found }) => [name, found]));
  });
}

const absent = Symbol("absent");

function sometimes(arbitrary: fc.Arbitrary<unknown>, { is, isNot }: { is: number; isNot: number }): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: isNot, arbitrary: fc.constant(absent) }, { weight: is, arbitrary });
}

function resolve(reference: string, root: JsonSchema): unknown {
  const definitions = isObject(root.$defs) ? root.$defs : {};
  return reference === "#" ? root : definitions[reference.replace("#/$defs/", "")];
}

function isObject(found: unknown): found is JsonSchema {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}
