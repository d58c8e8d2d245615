// Differences between objects: properties new and gone, required and optional, and what else may stand beside them.
import { type Between, type Difference, difference, keywordDiffers } from "./difference.ts";
import { canonical } from "./keywords.ts";
import { hasProperty, isObject, type Place, pointer, propertyNames, requiredNames, written } from "./place.ts";
import { quoted } from "./wording.ts";

/** `between` compares what both sides have. */
export function* betweenObjects(a: Place, b: Place, between: Between): Generator<Difference> {
  for (const name of new Set([...propertyNames(a), ...propertyNames(b)])) {
    if (hasProperty(a, name) && hasProperty(b, name)) {
      yield* between(written(a, "properties", name), written(b, "properties", name));
    } else yield onOneSide(a, b, name);
  }
  if (isReordered(a.schema.required, b.schema.required))
    yield difference(`${a.pointer}/required`, `${b.pointer}/required`, "The required names are in another order.", false);
  const required = new Set([...requiredNames(a), ...requiredNames(b)]);
  for (const name of required) {
    const [was, is] = [requiredAt(a, name), requiredAt(b, name)];
    // A property that is new or gone has been told of already.
    if ((was === undefined) === (is === undefined) || hasProperty(a, name) !== hasProperty(b, name)) continue;
    yield difference(
      was ?? null,
      is ?? null,
      is === undefined ? `${quoted(name)} is no longer required.` : `${quoted(name)} is required now.`,
    );
  }
  yield* betweenOthers(a, b, between);
}

function onOneSide(a: Place, b: Place, name: string): Difference {
  const isNew = hasProperty(b, name);
  const [was, is] = [requiredAt(a, name), requiredAt(b, name)];
  const at = (isNew ? b : a).pointer + pointer("properties", name);
  const kind = (place: string | undefined) => (place === undefined ? "optional" : "required");
  const what = isNew
    ? `The property ${quoted(name)} is new and ${kind(is)}.`
    : `The property ${quoted(name)}, which was ${kind(was)}, is gone.`;
  const found = difference(isNew ? null : at, isNew ? at : null, what);
  return { ...found, also: { old: was === undefined ? [] : [was], new: is === undefined ? [] : [is] } };
}

function* betweenOthers(a: Place, b: Place, between: Between): Generator<Difference> {
  const keyword = "additionalProperties";
  const [before, after] = [a.schema[keyword], b.schema[keyword]];
  if (isObject(before) && isObject(after)) yield* between(written(a, keyword), written(b, keyword));
  else if (canonical(before) !== canonical(after)) {
    // Only a writer of an object that declares properties closes it where this is left open.
    const same = (before ?? true) === (after ?? true) && !("properties" in a.schema) && !("properties" in b.schema);
    yield keywordDiffers(keyword, before === undefined ? undefined : a, after === undefined ? undefined : b, !same);
  }
  const declares = ["properties" in a.schema, "properties" in b.schema];
  const none = propertyNames(a).length === 0 && propertyNames(b).length === 0;
  if (declares[0] !== declares[1] && none)
    yield keywordDiffers("properties", declares[0] ? a : undefined, declares[1] ? b : undefined, true);
}

function isReordered(before: unknown, after: unknown): boolean {
  const sorted = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value);
  return canonical(before) !== canonical(after) && canonical(sorted(before)) === canonical(sorted(after));
}

function requiredAt(place: Place, name: string): string | undefined {
  const { required } = place.schema;
  const index = Array.isArray(required) ? required.indexOf(name) : -1;
  return index < 0 ? undefined : place.pointer + pointer("required", index);
}
