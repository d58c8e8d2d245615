// What a validator found, for people: each violation as a JSON pointer, a stable code, and a sentence of what was expected and found.
import type { Violation } from "./validators/validate.ts";

/** One thing that is wrong with a value. */
export interface ContractErrorItem {
  /** JSON pointer (RFC 6901) to what is wrong: for a missing or an unknown field, to that field. */
  pointer: string;
  /** What is wrong, as a stable word for programs. */
  code: string;
  /** What was expected and what was found, for people. */
  detail: string;
}

/** JSON pointer to what is wrong: for a missing or an unknown field, to that field. */
export function pointerOf({ instancePath, params }: Violation): string {
  const field = params.missingProperty ?? params.additionalProperty;
  return typeof field === "string" ? `${instancePath}/${field.replaceAll("~", "~0").replaceAll("/", "~1")}` : instancePath;
}

/** The violation in words. What was found is told by its type and size, never by its value; not at all where the whole value is undefined. */
export function describeViolation(violation: Violation, value?: unknown): ContractErrorItem {
  const { params } = violation;
  const place = valueAt(value, violation.instancePath);
  const item = (code: string, expected: string, found = describe(place)) => ({
    pointer: pointerOf(violation),
    code,
    detail: `Expected ${expected}${value === undefined ? "" : `, found ${found}`}.`,
  });
  switch (violation.keyword) {
    case "type":
      return item("wrong-type", typeWords(params.type));
    case "anyOf":
      return item("wrong-type", typeWords(params.types));
    case "required":
      return { ...item("missing-field", ""), detail: `The field "${params.missingProperty}" is missing.` };
    case "additionalProperties":
      return {
        ...item("unknown-field", ""),
        detail: `There is no field "${params.additionalProperty}": check its spelling, or leave it out.`,
      };
    case "enum":
      return item("not-allowed", `one of ${quoted(params.allowedValues)}`, another(place));
    case "const":
      return item("not-allowed", JSON.stringify(params.allowedValue), another(place));
    case "minItems":
    case "minProperties":
      return item("too-few", `${params.limit} or more`);
    case "maxItems":
    case "maxProperties":
      return item("too-many", `${params.limit} at most`);
    case "minimum":
    case "exclusiveMinimum":
      return item("out-of-range", `a number ${params.comparison} ${params.limit}`, "a lower one");
    case "maximum":
    case "exclusiveMaximum":
      return item("out-of-range", `a number ${params.comparison} ${params.limit}`, "a higher one");
    case "multipleOf":
      return item("out-of-range", `a multiple of ${params.multipleOf}`, another(place));
    case "uniqueItems":
      return { ...item("repeated", ""), detail: `Items ${params.j} and ${params.i} are the same: leave one out.` };
    case "minLength":
      return item("too-short", `${params.limit} characters or more`, length(place));
    case "maxLength":
      return item("too-long", `${params.limit} characters at most`, length(place));
    case "format":
      return item("wrong-format", formatWords[String(params.format)] ?? `the format ${params.format}`, another(place));
    case "pattern":
      return item("wrong-format", `a string that matches ${params.pattern}`, another(place));
    default:
      return { ...item(violation.keyword, ""), detail: `It ${violation.message ?? "is wrong"}.` };
  }
}

/**
 * The violations without the echoes of a union. A value of a type that no branch takes violates the union and each branch: that becomes
 * one violation of the union, with the types it takes. Where a branch does take the type, what is wrong in it is told alone.
 */
export function distinctViolations(violations: readonly Violation[]): Violation[] {
  const typesAt = new Map<string, unknown[]>();
  for (const { keyword, instancePath } of violations) if (keyword === "anyOf") typesAt.set(instancePath, []);
  if (typesAt.size === 0) return [...violations];

  const told = new Set<string>();
  const isEcho = ({ keyword, instancePath }: Violation) => typesAt.has(instancePath) && (keyword === "type" || keyword === "anyOf");
  for (const violation of violations) {
    const { instancePath, keyword, params } = violation;
    if (!isEcho(violation)) told.add(instancePath);
    else if (keyword === "type") typesAt.get(instancePath)?.push(params.type);
    for (let end = instancePath.lastIndexOf("/"); end >= 0; end = instancePath.lastIndexOf("/", end - 1)) {
      told.add(instancePath.slice(0, end));
      if (end === 0) break;
    }
  }
  return violations.flatMap((violation) => {
    if (!isEcho(violation)) return [violation];
    if (violation.keyword === "type" || told.has(violation.instancePath)) return [];
    return [{ ...violation, params: { ...violation.params, types: typesAt.get(violation.instancePath) } }];
  });
}

const formatWords: Record<string, string> = {
  uuid: "a UUID",
  "date-time": "a date and time as RFC 3339 writes it",
  "uri-reference": "a URI reference",
  "json-pointer": "a JSON pointer",
};

function typeWords(types: unknown): string {
  const names = [types].flat(2).map((type) => withArticle(String(type)));
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : (names[0] ?? "another type");
}

function quoted(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(", ") : String(values);
}

function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  return withArticle(typeof value);
}

/** Something of the right type that is not the right thing. */
function another(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? `another ${typeof value}` : describe(value);
}

/** In code points, as JSON Schema counts. */
function length(value: unknown): string {
  return typeof value === "string" ? String([...value].length) : describe(value);
}

function withArticle(type: string): string {
  return type === "null" || type === "undefined" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;
}
