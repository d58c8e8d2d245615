// A document as people read it: JSON over lines, with a mark at the place that is refused.
import { isUnder, pointer } from "./compatibility/place.ts";

const mark = "    <-- refused";

/** Lines that a document may have until its parts away from the marked place are folded. */
const longest = 40;

/**
 * `value` as JSON, two spaces a level, the line marked on which what the JSON pointer `at` leads to begins. In a long document the parts
 * that do not hold that place, and do not lie in it, are written as { … } and [ … ].
 */
export function markedLines(value: unknown, at: string): string[] {
  const whole = lines(value, "", at, "", false);
  return whole.length > longest ? lines(value, "", at, "", true) : whole;
}

/** `label` is what stands before the value on its first line: the key, where it has one. */
function lines(value: unknown, place: string, at: string, label: string, fold: boolean): string[] {
  const suffix = place === at ? mark : "";
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [`${label}${JSON.stringify(value)}${suffix}`];
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (fold && !isUnder(at, place) && !isUnder(place, at)) return [`${label}${open} … ${close}`];
  const members = Object.entries(value);
  const inner = members.flatMap(([key, member], index) => {
    const own = lines(member, place + pointer(key), at, Array.isArray(value) ? "" : `${JSON.stringify(key)}: `, fold);
    return (index < members.length - 1 ? withComma(own) : own).map((line) => `  ${line}`);
  });
  return [`${label}${open}${suffix}`, ...inner, close];
}

/** The comma stands after the value, before a mark. */
function withComma(all: string[]): string[] {
  const last = all.at(-1) ?? "";
  return [...all.slice(0, -1), last.endsWith(mark) ? `${last.slice(0, -mark.length)},${mark}` : `${last},`];
}
