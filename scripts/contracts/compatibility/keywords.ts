// The keywords that the gate understands, by what they do.
import { isObject } from "./place.ts";

/** Say nothing about which values are taken. */
export const annotations = new Set([
  "$schema",
  "$id",
  "$comment",
  "title",
  "description",
  "examples",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Limit values of one type; values of any other pass. */
export const limits = {
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  string: ["minLength", "maxLength", "pattern", "format"],
  array: ["items", "minItems", "maxItems", "uniqueItems"],
  object: ["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
} as const;

/** Everything that decides whether a value is taken. */
export const assertions = new Set<string>(["type", "const", "enum", "anyOf", ...Object.values(limits).flat()]);

/** Keywords that say nothing in one value: a document may leave them out just as well. */
const idle: Readonly<Record<string, unknown>> = { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false };

/** Whether a keyword with this value says nothing. */
export function isIdle(keyword: string, value: unknown): boolean {
  if (value === undefined || (keyword in idle && value === idle[keyword])) return true;
  if (keyword === "required") return Array.isArray(value) && value.length === 0;
  return keyword === "items" && isObject(value) && Object.keys(value).every((name) => annotations.has(name));
}

/** JSON with the keys in the alphabet's order: equal text, equal value. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "undefined";
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

export type Kind = "null" | "boolean" | "number" | "string" | "array" | "object";
export const kinds: readonly Kind[] = ["null", "boolean", "number", "string", "array", "object"];

/** The JSON type of a value; an integer is a number. */
export function kindOf(value: unknown): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return kinds.find((kind) => kind === typeof value) ?? "object";
}
