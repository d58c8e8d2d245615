// Which strings and numbers keep the bounds of a schema: plainly, and apart from what the comparison thinks of them.
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { JsonSchema } from "../../generate/json-schema.ts";

/** Whether a string has the length, pattern and format. */
export function isString(text: string, schema: JsonSchema): boolean {
  const { length } = [...text];
  if (length < figure(schema.minLength, 0) || length > figure(schema.maxLength, Number.POSITIVE_INFINITY)) return false;
  if (typeof schema.pattern === "string" && !new RegExp(schema.pattern, "u").test(text)) return false;
  return typeof schema.format !== "string" || hasFormat(text, schema.format);
}

function hasFormat(text: string, name: string): boolean {
  const format = Object.entries(fullFormats).find(([known]) => known === name)?.[1];
  if (format instanceof RegExp) return format.test(text);
  if (typeof format === "function") return format(text);
  if (typeof format !== "object" || !("validate" in format)) return true;
  const { validate } = format;
  return typeof validate !== "function" || validate.length === 0 || Boolean(Reflect.apply(validate, undefined, [text]));
}

/** Whether a number is within the bounds and a multiple. */
export function isNumber(candidate: number, schema: JsonSchema): boolean {
  return (
    candidate >= figure(schema.minimum, Number.NEGATIVE_INFINITY) &&
    candidate <= figure(schema.maximum, Number.POSITIVE_INFINITY) &&
    candidate > figure(schema.exclusiveMinimum, Number.NEGATIVE_INFINITY) &&
    candidate < figure(schema.exclusiveMaximum, Number.POSITIVE_INFINITY) &&
    Number.isInteger(candidate / figure(schema.multipleOf, candidate || 1))
  );
}

/** The bound, where there is one. */
export function figure(found: unknown, otherwise: number): number {
  return typeof found === "number" ? found : otherwise;
}
