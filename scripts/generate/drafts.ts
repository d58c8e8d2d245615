// The published document → the same contract in an older draft of JSON Schema, for registries and libraries that know no other.
import { type JsonSchema, ordered } from "./json-schema.ts";

export type Draft = "draft-07" | "draft-04";
export const drafts: readonly Draft[] = ["draft-07", "draft-04"];

const dialects = { "draft-07": "http://json-schema.org/draft-07/schema#", "draft-04": "http://json-schema.org/draft-04/schema#" };

/**
 * The document in an older draft: the same values pass. Its `$id` names the draft before the contract, since its bytes are not those of the
 * release.
 *
 * | 2020-12 | draft-07 | draft-04 |
 * |---|---|---|
 * | `$defs` | `definitions` | `definitions` |
 * | `$id` | `$id` | `id` |
 * | what stands beside a `$ref` | beside an `allOf` of the `$ref`: the draft would not see it | the same |
 * | `const` | `const` | `enum` of one |
 * | `exclusiveMinimum: 0` | the same | `minimum: 0, exclusiveMinimum: true` |
 * | `examples`, `deprecated` … | as far as the draft knows them | dropped: they are notes |
 * | a format that the draft does not know | a pattern that says the same | the same |
 *
 * Draft-04 takes 1.0 for no integer; whoever parses JSON to numbers without a fraction sees no difference.
 *
 * @throws an error that names the keyword and its pointer when the draft cannot say it
 */
export function inDraft(document: JsonSchema, draft: Draft): JsonSchema {
  const { $schema: _dialect, $id, ...schema } = document;
  const id = String($id).replace(/^(https:\/\/[^/]+)\//, `$1/${draft}/`);
  const { definitions, ...rest } = converted(schema, draft, "");
  return {
    $schema: dialects[draft],
    [draft === "draft-04" ? "id" : "$id"]: id,
    ...rest,
    ...(definitions !== undefined && { definitions }),
  };
}

/** Keywords that mean the same in every draft and hold no schema. */
const unchanged = new Set([
  ...["title", "description", "default", "type", "enum", "required", "minimum", "maximum", "multipleOf", "minLength", "maxLength"],
  ...["minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
]);
/** Notes, by the draft that knows them; others drop them. */
const notes: Record<string, readonly Draft[]> = { examples: ["draft-07"], $comment: ["draft-07"], deprecated: [] };

const knownFormats: Record<Draft, readonly string[]> = {
  "draft-07": ["date-time", "uri-reference", "json-pointer"],
  "draft-04": ["date-time"],
};

/** What a format means, where a draft has no word for it. Of a URI reference: its characters and escapes, not its whole grammar. */
const formatPatterns: Record<string, string> = {
  uuid: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
  "json-pointer": "^(/([^~/]|~[01])*)*$",
  "uri-reference": "^([A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$",
};

function converted(schema: unknown, draft: Draft, pointer: string): JsonSchema {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) throw cannotSay(draft, pointer, "a schema that is no object");
  const plain: JsonSchema = {};
  const conjuncts: JsonSchema[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword in notes && !notes[keyword]?.includes(draft)) continue;
    if (unchanged.has(keyword) || keyword in notes) plain[keyword] = value;
    else if (keyword in holders)
      Object.assign(
        plain,
        holders[keyword]?.(value, (child, at) => converted(child, draft, `${pointer}/${at}`)),
      );
    else conjuncts.push(conjunct(keyword, value, draft, `${pointer}/${keyword}`));
  }
  return ordered(joined(plain, conjuncts));
}

type Convert = (child: unknown, at: string) => JsonSchema;

/** Keywords that hold schemas. */
const holders: Record<string, (value: unknown, convert: Convert) => JsonSchema> = {
  $defs: (value, convert) => ({ definitions: eachOf("$defs", value, convert) }),
  properties: (value, convert) => ({ properties: eachOf("properties", value, convert) }),
  items: (value, convert) => ({ items: convert(value, "items") }),
  additionalProperties: (value, convert) => ({
    additionalProperties: typeof value === "boolean" ? value : convert(value, "additionalProperties"),
  }),
  anyOf: (value, convert) => ({ anyOf: Object.values(eachOf("anyOf", value, convert)) }),
};

function eachOf(keyword: string, schemas: unknown, convert: Convert): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(schemas ?? {}).map(([name, schema]) => [name, convert(schema, `${keyword}/${name}`)]));
}

/** A keyword that a draft may say by another, beside which that other may stand already. */
function conjunct(keyword: string, value: unknown, draft: Draft, pointer: string): JsonSchema {
  switch (keyword) {
    case "$ref":
      return { $ref: String(value).replace(/^#\/\$defs\//, "#/definitions/") };
    case "pattern":
      return { pattern: value };
    case "format":
      return formatIn(draft, String(value), pointer);
    case "const":
      return draft === "draft-04" ? { enum: [value] } : { const: value };
    case "exclusiveMinimum":
      return draft === "draft-04" ? { minimum: value, exclusiveMinimum: true } : { exclusiveMinimum: value };
    case "exclusiveMaximum":
      return draft === "draft-04" ? { maximum: value, exclusiveMaximum: true } : { exclusiveMaximum: value };
    default:
      throw cannotSay(draft, pointer, `the keyword "${keyword}"`);
  }
}

function formatIn(draft: Draft, format: string, pointer: string): JsonSchema {
  if (knownFormats[draft].includes(format)) return { format };
  const pattern = formatPatterns[format];
  if (pattern === undefined) throw cannotSay(draft, pointer, `the format "${format}"`);
  return { pattern };
}

/** Everything in one schema, unless two would say the same keyword, or something stands beside a `$ref`: then as `allOf`. */
function joined(schema: JsonSchema, conjuncts: JsonSchema[]): JsonSchema {
  const result = { ...schema };
  const apart: JsonSchema[] = [];
  const alone = Object.keys(schema).length === 0 && conjuncts.length === 1;
  for (const conjunct of conjuncts) {
    const fits = "$ref" in conjunct ? alone : Object.keys(conjunct).every((keyword) => !(keyword in result));
    if (fits) Object.assign(result, conjunct);
    else apart.push(conjunct);
  }
  return apart.length > 0 ? { ...result, allOf: apart } : result;
}

function cannotSay(draft: Draft, pointer: string, what: string): Error {
  return new Error(
    `${draft} has no way to say ${what} at ${pointer}: say it otherwise in the schema, or teach scripts/generate/drafts.ts.`,
  );
}
