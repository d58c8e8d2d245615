// The text of a file → the schema it holds, or what is wrong with it.
import type { JsonSchema } from "../generate/json-schema.ts";

/** The JSON object that `text` holds, or why it holds none, as a sentence. */
export function schemaOf(text: string): { document: JsonSchema } | { wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { wrong: `It is not JSON: ${error instanceof Error ? error.message : error}.` };
  }
  if (isObject(value)) return { document: value };
  return { wrong: `It is JSON, but no schema document: ${Array.isArray(value) ? "an array" : JSON.stringify(value)}.` };
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
