// What can be done to a schema at one place, by the keywords that it has.
import type { JsonSchema } from "../../generate/json-schema.ts";
import { formats, names, patterns, words } from "./agreement-words.ts";

/** Makes the edit in place. `pick` says which of several: a name, a word, a bound; `part` is a schema to put in. */
export type Apply = (pick: number, part: JsonSchema) => void;

/** The edits that can be made to `schema`; the root of a contract stays an object. */
export function editsOf(schema: JsonSchema, isRoot: boolean): Apply[] {
  const edits: Apply[] = [(pick) => set(schema, "description", `Said in another way, ${pick}.`)];
  if (!isRoot) edits.push(...replacements(schema));
  if (isObject(schema.properties)) edits.push(...objectEdits(schema, schema.properties));
  else if (schema.type === "object") edits.push(...boundEdits(schema, ["minProperties", "maxProperties"]));
  if (Array.isArray(schema.enum)) edits.push(...enumEdits(schema, schema.enum));
  else if (schema.type === "string") edits.push(...stringEdits(schema));
  if (schema.type === "number" || schema.type === "integer") edits.push(...numberEdits(schema));
  if (schema.type === "array") {
    edits.push(...boundEdits(schema, ["minItems", "maxItems"]), () =>
      schema.uniqueItems === true ? delete schema.uniqueItems : set(schema, "uniqueItems", true),
    );
  }
  if (Array.isArray(schema.anyOf)) edits.push(...unionEdits(schema, schema.anyOf));
  return edits;
}

function replacements(schema: JsonSchema): Apply[] {
  return [
    (_pick, part) => replace(schema, part),
    () => replace(schema, { anyOf: [{ ...schema }, { type: "null" }] }),
    () => replace(schema, { type: "array", items: { ...schema } }),
    (pick) => replace(schema, { const: chosen(words, pick) }),
    () => delete schema.type,
    () => {
      if ("const" in schema) replace(schema, { enum: [schema.const] });
    },
  ];
}

function objectEdits(schema: JsonSchema, properties: JsonSchema): Apply[] {
  const required = () => (Array.isArray(schema.required) ? schema.required : []);
  const require = (list: unknown[]) => (list.length > 0 ? set(schema, "required", list) : delete schema.required);
  const remove = (name: string) => {
    delete properties[name];
    require(required().filter((one) => one !== name));
  };
  const known = (pick: number) => chosen(Object.keys(properties), pick);
  const free = (pick: number) =>
    chosen(
      names.filter((name) => !(name in properties)),
      pick,
    );
  return [
    (pick, part) => set(properties, free(pick) ?? chosen(names, pick), part),
    (pick, part) => {
      const name = free(pick);
      if (name === undefined) return;
      set(properties, name, part);
      require([...required(), name]);
    },
    (pick) => remove(known(pick) ?? ""),
    (pick) => {
      const name = known(pick);
      if (name !== undefined) require(required().includes(name) ? required().filter((one) => one !== name) : [...required(), name]);
    },
    (pick) => {
      const [from, to] = [known(pick), free(pick)];
      if (from === undefined || to === undefined) return;
      set(properties, to, properties[from]);
      require(required().map((one) => (one === from ? to : one)));
      delete properties[from];
    },
    (pick, part) => set(schema, "additionalProperties", chosen([false, true, part], pick)),
    () => delete schema.additionalProperties,
    ...boundEdits(schema, ["minProperties", "maxProperties"]),
  ];
}

function enumEdits(schema: JsonSchema, members: unknown[]): Apply[] {
  return [
    (pick) => set(schema, "enum", [...new Set([...members, chosen(words, pick)])]),
    (pick) =>
      members.length > 1 &&
      set(
        schema,
        "enum",
        members.filter((_one, index) => index !== pick % members.length),
      ),
    () => set(schema, "enum", members.toReversed()),
    () => replace(schema, { anyOf: members.map((one) => ({ const: one })) }),
    () => replace(schema, { type: "string" }),
  ];
}

function stringEdits(schema: JsonSchema): Apply[] {
  return [
    ...boundEdits(schema, ["minLength", "maxLength"]),
    (pick) => set(schema, "pattern", chosen(Object.keys(patterns), pick)),
    (pick) => set(schema, "format", chosen(Object.keys(formats), pick)),
    () => delete schema.pattern,
    () => delete schema.format,
    (pick) => replace(schema, { type: "string", enum: words.slice(0, 1 + (pick % words.length)) }),
  ];
}

function numberEdits(schema: JsonSchema): Apply[] {
  return [
    ...boundEdits(schema, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
    () => set(schema, "type", schema.type === "number" ? "integer" : "number"),
    (pick) => set(schema, "multipleOf", chosen([1, 2, 0.5], pick)),
    () => {
      const { minimum, maximum, ...others } = schema;
      replace(schema, {
        ...others,
        ...(minimum !== undefined && { exclusiveMinimum: minimum }),
        ...(maximum !== undefined && { exclusiveMaximum: maximum }),
      });
    },
  ];
}

function unionEdits(schema: JsonSchema, branches: unknown[]): Apply[] {
  return [
    (_pick, part) => set(schema, "anyOf", [...branches, part]),
    (pick) =>
      branches.length > 1 &&
      set(
        schema,
        "anyOf",
        branches.filter((_one, index) => index !== pick % branches.length),
      ),
    () => set(schema, "anyOf", branches.toReversed()),
    () => {
      const [first] = branches;
      if (isObject(first)) replace(schema, first);
    },
  ];
}

/** A bound is moved by one, written down, or left out. */
function boundEdits(schema: JsonSchema, keywords: string[]): Apply[] {
  const floor = keywords.includes("minimum") ? Number.NEGATIVE_INFINITY : 0;
  return [
    (pick) => {
      const keyword = chosen(keywords, pick) ?? "";
      const found = schema[keyword];
      set(schema, keyword, typeof found === "number" ? Math.max(floor, found + (pick % 2 === 0 ? 1 : -1)) : pick % 4);
    },
    (pick) => delete schema[chosen(keywords, pick) ?? ""],
  ];
}

function replace(schema: JsonSchema, other: JsonSchema): void {
  for (const keyword of Object.keys(schema)) delete schema[keyword];
  Object.assign(schema, other);
}

function set(schema: JsonSchema, keyword: string | undefined, found: unknown): void {
  if (keyword !== undefined) schema[keyword] = found;
}

function chosen<T>(all: readonly T[], pick: number): T | undefined {
  return all[pick % Math.max(1, all.length)];
}

function isObject(found: unknown): found is JsonSchema {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}
