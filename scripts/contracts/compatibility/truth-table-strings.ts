// The truth table's rows on strings: lengths, patterns, formats.
import { breaksBoth, breaksNewReader, breaksOldReader, harmless, type Row, reworded, string, undecided, value } from "./truth-table-row.ts";

const v = (x: unknown) => ({ value: x });
const words = (...enumeration: unknown[]) => value({ type: "string", enum: enumeration });
const texts = (bounds: object) => value({ type: "string", ...bounds });
const uuid = "0f0e0d0c-0b0a-4908-8706-050403020100";
const instant = "2026-01-31T12:00:00Z";

const lengths: Row[] = [
  { change: "a string may no longer be empty", old: value(string), new: texts({ minLength: 1 }), ...breaksNewReader(v("")) },
  { change: "a string may be empty", old: texts({ minLength: 1 }), new: texts({ minLength: 0 }), ...breaksOldReader(v("")) },
  { change: "a string may be longer", old: texts({ maxLength: 2 }), new: texts({ maxLength: 3 }), ...breaksOldReader(v("abc")) },
  {
    change: "a string must be shorter, counted in code points",
    old: texts({ maxLength: 2 }),
    new: texts({ maxLength: 1 }),
    ...breaksNewReader(v("\u{1F600}\u{1F600}")),
  },
  { change: "a least length of 0 is written down", old: value(string), new: texts({ minLength: 0 }), ...reworded },
];

const patterns: Row[] = [
  {
    change: "a pattern is narrowed",
    old: texts({ pattern: "^[a-z]+$" }),
    new: texts({ pattern: "^[a-y]+$" }),
    ...breaksNewReader(v("z")),
  },
  {
    change: "a pattern is widened",
    old: texts({ pattern: "^[0-9a-f]{4}$" }),
    new: texts({ pattern: "^[0-9A-Fa-f]{4}$" }),
    ...breaksOldReader(v("AAAA")),
  },
  {
    change: "a pattern is written otherwise",
    old: texts({ pattern: "^[0-9]+$" }),
    new: texts({ pattern: "^[0-9][0-9]*$" }),
    ...harmless,
  },
  { change: "a pattern is added", old: value(string), new: texts({ pattern: "^a" }), ...breaksNewReader(v("")) },
  { change: "a pattern is removed", old: texts({ pattern: "^a" }), new: value(string), ...breaksOldReader(v("")) },
  { change: "a pattern is anchored", old: texts({ pattern: "a" }), new: texts({ pattern: "^a" }), ...breaksNewReader(v("ba")) },
  {
    change: "an enum gets a pattern that all its words keep",
    old: words("a1", "b2"),
    new: value({ type: "string", enum: ["a1", "b2"], pattern: "^[a-z][0-9]$" }),
    ...harmless,
  },
  {
    change: "a longest length becomes a pattern whose dot leaves out line breaks",
    old: texts({ maxLength: 3 }),
    new: texts({ pattern: "^.{0,3}$" }),
    ...breaksNewReader(v("\n")),
  },
  {
    change: "a pattern gets the lengths that it has",
    old: texts({ pattern: "^[a-z]{2,4}$" }),
    new: texts({ pattern: "^[a-z]{2,4}$", minLength: 2, maxLength: 4 }),
    ...harmless,
  },
  {
    change: "a pattern gets a shorter longest length",
    old: texts({ pattern: "^[a-z]{2,4}$" }),
    new: texts({ pattern: "^[a-z]{2,4}$", maxLength: 3 }),
    ...breaksNewReader(v("abcd")),
  },
  {
    change: "a pattern that no automaton can follow changes",
    old: texts({ pattern: "^(a+|b+)-\\1$" }),
    new: texts({ pattern: "^(b+|a+)-\\1$" }),
    ...undecided,
  },
];

const formats: Row[] = [
  { change: "a format is added", old: value(string), new: texts({ format: "uuid" }), ...breaksNewReader(v("")) },
  { change: "a format is removed", old: texts({ format: "uuid" }), new: value(string), ...breaksOldReader(v("")) },
  {
    change: "a format changes",
    old: texts({ format: "uuid" }),
    new: texts({ format: "date-time" }),
    ...breaksBoth(v(uuid), v(instant)),
  },
  {
    change: "a format becomes a pattern that looks like it",
    old: texts({ format: "uuid" }),
    new: texts({ pattern: "^[0-9a-f-]{36}$" }),
    ...breaksBoth(v(uuid.toUpperCase()), v("-".repeat(36))),
  },
  { change: "a format that nobody knows is added", old: value(string), new: texts({ format: "quiz-code" }), ...undecided },
  {
    change: "an enum gets a format that all its words keep",
    old: words(uuid),
    new: value({ type: "string", enum: [uuid], format: "uuid" }),
    ...harmless,
  },
];

export const strings: Row[] = [...lengths, ...patterns, ...formats];
