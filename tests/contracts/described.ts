// An OpenAPI or AsyncAPI document as its tests look into it: its references, and its schemas as they stand in it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pointerOf } from "../../functions/boundary/contract.ts";
import { createAjv } from "../../scripts/generate/validators.ts";

export type Json = Record<string, unknown>;

export interface Described {
  document: Json;
  /** What is at a pointer (`#/…`), references on the way and at its end followed. Throws where there is nothing. */
  at(pointer: string): unknown;
  /** The same, where an object is expected; an empty one where there is none. */
  objectAt(pointer: string): Json;
  /** Pointers to all objects that have a field of this name, examples left out. */
  placesWith(field: string): string[];
  /** Every `$ref` in the document, with the place where it stands. */
  references: [place: string, target: string][];
  /** JSON pointers to what in `value` violates the schema at a pointer; none where it is valid. */
  violations(pointer: string, value: unknown): string[];
}

/** Reads generated/<file>. */
export function described(file: string): Described {
  const document: Json = JSON.parse(readFileSync(join(import.meta.dirname, "../../generated", file), "utf8"));
  const at = (pointer: string): unknown =>
    pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((inside, token) => {
        const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
        if (!isObject(inside) || !(name in inside)) throw new Error(`${file} has nothing at ${pointer}.`);
        const found = inside[name];
        return isObject(found) && typeof found.$ref === "string" ? at(found.$ref) : found;
      }, document);

  const ajv = createAjv();
  // The document is no schema, but holds some: to Ajv its fields are annotations.
  for (const field of ["externalDocs", ...Object.keys(document)]) ajv.addKeyword(field);
  return {
    document,
    at,
    objectAt: (pointer) => {
      const found = has(at, pointer) ? at(pointer) : {};
      return isObject(found) ? found : {};
    },
    placesWith: (field) => placesIn(document, field, "#"),
    references: referencesIn(document, "#"),
    violations: (pointer, value) => {
      const validate = ajv.compile({ ...document, allOf: [at(pointer)] });
      return validate(value) ? [] : (validate.errors ?? []).map(pointerOf);
    },
  };
}

/** One token of a JSON pointer. */
export function token(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function has(at: (pointer: string) => unknown, pointer: string): boolean {
  try {
    at(pointer);
    return true;
  } catch {
    return false;
  }
}

function referencesIn(value: unknown, place: string): [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]): [string, string][] =>
    name === "$ref" && typeof inside === "string" ? [[place, inside]] : referencesIn(inside, `${place}/${token(name)}`),
  );
}

function placesIn(value: unknown, field: string, place: string): string[] {
  if (!isObject(value)) return [];
  const inside = Object.entries(value).filter(([name]) => name !== "example" && name !== "examples");
  return [...(field in value ? [place] : []), ...inside.flatMap(([name, part]) => placesIn(part, field, `${place}/${token(name)}`))];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
