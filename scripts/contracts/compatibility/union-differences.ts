// Differences between sets of values and between unions: which values and which options are new and gone.
import { type Between, type Difference, difference } from "./difference.ts";
import { canonical } from "./keywords.ts";
import { child, follow, hasProperty, options, type Place, propertyNames, referredTo, written } from "./place.ts";
import { enumerated, shape, typesOf } from "./shape.ts";
import { articled, listed, quoted } from "./wording.ts";

/** Of two sub-schemas that enumerate their values, however they are written. */
export function* betweenValues(a: Place, b: Place): Generator<Difference> {
  const [before, after] = [enumerated(a) ?? [], enumerated(b) ?? []];
  const has = (list: typeof before, value: unknown) => list.some((other) => canonical(other.value) === canonical(value));
  const gone = before.filter(({ value }) => !has(after, value));
  const added = after.filter(({ value }) => !has(before, value));
  const [only, instead] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && gone.length === 1 && only !== undefined && instead !== undefined)
    return yield difference(only.pointer, instead.pointer, `The value was ${quoted(only.value)}, is ${quoted(instead.value)}.`);
  for (const { value, pointer } of gone) yield difference(pointer, null, `The value ${quoted(value)} is gone.`);
  for (const { value, pointer } of added) yield difference(null, pointer, `The value ${quoted(value)} is new.`);
  const text = ({ schema }: Place) => canonical([schema.type, schema.const, schema.enum, "anyOf" in schema]);
  if (gone.length + added.length === 0 && text(a) !== text(b))
    yield difference(a.pointer, b.pointer, "The same values are written in another way, or in another order.", false);
}

/** Of unions; a sub-schema without `anyOf` is a union of itself, compared by `inside`, and options of both sides by `between`. */
export function* betweenOptions(a: Place, b: Place, between: Between, inside: Between): Generator<Difference> {
  const [before, after] = [optionsOf(a), optionsOf(b)];
  const pairs = paired(before, after);
  const moved = pairs.some(([, index], position) => index < (pairs[position - 1]?.[1] ?? 0));
  if (moved) yield difference(`${a.pointer}/anyOf`, `${b.pointer}/anyOf`, "The options are in another order.", false);
  for (const [from, to] of pairs) {
    const [one, other] = [before[from], after[to]];
    if (one === undefined || other === undefined) continue;
    if (one === a || other === b) yield* inside(follow(one), follow(other));
    else yield* between(one, other);
  }
  for (const [index, option] of before.entries())
    if (!pairs.some(([from]) => from === index)) yield difference(option.pointer, null, `The option of ${described(option)} is gone.`);
  for (const [index, option] of after.entries())
    if (!pairs.some(([, to]) => to === index)) yield difference(null, option.pointer, `The option of ${described(option)} is new.`);
}

function optionsOf(place: Place): Place[] {
  return options(place)?.map((_, index) => written(place, "anyOf", index)) ?? [place];
}

/** Indices of options that are the same, or meant to be: equal ones first, then those of one name, then those most alike. */
function paired(before: readonly Place[], after: readonly Place[]): [number, number][] {
  const ranked = before
    .flatMap((one, from) => after.map((other, to) => ({ from, to, alike: likeness(one, other) - Math.abs(from - to) / 1000 })))
    .filter(({ alike }) => alike > 0)
    .sort((x, y) => y.alike - x.alike);
  const pairs: [number, number][] = [];
  for (const { from, to } of ranked) if (!pairs.some(([x, y]) => x === from || y === to)) pairs.push([from, to]);
  return pairs.sort(([x], [y]) => x - y);
}

function likeness(one: Place, other: Place): number {
  const [a, b] = [follow(one), follow(other)];
  if (shape(a) === shape(b)) return 1000;
  const kind = (place: Place) => typesOf(place.schema).join().replace("integer", "number");
  if (kind(a) !== kind(b)) return 0;
  const shared = propertyNames(a).filter((name) => hasProperty(b, name));
  const tags = shared.map((name) => [a, b].map((place) => enumerated(child(place, "properties", name))));
  // Two options of different tags are not the same thing, whatever else they share.
  const differ = tags.some(([x, y]) => x?.length === 1 && y?.length === 1 && canonical(x[0]?.value) !== canonical(y[0]?.value));
  if (differ) return 0;
  return 1 + shared.length + (referredTo(one.schema) !== undefined && referredTo(one.schema) === referredTo(other.schema) ? 100 : 0);
}

function described(option: Place): string {
  const { schema } = follow(option);
  const values = enumerated(follow(option));
  if (values !== undefined) return listed(values.map(({ value }) => quoted(value)));
  if (typeof schema.title === "string") return quoted(schema.title);
  const tags = propertyNames(follow(option)).flatMap((name) => {
    const [tag, ...others] = enumerated(child(follow(option), "properties", name)) ?? [];
    return tag !== undefined && others.length === 0 ? [`${name} ${quoted(tag.value)}`] : [];
  });
  const types = listed(typesOf(schema).map(articled));
  return tags.length === 0 ? types : `${types} with ${listed(tags, "and")}`;
}
