// Two documents in lockstep: what is written differently.
import type { JsonSchema } from "../../generate/json-schema.ts";
import { type Between, type Difference, difference, keywordDiffers } from "./difference.ts";
import { annotations, assertions, canonical, isIdle } from "./keywords.ts";
import { betweenObjects } from "./object-differences.ts";
import { follow, type Place, referredTo, written } from "./place.ts";
import { enumerated } from "./shape.ts";
import { betweenOptions, betweenValues } from "./union-differences.ts";

/** All differences between two documents that `outside` lets pass, each once, in the order of the old one. */
export function differences(oldDocument: JsonSchema, newDocument: JsonSchema): Difference[] {
  const found = new Map<string, Difference>();
  const whole = (document: JsonSchema): Place => ({ document, pointer: "", schema: document });
  for (const one of walk()(whole(oldDocument), whole(newDocument))) {
    const key = JSON.stringify([one.old, one.new, one.what]);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** A walk remembers which pairs it has compared: a definition is compared once, not once for each reference to it. */
function walk(): Between {
  const compared = new Set<string>();
  const isNew = (pair: string) => !compared.has(pair) && compared.add(pair).has(pair);

  function* between(before: Place, after: Place): Generator<Difference> {
    if (isNew(`$ref ${referredTo(before.schema)} ${referredTo(after.schema)}`)) yield* betweenReferences(before, after);
    yield* betweenAnnotations(before, after);
    const [a, b] = [follow(before), follow(after)];
    if (isNew(`${a.pointer} ${b.pointer}`)) yield* structures(a, b);
  }

  function* structures(a: Place, b: Place): Generator<Difference> {
    if (enumerated(a) !== undefined && enumerated(b) !== undefined) return yield* betweenValues(a, b);
    const unions = [a, b].filter(({ schema }) => "anyOf" in schema);
    // A schema that is no union is a union of one, unless a union says more than its options do.
    if (unions.length > 0 && unions.every(saysNoMore)) return yield* betweenOptions(a, b, between, structures);
    if (unions.length === 2) yield* betweenOptions(a, b, between, structures);
    if (unions.length === 1) yield keywordDiffers("anyOf", "anyOf" in a.schema ? a : undefined, "anyOf" in b.schema ? b : undefined, true);
    for (const keyword of plain) yield* betweenKeywords(keyword, a, b);
    if ("items" in a.schema && "items" in b.schema) yield* between(written(a, "items"), written(b, "items"));
    yield* betweenObjects(a, b, between);
  }

  return between;
}

function saysNoMore({ schema }: Place): boolean {
  return !Object.keys(schema).some((keyword) => keyword !== "anyOf" && assertions.has(keyword));
}

function* betweenReferences(before: Place, after: Place): Generator<Difference> {
  const [from, to] = [referredTo(before.schema), referredTo(after.schema)];
  if (from === to) return;
  const now = to === undefined ? "Is written out here" : `Refers to "${to}"`;
  const what = `${now}, where it ${from === undefined ? "was written out" : `referred to "${from}"`}.`;
  const at = (place: Place, name: string | undefined) => (name === undefined ? place.pointer : `${place.pointer}/$ref`);
  yield difference(at(before, from), at(after, to), what, false);
}

/** Keywords that are compared as they stand; the others have sub-schemas or names. */
const plain = [...assertions].filter((keyword) => !["anyOf", "required", "properties", "additionalProperties"].includes(keyword));

function* betweenKeywords(keyword: string, a: Place, b: Place): Generator<Difference> {
  const [before, after] = [a.schema[keyword], b.schema[keyword]];
  const both = before !== undefined && after !== undefined;
  if (canonical(before) === canonical(after) || (keyword === "items" && both)) return;
  const sorted = (value: unknown) => [value].flat().map(canonical).sort().join();
  const same = (isIdle(keyword, before) && isIdle(keyword, after)) || (both && sorted(before) === sorted(after));
  yield keywordDiffers(keyword, before === undefined ? undefined : a, after === undefined ? undefined : b, !same);
}

function* betweenAnnotations(before: Place, after: Place): Generator<Difference> {
  for (const keyword of annotations) {
    const [a, b] = [annotated(before, keyword), annotated(after, keyword)];
    const said = (place: Place | undefined) => (keyword === "$id" ? unversioned(place?.schema.$id) : place?.schema[keyword]);
    if (canonical(said(a)) !== canonical(said(b))) yield keywordDiffers(keyword, a, b, false);
  }
}

/** Two versions of a contract differ in the version that their `$id` ends with: that goes without saying. */
function unversioned(id: unknown): unknown {
  return typeof id === "string" ? id.replace(/\d+\.\d+\.\d+(?=\.schema\.json$)/u, "") : id;
}

/** Where an annotation stands: beside a `$ref`, or else where that leads. */
function annotated(place: Place, keyword: string): Place | undefined {
  return [place, follow(place)].find(({ schema }) => keyword in schema);
}
