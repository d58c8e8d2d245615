// Sets of strings: lengths, patterns and formats, what they prove of a keyword, and the strings that show where it refuses.
import type { JsonSchema } from "../../generate/json-schema.ts";
import { type Format, formatSamples, isFormat } from "./formats.ts";
import { keepsFormat } from "./judge.ts";
import { complement, foundBy, intersection, type Language, type Lengths, ofLength, only, shortestWord, Undecided } from "./language.ts";

export interface Text extends Lengths {
  patterns: string[];
  formats: Format[];
}

/** Longer strings are not written out, be it as proof. */
const longest = 2_000_000;
/** Letters in orders of preference: a word for each. */
const alphabets = ["abcdefghijklmnopqrstuvwxyz1023456789ABCDEF-_/. ", "1b", "x0Z", "q2- ", "_9\n", "é🙂"];
/** Strings of which most keep no given format. */
const oddities = ["text", "a b", "%", "", "2026-02-31T09:30:00Z", "2026-01-31", "~", "\\", "1", "A", "é", "/a b"];

/** The strings that all the schemas take; undefined where the lengths leave none. */
export function textOf(schemas: readonly JsonSchema[]): Text | undefined {
  const numbers = (keyword: string) => schemas.map((schema) => schema[keyword]).filter((value) => typeof value === "number");
  const text: Text = {
    min: Math.max(0, ...numbers("minLength")),
    max: Math.min(Infinity, ...numbers("maxLength")),
    patterns: [...new Set(schemas.map(({ pattern }) => pattern).filter((pattern) => typeof pattern === "string"))],
    formats: [...new Set(schemas.map(({ format }) => format).filter(isFormat))],
  };
  return text.min > text.max ? undefined : text;
}

export function inText(text: Text, value: string): boolean {
  const length = lengthOf(value);
  return (
    length >= text.min &&
    length <= text.max &&
    text.patterns.every((pattern) => new RegExp(pattern, "u").test(value)) &&
    text.formats.every((format) => keepsFormat(format, value))
  );
}

/** Whether no string of the set breaks the keyword. Formats prove nothing but themselves. Throws `Undecided`. */
export function textKeeps(text: Text, keyword: string, value: unknown): boolean {
  if (keyword === "format") return text.formats.some((format) => format === value);
  if (keyword === "pattern" && text.patterns.some((pattern) => pattern === value)) return true;
  if (keyword === "minLength" && text.min >= Number(value)) return true;
  if (keyword === "maxLength" && text.max <= Number(value)) return true;
  return offenders(text, keyword, value, alphabets.slice(0, 1)).length === 0;
}

/** Strings of the set, or near it, that are likely to break the keyword. */
export function offending(text: Text, keyword: string, value: unknown): string[] {
  const likely = [...samplesOf(text), ...(text.formats.length === 0 ? fitting(text) : [])];
  try {
    // A plain word reads better than the shortest one.
    return [...likely.slice(0, 2), ...offenders(text, keyword, value, alphabets), ...likely];
  } catch (error) {
    if (error instanceof Undecided) return likely;
    throw error;
  }
}

/** Some strings of the set, plain ones first; none where none is found. */
export function samplesOf(text: Text): string[] {
  const plain = text.patterns.length === 0 && text.formats.length === 0;
  const candidates = [
    ...text.formats.flatMap((format) => [...formatSamples[format]]),
    ...(plain ? ["text", "other", "a"] : []),
    ...offenders(text, "none", undefined, alphabets),
    ...(plain ? Array.from({ length: 300 }, (_, index) => `${index}`.padEnd(Math.min(text.min, longest), "a")) : fitting(text)),
  ];
  return [...new Set(candidates)].filter((candidate) => inText(text, candidate));
}

/** Whether it is proved that there is no such string; formats aside. */
export function isSurelyEmpty(text: Text): boolean {
  if (text.patterns.length === 0) return text.min > text.max;
  try {
    return offenders(text, "none", undefined, alphabets.slice(0, 1)).length === 0;
  } catch (error) {
    if (error instanceof Undecided) return false;
    throw error;
  }
}

/** Whether each string of the set is in one of the others or one of the words. Throws `Undecided`. */
export function textIsCovered(text: Text, others: readonly Text[], words: readonly string[]): boolean {
  let rest = complement(only(words));
  for (const pattern of text.patterns) rest = intersection(rest, foundBy(pattern));
  for (const other of others) {
    if (other.formats.some((format) => !text.formats.includes(format))) continue;
    const within = other.min <= text.min && other.max >= text.max ? { min: 0, max: Infinity } : other;
    rest = intersection(rest, complement(other.patterns.map(foundBy).reduce(intersection, ofLength(within))));
  }
  return shortestWord(rest, text, "") === undefined;
}

/** Words that keep lengths and patterns of the set (formats left aside) and break the keyword; at most one for each alphabet. */
function offenders(text: Text, keyword: string, value: unknown, letters: readonly string[]): string[] {
  const lengths = { min: text.min, max: text.max };
  if (keyword === "minLength") lengths.max = Math.min(text.max, Number(value) - 1);
  if (keyword === "maxLength") lengths.min = Math.max(text.min, Number(value) + 1);
  if (lengths.min > lengths.max) return [];
  let language = text.patterns.map(foundBy).reduce<Language | undefined>((all, next) => (all ? intersection(all, next) : next), undefined);
  const taken = keyword === "pattern" ? foundBy(String(value)) : keyword === "enum" && Array.isArray(value) ? only(value) : undefined;
  if (taken !== undefined) language = language ? intersection(language, complement(taken)) : complement(taken);
  if (language === undefined) return letters.map((alphabet) => repeated(alphabet.slice(0, 1), lengths.min));
  const found = language;
  return [...new Set(letters.map((alphabet) => shortestWord(found, lengths, alphabet)).filter((word) => word !== undefined))];
}

/** The oddities, brought to a length that the set takes. */
function fitting({ min, max }: Text): string[] {
  return oddities.map((oddity) => {
    const characters = [...oddity];
    if (characters.length > max) return characters.slice(0, max).join("");
    return oddity + repeated(characters.at(-1) ?? "a", min - characters.length);
  });
}

function repeated(letter: string, times: number): string {
  if (times > longest) throw new Undecided(`a string of ${times} characters is too long to be written out`);
  return letter.repeat(Math.max(0, times));
}

function lengthOf(value: string): number {
  let length = 0;
  for (const _ of value) length += 1;
  return length;
}
