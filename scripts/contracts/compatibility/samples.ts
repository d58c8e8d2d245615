// Small plausible values that a writer may write: of any atom, and arrays and objects built round a given part.
import { type Arrays, type Atom, atoms, type Conjunction, freshName, type Objects, possibleNames, property } from "./atoms.ts";
import { canonical } from "./keywords.ts";
import { Undecided } from "./language.ts";
import { manyOf } from "./numbers.ts";
import { samplesOf } from "./texts.ts";

/** How many arrays and objects of one atom are tried. */
const perAtom = 40;
/** Arrays and objects with more members are not written out. */
const longest = 200_000;

/** Some values that keep all the sub-schemas, the plainest first. They are likely, not certain, to: ask the judge. Throws `Undecided`. */
export function* samples(places: Conjunction): Generator<unknown> {
  for (const atom of atoms(places)) yield* samplesOfAtom(atom);
}

/** The first sample, in a list; an empty list where there is none. */
export function sample(places: Conjunction): unknown[] {
  return [...samples(places).take(1)];
}

export function* samplesOfAtom(atom: Atom): Generator<unknown> {
  if (atom.kind === "values") yield* atom.values.map(({ value }) => value);
  else if (atom.kind === "number") yield* manyOf(atom.range);
  else if (atom.kind === "string") yield* samplesOf(atom.text);
  else if (atom.kind === "array") yield* arrays(atom).take(perAtom);
  else yield* objects(atom).take(perAtom);
}

/** An array of at least this length that begins with the given items; undefined where none is found. Throws `Undecided`. */
export function arrayWith(atom: Arrays, first: readonly unknown[], length = 0): unknown[] | undefined {
  const size = Math.max(atom.min, first.length, length);
  if (size > atom.max) return undefined;
  if (size > longest) throw new Undecided(`an array of ${size} items is too long to be written out`);
  const result = [...first];
  if (!atom.unique) {
    const [item] = result.length < size ? sample(atom.items) : [];
    while (result.length < size && item !== undefined) result.push(item);
    return result.length < size ? undefined : result;
  }
  const seen = new Set(result.map(canonical));
  for (const item of samples(atom.items)) {
    if (result.length >= size) break;
    if (seen.has(canonical(item))) continue;
    seen.add(canonical(item));
    result.push(item);
  }
  return result.length < size ? undefined : result;
}

export interface Around {
  /** A name that the object must not have. */
  without?: string;
  /** How many properties it must have at least. */
  size?: number;
}

/** The smallest object with the given properties; undefined where none is found. Throws `Undecided`. */
export function objectWith(atom: Objects, given: Readonly<Record<string, unknown>>, { without, size = 0 }: Around = {}): unknown {
  const result = new Map<string, unknown>();
  const wanted = Math.max(atom.min, size);
  const add = (name: string) => {
    if (result.has(name) || name === without) return;
    const values = Object.hasOwn(given, name) ? [given[name]] : sample(property(atom, name) ?? []);
    if (values.length > 0 && property(atom, name) !== undefined) result.set(name, values[0]);
  };
  const possible = possibleNames(atom);
  for (const name of possible) if (atom.required.includes(name) || Object.hasOwn(given, name)) add(name);
  for (const name of Object.keys(given)) add(name);
  if (Math.max(wanted, result.size) > Math.min(atom.max, longest)) return undefined;
  for (const name of possible) if (result.size < wanted) add(name);
  while (result.size < wanted) {
    const before = result.size;
    add(freshName(atom, [...result.keys(), without ?? ""]));
    if (result.size === before) return undefined;
  }
  const complete = [...atom.required, ...Object.keys(given)].every((name) => result.has(name));
  return complete ? Object.fromEntries(result) : undefined;
}

function* arrays(atom: Arrays): Generator<unknown> {
  const plain = arrayWith(atom, []);
  // Where the plainest cannot be made, no other can, and looking for one may take for ever.
  if (plain === undefined) return;
  yield plain;
  for (const item of samples(atom.items).take(perAtom)) {
    const other = arrayWith(atom, [item]);
    if (other !== undefined) yield other;
  }
  for (const more of [1, 2, 3, 4]) {
    const longer = arrayWith(atom, [], atom.min + more);
    if (longer !== undefined) yield longer;
  }
}

function* objects(atom: Objects): Generator<unknown> {
  const plain = objectWith(atom, {});
  if (plain === undefined) return;
  yield plain;
  const names = possibleNames(atom);
  for (const name of [...names, freshName(atom, names)]) {
    const conjunction = property(atom, name);
    if (conjunction === undefined || (atom.max <= atom.required.length && !atom.required.includes(name))) continue;
    for (const value of samples(conjunction).take(perAtom)) {
      const other = objectWith(atom, { [name]: value });
      if (other !== undefined) yield other;
    }
  }
}
