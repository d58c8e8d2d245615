// A schema as a union of atoms: sets of values of one type, each described by bounds or by its values.
import type { JsonSchema } from "../../generate/json-schema.ts";
import { accepts } from "./judge.ts";
import { type Kind, kindOf } from "./keywords.ts";
import { Undecided } from "./language.ts";
import { memory } from "./memory.ts";
import { type Range, rangeOf, sizeOf } from "./numbers.ts";
import { child, hasProperty, isObject, options, type Place, propertyNames, requiredNames } from "./place.ts";
import { constants, typesOf, type Value } from "./shape.ts";
import { isSurelyEmpty, type Text, textOf } from "./texts.ts";

/** All the values that every one of some sub-schemas takes. None at all: every value. */
export type Conjunction = readonly Place[];

interface Base {
  /** The sub-schemas that every value of the atom keeps. */
  places: Conjunction;
}
export interface Values extends Base {
  kind: "values";
  values: Value[];
}
export interface Numbers extends Base {
  kind: "number";
  range: Range;
}
export interface Strings extends Base {
  kind: "string";
  text: Text;
}
export interface Arrays extends Base {
  kind: "array";
  items: Conjunction;
  min: number;
  max: number;
  unique: boolean;
}
export interface Objects extends Base {
  kind: "object";
  required: string[];
  min: number;
  max: number;
}
export type Atom = Values | Numbers | Strings | Arrays | Objects;

/** `anyOf` within `anyOf` multiplies. */
const caseLimit = 500;
const remembered = memory<Atom[]>();

/** The atoms that are not surely empty. Throws `Undecided` where there are too many. */
export function atoms(places: Conjunction): Atom[] {
  const [first] = places;
  if (first === undefined) return cases(places).flatMap(atomsOfCase);
  const key = places.map(({ pointer }) => pointer).join(" ");
  return remembered(first.document, key, () => cases(places).flatMap(atomsOfCase));
}

/** Whether it is proved that there are no such values. */
export function isSurelyNothing(places: Conjunction): boolean {
  try {
    return atoms(places).length === 0;
  } catch (error) {
    if (error instanceof Undecided) return false;
    throw error;
  }
}

/** Where an atom was written: the innermost of its places. Empty where every value goes. */
export function writtenAt({ places }: Base): string {
  return places.at(-1)?.pointer ?? "";
}

/** What a property of an object must keep; undefined where the objects cannot have it. */
export function property(objects: Objects, name: string): Conjunction | undefined {
  const result: Place[] = [];
  for (const place of objects.places) {
    const { additionalProperties } = place.schema;
    if (hasProperty(place, name)) result.push(child(place, "properties", name));
    else if (additionalProperties === false) return undefined;
    else if (isObject(additionalProperties)) result.push(child(place, "additionalProperties"));
  }
  // What may be anything is not looked into: anything has properties that may be anything.
  return result.length === 0 || atoms(result).length > 0 ? result : undefined;
}

/** The names of properties that objects declare and can have. */
export function possibleNames(objects: Objects): string[] {
  const names = new Set([...objects.required, ...objects.places.flatMap(propertyNames)]);
  return [...names].filter((name) => property(objects, name) !== undefined);
}

/** A name that none of the objects, and none of the other names, declares. */
export function freshName(objects: Objects, others: readonly string[]): string {
  const taken = new Set([...others, ...objects.required, ...objects.places.flatMap(propertyNames)]);
  for (let number = 1; ; number++) {
    const name = number === 1 ? "other" : `other${number}`;
    if (!taken.has(name)) return name;
  }
}

/** How many values there are at most. */
function countOf(places: Conjunction): number {
  if (places.length === 0) return Infinity;
  const counts = atoms(places).map((atom) => {
    if (atom.kind === "values") return atom.values.length;
    if (atom.kind === "number") return sizeOf(atom.range);
    if (atom.kind === "string") return atom.text.max === 0 ? 1 : Infinity;
    return atom.max === 0 ? 1 : Infinity;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Each way to choose one option of every `anyOf`. */
function cases(places: Conjunction): Place[][] {
  let result: Place[][] = [[]];
  for (const place of places) {
    const choices = options(place)?.flatMap((option) => cases([option])) ?? [[]];
    result = result.flatMap((before) => choices.map((choice) => [...before, place, ...choice]));
    if (result.length > caseLimit) throw new Undecided(`"anyOf" leads to more than ${caseLimit} cases`);
  }
  return result;
}

function atomsOfCase(places: Conjunction): Atom[] {
  const values = places.map(constants).find((list) => list !== undefined);
  if (values !== undefined) {
    const kept = values.filter(({ value }) => places.every((place) => accepts(place, value)));
    return kept.length > 0 ? [{ kind: "values", places, values: kept }] : [];
  }
  const schemas = places.map(({ schema }) => schema);
  const allowed = (type: string) => schemas.every((schema) => typesOf(schema).includes(type));
  const numeric = schemas.every((schema) => typesOf(schema).some((type) => type === "number" || type === "integer"));
  const pointer = writtenAt({ places });
  const result: Atom[] = [];
  if (allowed("object")) result.push(...objectsOf(places, schemas));
  if (allowed("array")) result.push(...arraysOf(places, schemas));
  const text = allowed("string") ? textOf(schemas) : undefined;
  if (text !== undefined && !isSurelyEmpty(text)) result.push({ kind: "string", places, text });
  const range = numeric ? rangeOf(schemas, !allowed("number")) : undefined;
  if (range !== undefined) result.push({ kind: "number", places, range });
  const named = [...(allowed("boolean") ? [false, true] : []), ...(allowed("null") ? [null] : [])];
  if (named.length > 0) result.push({ kind: "values", places, values: named.map((value) => ({ value, pointer })) });
  return result;
}

function arraysOf(places: Conjunction, schemas: readonly JsonSchema[]): Arrays[] {
  const items = places.filter(({ schema }) => "items" in schema).map((place) => child(place, "items"));
  const unique = schemas.some(({ uniqueItems }) => uniqueItems === true);
  const bounds = boundsOf(schemas, "minItems", "maxItems");
  const count = countOf(items);
  const max = count === 0 ? 0 : unique ? Math.min(bounds.max, count) : bounds.max;
  return bounds.min > max ? [] : [{ kind: "array", places, items, min: bounds.min, max, unique }];
}

function objectsOf(places: Conjunction, schemas: readonly JsonSchema[]): Objects[] {
  const required = [...new Set(places.flatMap(requiredNames))];
  const bounds = boundsOf(schemas, "minProperties", "maxProperties");
  const objects: Objects = { kind: "object", places, required, min: Math.max(bounds.min, required.length), max: bounds.max };
  if (required.some((name) => property(objects, name) === undefined)) return [];
  if (property(objects, freshName(objects, [])) === undefined) objects.max = Math.min(objects.max, possibleNames(objects).length);
  return objects.min > objects.max ? [] : [objects];
}

function boundsOf(schemas: readonly JsonSchema[], minimum: string, maximum: string): { min: number; max: number } {
  const numbers = (keyword: string) => schemas.map((schema) => schema[keyword]).filter((value) => typeof value === "number");
  return { min: Math.max(0, ...numbers(minimum)), max: Math.min(Infinity, ...numbers(maximum)) };
}

/** The JSON types of an atom's values. */
export function kindsOf(atom: Atom): Kind[] {
  return atom.kind === "values" ? [...new Set(atom.values.map(({ value }) => kindOf(value)))] : [atom.kind];
}
