// Ajv, who has the last word: does a schema, or a part of one, take a value, and which keyword refuses it?
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { type Format, formats } from "./formats.ts";
import { memory } from "./memory.ts";
import { isUnder, type Place } from "./place.ts";

/**
 * Asserts every format that there is, also those that the gate does not judge: no witness may break one. Takes keywords that it does not
 * know for annotations.
 */
const ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false, logger: false, code: { optimize: false } });
for (const [name, format] of Object.entries(fullFormats)) ajv.addFormat(name, format);

const formatValidators = new Map(formats.map((format) => [format, ajv.compile({ format })]));
const remembered = memory<ValidateFunction>();

/** What makes a document no JSON Schema, each with its JSON pointer; empty where it is one. */
export function malformed(document: JsonSchema): { pointer: string; message: string }[] {
  if (ajv.validateSchema(document) === true) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => ({ pointer: instancePath, message: message ?? "is wrong" }));
}

/** A validator of a schema as it stands. Throws what Ajv throws. */
export function compiled(schema: JsonSchema): ValidateFunction {
  const { $id: _, $schema: __, ...anonymous } = schema;
  const validate = ajv.compile(anonymous);
  // Ajv would keep every schema for ever.
  ajv.removeSchema(anonymous);
  return validate;
}

export function accepts(place: Place, value: unknown): boolean {
  return validator(place)(value) === true;
}

export function keepsFormat(format: Format, text: string): boolean {
  return formatValidators.get(format)?.(text) === true;
}

/** The keywords of this sub-schema that refuse the value; empty where it is taken. */
export function refusing(place: Place, value: unknown): string[] {
  const validate = validator(place);
  if (validate(value)) return [];
  return [...new Set((validate.errors ?? []).map(({ schemaPath }) => schemaPath.split("/")[1] ?? ""))];
}

/** Whether the value is refused, and that at this JSON pointer into it or under it. */
export function refusesAt(place: Place, value: unknown, at: string): boolean {
  const validate = validator(place);
  return validate(value) === false && (validate.errors ?? []).some(({ instancePath }) => isUnder(instancePath, at));
}

/** A part is compiled as a document of its own, with the definitions it may refer to. */
function validator({ document, pointer, schema }: Place): ValidateFunction {
  const definitions = document.$defs === undefined ? {} : { $defs: document.$defs };
  return remembered(document, pointer, () => compiled({ ...schema, ...definitions }));
}
