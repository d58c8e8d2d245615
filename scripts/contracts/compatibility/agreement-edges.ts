// Where two versions may differ: every value, number and length that either names, and what lies next to it.
import fc from "fast-check";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { formats, patterns, words } from "./agreement-words.ts";

export interface Edges {
  numbers: number[];
  strings: string[];
  /** A few of each type, for what fits nothing else. */
  values: unknown[];
}

/** The edges of some schemas. */
export function edgesOf(...schemas: JsonSchema[]): Edges {
  const numbers = new Set([0, 1, -1, 0.5, 7]);
  const texts = new Set<string>(words);
  const values = new Set<unknown>([null, true, 3, 0.25, "x", "", ...words.slice(0, 1)]);
  const visit = (found: unknown, keyword: string): void => {
    if (typeof found === "number") for (const step of [0, -1, 1, -0.5, 0.5]) numbers.add(found + step);
    if (typeof found === "number" && /length/i.test(keyword) && found < 5000)
      for (const step of [-1, 0, 1]) texts.add("l".repeat(Math.max(0, found + step)));
    if (typeof found === "string" && keyword === "pattern") for (const text of patterns[found] ?? stringsOf(found)) texts.add(text);
    if (typeof found === "string" && keyword === "format") for (const text of formats[found] ?? []) texts.add(text);
    if (keyword === "const" || keyword === "enum") for (const one of [found].flat()) values.add(one);
    if (typeof found === "string" && (keyword === "const" || keyword === "enum")) texts.add(found);
    if (Array.isArray(found)) for (const one of found) visit(one, keyword);
    else if (typeof found === "object" && found !== null) for (const [name, one] of Object.entries(found)) visit(one, name);
  };
  for (const schema of schemas) visit(schema, "");
  return { numbers: [...numbers], strings: [...texts], values: [...values, [], {}] };
}

const strings = new Map<string, string[]>();

/** A few strings that keep a pattern; none where fast-check cannot follow it. */
function stringsOf(pattern: string): string[] {
  const known = strings.get(pattern);
  if (known !== undefined) return known;
  const found = sample(pattern);
  strings.set(pattern, found);
  return found;
}

function sample(pattern: string): string[] {
  try {
    return fc.sample(fc.stringMatching(new RegExp(pattern, "u")), { numRuns: 10, seed: 1 });
  } catch {
    return [];
  }
}
