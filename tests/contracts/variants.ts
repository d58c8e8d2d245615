// Documents near some examples: each place of them in turn taken away, replaced by something else, or given a field too many.

const replacements: readonly unknown[] = [null, true, 0, -1, 0.5, 1e6, "", "x", "a b%", "2026-02-30T00:00:00Z", [], {}, [null, null]];

/**
 * Calls `look` with each example and each of its variants. A place that an earlier item or example had filled alike is not varied again. What
 * `look` gets is changed again afterwards: whoever wants to keep a variant copies it.
 */
export function eachVariant(examples: readonly unknown[], look: (variant: unknown) => void): void {
  const seen = new Set<string>();
  for (const example of examples) {
    const holder = { example: structuredClone(example) };
    look(holder.example);
    vary(holder, "example", "", seen, () => look(holder.example));
  }
}

/** Varies the value under `key`, and what is in it. `place` is the pointer to it, with `*` for an item. */
function vary(parent: object, key: string, place: string, seen: Set<string>, look: () => void): void {
  const value: unknown = Reflect.get(parent, key);
  const kind = `${place} ${value === null ? "null" : Array.isArray(value) ? "array" : typeof value}`;
  if (!seen.has(kind)) {
    seen.add(kind);
    for (const other of [...replacements, ...near(value)]) {
      Reflect.set(parent, key, other);
      look();
    }
    Reflect.set(parent, key, value);
  }
  if (typeof value !== "object" || value === null) return;
  for (const name of Object.keys(value)) vary(value, name, `${place}/${Array.isArray(value) ? "*" : name}`, seen, look);
}

/** Values of the same type: one letter more or less, one field or item more or less. */
function near(value: unknown): unknown[] {
  if (typeof value === "string") return [`${value}x`, value.slice(1), value.toUpperCase()];
  if (Array.isArray(value)) return [[...value, value.at(-1) ?? "x"], value.slice(1)];
  if (typeof value !== "object" || value === null) return [];
  const fields = Object.entries(value);
  return [{ ...value, unknownField: 1 }, ...fields.map(([left]) => Object.fromEntries(fields.filter(([name]) => name !== left)))];
}
