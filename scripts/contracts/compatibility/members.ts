// Arrays and objects of a writer against the keywords of a reader: how many members, which, and what is in them.
import { type Arrays, type Conjunction, freshName, type Objects, possibleNames, property, writtenAt } from "./atoms.ts";
import { type Finding, type Limit, outwards } from "./finding.ts";
import { child, hasProperty, isObject, type Place, pointer, propertyNames, requiredNames } from "./place.ts";
import { arrayWith, objectWith, sample, samples } from "./samples.ts";

/** Holds what is inside against what the reader takes there: `findings`, handed in because it calls us. */
export type Inside = (writer: Conjunction, reader: Place) => Finding[];

/** What a keyword of arrays asks of a writer's arrays: limits, and the findings inside. */
export function aboutArrays(atom: Arrays, reader: Place, keyword: string, inside: Inside): (Limit | Finding)[] {
  const value = reader.schema[keyword];
  const some = (...arrays: (unknown[] | undefined)[]) => arrays.filter((array) => array !== undefined);
  if (keyword === "items") {
    if (atom.max === 0) return [];
    return inside(atom.items, child(reader, "items")).map((finding) => {
      const writer = atom.items.length > 0 ? finding.writer : writtenAt(atom);
      return outwards({ ...finding, writer }, 0, (item) => arrayWith(atom, [item]));
    });
  }
  if (keyword === "uniqueItems") {
    const twice = (item: unknown) => arrayWith(atom, [item, item]);
    const keeps = () => value === false || atom.unique || atom.max <= 1;
    // Of items that are refused anyway Ajv does not ask whether they differ.
    return [{ keyword, certain: true, keeps, candidates: () => some(...sample(atom.items).map(twice)) }];
  }
  if (typeof value !== "number") return [];
  if (keyword === "minItems") return [{ keyword, keeps: () => atom.min >= value, candidates: () => some(arrayWith(atom, [])) }];
  return [{ keyword, keeps: () => atom.max <= value, candidates: () => some(arrayWith(atom, [], value + 1)) }];
}

/** What a keyword of objects asks of a writer's objects: limits, and the findings inside. */
export function aboutObjects(atom: Objects, reader: Place, keyword: string, inside: Inside): (Limit | Finding)[] {
  const value = reader.schema[keyword];
  if (keyword === "required") return requiredNames(reader).map((name) => presence(atom, reader, name));
  if (keyword === "properties") {
    return propertyNames(reader).flatMap((name) => within(atom, name, child(reader, keyword, name), inside));
  }
  if (keyword === "additionalProperties") return additional(atom, reader, inside);
  if (typeof value !== "number") return [];
  if (keyword === "minProperties") return [{ keyword, keeps: () => atom.min >= value, candidates: () => some(objectWith(atom, {})) }];
  return [{ keyword, keeps: () => atom.max <= value, candidates: () => some(objectWith(atom, {}, { size: value + 1 })) }];
}

function presence(atom: Objects, reader: Place, name: string): Limit {
  const keeps = () => atom.required.includes(name) || isForced(atom, name);
  const at = pointer(Array.isArray(reader.schema.required) ? reader.schema.required.indexOf(name) : 0);
  return { keyword: "required", at, keeps, candidates: () => some(objectWith(atom, {}, { without: name })) };
}

/** Whether so many properties are asked for that none can be left out. */
function isForced(atom: Objects, name: string): boolean {
  const names = possibleNames(atom);
  return property(atom, freshName(atom, [name])) === undefined && names.includes(name) && names.length <= atom.min;
}

function within(atom: Objects, name: string, reader: Place, inside: Inside): Finding[] {
  const conjunction = property(atom, name);
  if (conjunction === undefined || !hasRoomFor(atom, name)) return [];
  return inside(conjunction, reader).map((finding) => {
    const writer = conjunction.length > 0 ? finding.writer : writtenAt(atom);
    return outwards({ ...finding, writer }, name, (value) => objectWith(atom, { [name]: value }));
  });
}

/** The properties that the reader does not declare: those that the writer does, and one for all that neither does. */
function additional(atom: Objects, reader: Place, inside: Inside): (Limit | Finding)[] {
  const keyword = "additionalProperties";
  const others = possibleNames(atom).filter((name) => !hasProperty(reader, name));
  return [...others, freshName(atom, propertyNames(reader))].flatMap((name): (Limit | Finding)[] => {
    const conjunction = property(atom, name);
    if (conjunction === undefined || !hasRoomFor(atom, name)) return [];
    const declaring = atom.places.find((place) => hasProperty(place, name));
    const writer = declaring === undefined ? writtenAt(atom) : declaring.pointer + pointer("properties", name);
    if (isObject(reader.schema[keyword]))
      return within(atom, name, child(reader, keyword), inside).map((finding) => ({ ...finding, writer }));
    const candidates = () => [...samples(conjunction).take(3)].flatMap((value) => some(objectWith(atom, { [name]: value })));
    return [{ keyword, writer, keeps: () => reader.schema[keyword] !== false, candidates }];
  });
}

function hasRoomFor(atom: Objects, name: string): boolean {
  return atom.required.includes(name) || atom.required.length < atom.max;
}

function some(object: unknown): unknown[] {
  return object === undefined ? [] : [object];
}
