// Sentences about keywords and values.
import type { JsonSchema } from "../../generate/json-schema.ts";
import { kindOf } from "./keywords.ts";

/** A value as it stands in a sentence; long ones are cut. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 120 ? text : `${text.slice(0, 100)}… (${text.length} characters of JSON)`;
}

/** Why a keyword of a schema refuses a value: `It takes at most 20 characters.` */
export function refusalOf(schema: JsonSchema, keyword: string, value: unknown): string {
  const limit = schema[keyword];
  switch (keyword) {
    case "type":
      return `It takes ${listed([limit].flat().map((type) => articled(String(type))))}, not ${Number.isFinite(value) ? quoted(value) : articled(kindOf(value))}.`;
    case "const":
      return `It takes ${quoted(limit)} only.`;
    case "enum":
      return `It takes ${listed([limit].flat().map(quoted))} only.`;
    case "anyOf":
      return `None of its options takes ${quoted(value)}.`;
    case "required":
      return `It requires ${listed(
        [limit]
          .flat()
          .filter((name) => !Object.hasOwn(Object(value), String(name)))
          .map(quoted),
        "and",
      )}.`;
    case "additionalProperties":
      return limit === false ? "It takes no property that it does not know." : "It takes other values of undeclared properties.";
    case "uniqueItems":
      return "It takes no item twice.";
    case "pattern":
      return `It takes strings that match ${limit} only.`;
    case "format":
      return `It takes strings of the format ${limit} only.`;
    case "multipleOf":
      return `It takes multiples of ${limit} only.`;
    default:
      return bound(keyword, limit);
  }
}

/** `a string`, `an array`. */
export function articled(type: string): string {
  if (type === "null") return type;
  return `${/^[aeiou]/u.test(type) ? "an" : "a"} ${type}`;
}

/** `a, b or c`. */
export function listed(parts: readonly string[], word = "or"): string {
  const shown = parts.length > 40 ? [...parts.slice(0, 38), `${parts.length - 38} others`] : parts;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${word} ${shown.at(-1)}`;
}

function bound(keyword: string, limit: unknown): string {
  const [, side = "", what = ""] = /^(min|max)(Length|Items|Properties)$/u.exec(keyword) ?? [];
  const words: Readonly<Record<string, [string, string]>> = {
    Length: ["character", "characters"],
    Items: ["item", "items"],
    Properties: ["property", "properties"],
  };
  const counted = words[what]?.[limit === 1 ? 0 : 1];
  if (counted !== undefined) return `It takes at ${side === "min" ? "least" : "most"} ${limit} ${counted}.`;
  const numbers: Readonly<Record<string, string>> = {
    minimum: "at least",
    maximum: "at most",
    exclusiveMinimum: "more than",
    exclusiveMaximum: "less than",
  };
  return numbers[keyword] === undefined ? `Its "${keyword}" refuses the value.` : `It takes ${numbers[keyword]} ${limit}.`;
}

/** What became of a keyword; `undefined` is where it does not stand. */
export function tellChange(keyword: string, before: unknown, after: unknown): string {
  if (before === undefined) return `${keyword} ${quoted(after)} is new.`;
  if (after === undefined) return `${keyword} ${quoted(before)} is gone.`;
  return `${keyword} was ${quoted(before)}, is ${quoted(after)}.`;
}
