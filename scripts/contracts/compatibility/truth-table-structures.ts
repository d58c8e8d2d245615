// The truth table's rows on what values are made of: arrays and unions.
import type { JsonSchema } from "../../generate/json-schema.ts";
import {
  breaksBoth,
  breaksNewReader,
  breaksOldReader,
  harmless,
  integer,
  number,
  object,
  orNull,
  type Row,
  reworded,
  string,
  value,
} from "./truth-table-row.ts";

const list = (items: JsonSchema, bounds: object = {}) => value({ type: "array", items, ...bounds });
const v = (x: unknown) => ({ value: x });
const consts = (...words: unknown[]) => ({ anyOf: words.map((word) => ({ const: word })) });

const arrays: Row[] = [
  { change: "a list needs more items", old: list(string), new: list(string, { minItems: 1 }), ...breaksNewReader(v([])) },
  {
    change: "a list may have fewer items",
    old: list(string, { maxItems: 2 }),
    new: list(string, { maxItems: 1 }),
    ...breaksNewReader(v(["x", "y"])),
  },
  {
    change: "a list may have more items",
    old: list(string, { maxItems: 1 }),
    new: list(string, { maxItems: 2 }),
    ...breaksOldReader(v(["x", "y"])),
  },
  { change: "a list may be empty", old: list(string, { minItems: 1 }), new: list(string), ...breaksOldReader(v([])) },
  { change: "items are narrowed", old: list(integer), new: list({ type: "integer", minimum: 0 }), ...breaksNewReader(v([-1])) },
  { change: "items are widened", old: list(integer), new: list(number), ...breaksOldReader(v([0.5])) },
  {
    change: "items of items are narrowed",
    old: list({ type: "array", items: number }),
    new: list({ type: "array", items: integer }),
    ...breaksNewReader(v([[0.5]])),
  },
  {
    change: "objects in a list get an optional property",
    old: list(object({ a: string })),
    new: list(object({ a: string, b: number })),
    ...harmless,
  },
  {
    change: "objects in a list get a required property",
    old: list(object({ a: string })),
    new: list(object({ a: string, b: number }, ["b"])),
    ...breaksNewReader(v([{}])),
  },
  { change: "items must differ", old: list(integer), new: list(integer, { uniqueItems: true }), ...breaksNewReader(v([1, 1])) },
  { change: "items may be the same", old: list(integer, { uniqueItems: true }), new: list(integer), ...breaksOldReader(v([1, 1])) },
  {
    change: "items must differ where there is one at most",
    old: list(integer, { maxItems: 1 }),
    new: list(integer, { maxItems: 1, uniqueItems: true }),
    ...harmless,
  },
  {
    change: "items are narrowed in a list that is always empty",
    old: list(number, { maxItems: 0 }),
    new: list(integer, { maxItems: 0 }),
    ...harmless,
  },
  { change: "items get a type", old: value({ type: "array" }), new: list(string), ...breaksNewReader(v([1])) },
  { change: "a value becomes a list of such", old: value(string), new: list(string), ...breaksBoth(v("x"), v([])) },
];

const circle = object({ kind: { const: "circle" }, radius: number }, ["kind", "radius"]);
const square = object({ kind: { const: "square" }, side: number }, ["kind", "side"]);

const unions: Row[] = [
  {
    change: "a union of words is written as an enum",
    old: value(consts("a", "b")),
    new: value({ type: "string", enum: ["a", "b"] }),
    ...reworded,
  },
  {
    change: "a union of words becomes a wider enum",
    old: value(consts("a")),
    new: value({ enum: ["a", "b"] }),
    ...breaksOldReader(v("b")),
  },
  {
    change: "a branch is added",
    old: value({ anyOf: [circle] }),
    new: value({ anyOf: [circle, square] }),
    ...breaksOldReader(v({ kind: "square", side: 1 })),
  },
  {
    change: "a branch is removed",
    old: value({ anyOf: [circle, square] }),
    new: value(circle),
    ...breaksNewReader(v({ kind: "square", side: 1 })),
  },
  {
    change: "the branches come in another order",
    old: value({ anyOf: [string, number] }),
    new: value({ anyOf: [number, string] }),
    ...reworded,
  },
  { change: "a branch is added that another holds already", old: value(number), new: value({ anyOf: [number, integer] }), ...harmless },
  {
    change: "lengths are split between two branches",
    old: value({ type: "string", minLength: 1, maxLength: 4 }),
    new: value({
      anyOf: [
        { type: "string", minLength: 1, maxLength: 2 },
        { type: "string", minLength: 3, maxLength: 4 },
      ],
    }),
    ...harmless,
  },
  {
    change: "lengths are split between two branches with a gap",
    old: value({ type: "string", minLength: 1, maxLength: 4 }),
    new: value({
      anyOf: [
        { type: "string", minLength: 1, maxLength: 2 },
        { type: "string", minLength: 4, maxLength: 4 },
      ],
    }),
    ...breaksNewReader(v("abc")),
  },
  {
    change: "lengths are split between two branches with a gap far from their ends",
    old: value({ type: "string", pattern: "^[a-z]*$" }),
    new: value({
      anyOf: [
        { type: "string", pattern: "^[a-z]*$", maxLength: 40 },
        { type: "string", pattern: "^[a-z]*$", minLength: 42 },
      ],
    }),
    ...breaksNewReader(v("a".repeat(41))),
  },
  {
    change: "a range is split between two branches with a gap of one number",
    old: value({ type: "number", minimum: 0, maximum: 10 }),
    new: value({
      anyOf: [
        { type: "number", minimum: 0, exclusiveMaximum: 5 },
        { type: "number", exclusiveMinimum: 5, maximum: 10 },
      ],
    }),
    ...breaksNewReader(v(5)),
  },
  {
    change: "a property of one branch becomes optional",
    old: value({ anyOf: [circle, square] }),
    new: value({ anyOf: [circle, { ...square, required: ["kind"] }] }),
    ...breaksOldReader(v({ kind: "square" })),
  },
  {
    change: "a nullable object gets a required property",
    old: value(orNull(object({ a: string }))),
    new: value(orNull(object({ a: string }, ["a"]))),
    ...breaksNewReader(v({})),
  },
];

export const structures: Row[] = [...arrays, ...unions];
