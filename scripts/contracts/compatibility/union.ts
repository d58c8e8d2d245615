// A reader's `anyOf`: an atom that no option takes whole may still be taken by several together.
import { type Atom, atoms, kindsOf, writtenAt } from "./atoms.ts";
import { doubt, type Finding, type Refusal } from "./finding.ts";
import { accepts, refusing } from "./judge.ts";
import { rangeIsCovered, rangeOf } from "./numbers.ts";
import type { Place } from "./place.ts";
import { samplesOfAtom } from "./samples.ts";
import { textIsCovered } from "./texts.ts";
import { refusalOf } from "./wording.ts";

/** What keeps the options together from taking the atom. `inside` is what keeps one of them from it, handed in because it calls us. */
export function underAnyOf(
  atom: Atom,
  reader: Place,
  options: readonly Place[],
  inside: (atom: Atom, option: Place) => Finding[],
): Finding[] {
  const each = options.map((option) => ({ option, found: inside(atom, option) }));
  if (each.some(({ found }) => found.length === 0)) return [];
  const near = each.filter(({ option }) => atoms([option]).some((other) => kindsOf(other).includes(kindsOf(atom)[0] ?? "null")));
  // Only this one takes values of the type, so what it refuses is refused.
  if (near.length === 1 && near[0] !== undefined) return near[0].found;
  const shown = near
    .map(({ found }) => found.filter((finding): finding is Refusal => finding.kind === "refusal" && isRefused(atom, reader, finding.value)))
    .filter((found) => found.length > 0)
    .sort((a, b) => a.length - b.length);
  if (shown[0] !== undefined) return shown[0];
  const place = { writer: writtenAt(atom), reader: `${reader.pointer}/anyOf` };
  for (const value of samplesOfAtom(atom).take(200))
    if (isRefused(atom, reader, value))
      return [{ kind: "refusal", ...place, because: refusalOf(reader.schema, "anyOf", value), value, at: "" }];
  return isTakenTogether(
    atom,
    near.map(({ option }) => option),
  )
    ? []
    : [doubt(place.writer, place.reader)];
}

function isRefused(atom: Atom, reader: Place, value: unknown): boolean {
  return atom.places.every((place) => accepts(place, value)) && refusing(reader, value).includes("anyOf");
}

/** Of numbers and strings it can be proved that the options take them all together. */
function isTakenTogether(atom: Atom, options: readonly Place[]): boolean {
  const others = options.flatMap((option) => atoms([option]));
  const values = others.flatMap((other) => (other.kind === "values" ? other.values.map(({ value }) => value) : []));
  if (atom.kind === "number") {
    const points = values.filter((value) => typeof value === "number").map((value) => rangeOf([{ minimum: value, maximum: value }], false));
    const ranges = others.map((other) => (other.kind === "number" ? other.range : undefined));
    return rangeIsCovered(
      atom.range,
      [...ranges, ...points].filter((range) => range !== undefined),
    );
  }
  if (atom.kind !== "string") return false;
  const texts = others.flatMap((other) => (other.kind === "string" ? [other.text] : []));
  return textIsCovered(
    atom.text,
    texts,
    values.filter((value) => typeof value === "string"),
  );
}
