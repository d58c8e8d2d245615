// The truth table's rows on what values are made of: arrays, unions, definitions, whole documents; annotations and what is in no profile.
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
  undecided,
  value,
} from "./truth-table-row.ts";

const list = (items: JsonSchema, bounds: object = {}) => value({ type: "array", items, ...bounds });
const v = (x: unknown) => ({ value: x });
const consts = (...words: unknown[]) => ({ anyOf: words.map((word) => ({ const: word })) });
const defined = (schema: JsonSchema, $defs: Record<string, JsonSchema>) => ({ ...schema, $defs });
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

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

const point = object({ x: number, y: number }, ["x", "y"]);
const point3 = object({ x: number, y: number, z: number }, ["x", "y", "z"]);

const definitions: Row[] = [
  { change: "a definition is written in place", old: defined(value(ref("Point")), { Point: point }), new: value(point), ...reworded },
  {
    change: "a definition gets another name",
    old: defined(value(ref("Point")), { Point: point }),
    new: defined(value(ref("Place")), { Place: point }),
    ...reworded,
  },
  {
    change: "a definition is narrowed that is used in two places",
    old: defined(object({ from: ref("Point"), to: ref("Point") }), { Point: point }),
    new: defined(object({ from: ref("Point"), to: ref("Point") }), { Point: point3 }),
    ...breaksNewReader({ to: { x: 0, y: 0 } }),
  },
  { change: "a definition that nobody uses is added", old: value(point), new: defined(value(point), { Unused: string }), ...reworded },
  {
    change: "a property points to another definition",
    old: defined(value(ref("A")), { A: string, B: number }),
    new: defined(value(ref("B")), { A: string, B: number }),
    ...breaksBoth(v("x"), v(1)),
  },
];

const event = (quiz: JsonSchema) =>
  object(
    {
      id: { type: "string", format: "uuid" },
      time: { type: "string", format: "date-time" },
      type: { const: "dev.scoreline.statistics-calculated.v1" },
      data: object({ status: { type: "string", enum: ["complete", "partial"] }, quizzes: { type: "array", items: quiz, minItems: 1 } }, [
        "status",
        "quizzes",
      ]),
    },
    ["id", "time", "type", "data"],
  );
const quiz = object({ name: { type: "string", pattern: "^Q[0-9]$" }, mean: orNull(number) }, ["name", "mean"]);
const message = (figures: object) => ({
  id: "0f0e0d0c-0b0a-4908-8706-050403020100",
  time: "2026-01-31T12:00:00Z",
  type: "dev.scoreline.statistics-calculated.v1",
  data: { status: "complete", quizzes: [{ name: "Q1", ...figures }] },
});

const documents: Row[] = [
  {
    change: "deep in a message, null is no longer said",
    old: event(quiz),
    new: event(object({ name: { type: "string", pattern: "^Q[0-9]$" }, mean: number }, ["name", "mean"])),
    ...breaksNewReader(message({ mean: null })),
  },
  {
    change: "deep in a message, a figure is no longer written",
    old: event(quiz),
    new: event({ ...quiz, required: ["name"] }),
    ...breaksOldReader(message({})),
  },
  {
    change: "deep in a message, an optional figure is added",
    old: event(quiz),
    new: event(object({ name: { type: "string", pattern: "^Q[0-9]$" }, mean: orNull(number), median: orNull(number) }, ["name", "mean"])),
    ...harmless,
  },
];

const annotations: Row[] = [
  { change: "nothing changes", old: value(string), new: value(string), ...reworded, bump: ["none", "none", "none"] },
  {
    change: "the version alone changes",
    old: { $id: "https://schemas.scoreline.dev/x/1.0.0.schema.json", ...value(string) },
    new: { $id: "https://schemas.scoreline.dev/x/1.1.0.schema.json", ...value(string) },
    ...reworded,
    bump: ["none", "none", "none"],
  },
  { change: "a title changes", old: value({ ...string, title: "A" }), new: value({ ...string, title: "B" }), ...reworded },
  { change: "a description is added", old: value(string), new: value({ ...string, description: "In points." }), ...reworded },
  { change: "a default changes", old: value({ ...string, default: "a" }), new: value({ ...string, default: "b" }), ...reworded },
];

const outsideTheProfile: Row[] = [
  { change: "a keyword is added that nobody knows", old: value(string), new: value({ ...string, "x-range": [0, 1] }), ...undecided },
  { change: "a keyword outside the profile is added", old: value(number), new: value({ ...number, not: { const: 0 } }), ...undecided },
  { change: "a schema refers to itself", old: object({ a: string }), new: object({ a: string, next: { $ref: "#" } }), ...undecided },
];

export const structures: Row[] = [...arrays, ...unions, ...definitions, ...documents, ...annotations, ...outsideTheProfile];
