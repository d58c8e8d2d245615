// Does a reader take every value that a writer may write? Keyword by keyword: proved, or shown by a value, or in doubt.
import { type Atom, atoms, type Conjunction, type Numbers, type Strings, type Values, writtenAt } from "./atoms.ts";
import { distinct, doubt, type Finding, type Limit } from "./finding.ts";
import { accepts, refusing } from "./judge.ts";
import { limits } from "./keywords.ts";
import { Undecided } from "./language.ts";
import { aboutArrays, aboutObjects } from "./members.ts";
import { type Memory, memory } from "./memory.ts";
import { allOf, numbersOf, rangeKeeps } from "./numbers.ts";
import { options, type Place, pointer } from "./place.ts";
import { samplesOfAtom } from "./samples.ts";
import { shape, typesOf } from "./shape.ts";
import { offending, textKeeps } from "./texts.ts";
import { underAnyOf } from "./union.ts";
import { refusalOf } from "./wording.ts";

/**
 * What keeps the reader from taking all that the writer's sub-schemas let be written; empty where it is proved that nothing does. A
 * schema is the conjunction of its keywords and the writer the union of its atoms: so each atom is held against each keyword by itself.
 */
export function findings(writer: Conjunction, reader: Place): Finding[] {
  // A definition that several places refer to is looked into once, or a few dozen of them would take for ever.
  const ofPair = ofWriters(writer[0]?.document ?? reader.document, "", () => memory());
  const key = [...writer, reader].map((place) => place.pointer).join(" ");
  return ofPair(reader.document, key, () =>
    orDoubt(writtenAt({ places: writer }), reader.pointer, () =>
      hasShapeOf(writer, reader) ? [] : distinct(atoms(writer).flatMap((atom) => findingsOfAtom(atom, reader))),
    ),
  );
}

const ofWriters = memory<Memory<Finding[]>>();

function findingsOfAtom(atom: Atom, reader: Place): Finding[] {
  if (hasShapeOf(atom.places, reader)) return [];
  if (atom.kind === "values") return findingsOfValues(atom, reader);
  const types = typesOf(reader.schema);
  const isOfType = types.includes(atom.kind) || (atom.kind === "number" && types.includes("integer"));
  // Where the type is wrong, no other keyword has anything to say.
  const keywords = isOfType ? ["type", "const", "enum", ...limits[atom.kind], "anyOf"] : ["type"];
  return keywords
    .filter((keyword) => keyword in reader.schema)
    .flatMap((keyword) =>
      orDoubt(writtenAt(atom), reader.pointer + pointer(keyword), () =>
        about(atom, reader, keyword).flatMap((answer) => ("keeps" in answer ? decide(atom, reader, answer) : [answer])),
      ),
    );
}

/** What a keyword of the reader asks of an atom: limits to be decided, and what is found deeper down. */
function about(atom: Exclude<Atom, Values>, reader: Place, keyword: string): (Limit | Finding)[] {
  if (keyword === "anyOf") return underAnyOf(atom, reader, options(reader) ?? [], findingsOfAtom);
  if (keyword === "type") return [aboutType(atom, reader)];
  if (atom.kind === "number") return [aboutNumbers(atom, reader, keyword)];
  if (atom.kind === "string") return [aboutStrings(atom, reader, keyword)];
  if (keyword === "const" || keyword === "enum") return [{ keyword, keeps: () => false, candidates: () => [] }];
  if (atom.kind === "array") return aboutArrays(atom, reader, keyword, findings);
  return aboutObjects(atom, reader, keyword, findings);
}

function aboutType(atom: Atom, reader: Place): Limit {
  const types = typesOf(reader.schema);
  const candidates = () => (atom.kind === "number" ? numbersOf(atom.range, 1.5).filter((number) => !Number.isInteger(number)) : []);
  const keeps = () =>
    types.includes(atom.kind) || (atom.kind === "number" && types.includes("integer") && rangeKeeps(atom.range, "type", types));
  return { keyword: "type", keeps, candidates };
}

function aboutNumbers({ range }: Numbers, { schema }: Place, keyword: string): Limit {
  const value = schema[keyword];
  const near = typeof value === "number" && keyword !== "multipleOf" ? value : 1;
  return { keyword, keeps: () => rangeKeeps(range, keyword, value), candidates: () => numbersOf(range, near) };
}

function aboutStrings({ text }: Strings, { schema }: Place, keyword: string): Limit {
  const words = (keyword === "const" ? [schema.const] : [schema.enum].flat()).filter((word) => typeof word === "string");
  const [asked, value] = keyword === "const" || keyword === "enum" ? ["enum", words] : [keyword, schema[keyword]];
  return { keyword, keeps: () => textKeeps(text, asked, value), candidates: () => offending(text, asked, value) };
}

function findingsOfValues(atom: Values, reader: Place): Finding[] {
  return atom.values.flatMap(({ value, pointer: writer }): Finding[] => {
    const [keyword] = refusing(reader, value);
    if (keyword === undefined) return [];
    const because = refusalOf(reader.schema, keyword, value);
    return [{ kind: "refusal", writer, reader: reader.pointer + pointer(keyword), because, value, at: "" }];
  });
}

/** Proved, shown by a value, or in doubt. */
function decide(atom: Atom, reader: Place, limit: Limit): Finding[] {
  const { keyword, at = "", writer = writtenAt(atom), certain = false, keeps, candidates } = limit;
  const proved = attempt(keeps);
  if (proved.answer === true) return [];
  let { undecided } = proved;
  const where = reader.pointer + pointer(keyword) + at;
  const refused = (value: unknown) => (certain ? !accepts(reader, value) : refusing(reader, value).includes(keyword));
  const isWritten = (value: unknown) => atom.places.every((place) => accepts(place, value));
  for (const search of certain ? [candidates] : [candidates, () => samplesOfAtom(atom).take(40)]) {
    const shown = attempt(() =>
      Iterator.from(search())
        .filter((value) => refused(value) && isWritten(value))
        .take(1)
        .toArray(),
    );
    undecided ??= shown.undecided;
    for (const value of shown.answer ?? [])
      return [{ kind: "refusal", writer, reader: where, because: refusalOf(reader.schema, keyword, value), value, at: "" }];
  }
  const all = atom.kind === "number" ? allOf(atom.range) : undefined;
  return all?.some(refused) === false ? [] : [doubt(writer, where, undecided)];
}

function orDoubt(writer: string, reader: string, work: () => Finding[]): Finding[] {
  const { answer, undecided } = attempt(work);
  return answer ?? [doubt(writer, reader, undecided)];
}

function attempt<T>(work: () => T): { answer?: T; undecided?: Undecided } {
  try {
    return { answer: work() };
  } catch (error) {
    if (error instanceof Undecided) return { undecided: error };
    throw error;
  }
}

function hasShapeOf(places: Conjunction, reader: Place): boolean {
  return places.some((place) => shape(place) === shape(reader));
}
