// What a schema says of a value beside its description, in words.
import type { JsonSchema } from "../generate/json-schema.ts";
import { html, type Markup } from "./html.ts";

/** `list of Quiz statistics`, `number or null`; a named object is linked to, by `anchorOf` its name. */
export function typeWords(schema: JsonSchema, anchorOf: (definition: string) => string): Markup {
  const { $ref, type, anyOf, items, additionalProperties } = schema;
  if (typeof $ref === "string") {
    const name = $ref.split("/").at(-1) ?? "";
    return html`<a href="#${anchorOf(name)}">${name}</a>`;
  }
  if (Array.isArray(anyOf)) {
    const options = anyOf.map((option: JsonSchema) => typeWords(option, anchorOf));
    return html`${options.map((option, index) => [index > 0 && " or ", option])}`;
  }
  if (type === "array" && isSchema(items)) return html`list of ${manyOf(items, anchorOf)}`;
  if (type === "object" && isSchema(additionalProperties)) return html`map of ${manyOf(additionalProperties, anchorOf)}`;
  return html`${type === "integer" ? "whole number" : type === "boolean" ? "true or false" : String(type ?? "anything")}`;
}

function manyOf(schema: JsonSchema, anchorOf: (definition: string) => string): Markup {
  const isPlain = schema.type === "string" || schema.type === "number" || schema.type === "integer";
  return html`${typeWords(schema, anchorOf)}${isPlain && "s"}`;
}

/** The bounds of a value, of its items where it is a list, and of its options where it has some. */
export function constraints(schema: JsonSchema): Markup[] {
  const inside = [schema.items, ...(Array.isArray(schema.anyOf) ? schema.anyOf : [])].filter(isSchema);
  return [
    ...ownConstraints(schema),
    ...inside.flatMap((one) => constraints(one).map((text) => (one === schema.items ? html`each: ${text}` : text))),
  ];
}

function ownConstraints(schema: JsonSchema): Markup[] {
  const { const: constant, enum: words, format, pattern, uniqueItems } = schema;
  const found: (Markup | undefined)[] = [
    constant === undefined ? undefined : html`always <code>${JSON.stringify(constant)}</code>`,
    Array.isArray(words)
      ? html`one of ${words.map((word, index) => [index > 0 && ", ", html`<code>${JSON.stringify(word)}</code>`])}`
      : undefined,
    bounds(schema.minimum, schema.maximum, ""),
    typeof schema.exclusiveMinimum === "number" ? html`more than ${shown(schema.exclusiveMinimum)}` : undefined,
    typeof schema.exclusiveMaximum === "number" ? html`less than ${shown(schema.exclusiveMaximum)}` : undefined,
    bounds(schema.minLength, schema.maxLength, " characters"),
    bounds(schema.minItems, schema.maxItems, " items"),
    uniqueItems === true ? html`no item twice` : undefined,
    typeof format === "string" ? html`format ${format}` : undefined,
    typeof pattern === "string" ? html`pattern <code>${pattern}</code>` : undefined,
  ];
  return found.filter((one) => one !== undefined);
}

function bounds(least: unknown, most: unknown, unit: string): Markup | undefined {
  if (typeof least === "number" && typeof most === "number") return html`${shown(least)} to ${shown(most)}${unit}`;
  if (typeof least === "number") return html`at least ${shown(least)}${unit}`;
  if (typeof most === "number") return html`at most ${shown(most)}${unit}`;
  return undefined;
}

function shown(value: number): string {
  return value.toLocaleString("en");
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
