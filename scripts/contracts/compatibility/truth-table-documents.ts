// The truth table's rows on documents as a whole: definitions, what is deep inside, annotations, what is in no profile.
import type { JsonSchema } from "../../generate/json-schema.ts";
import {
  breaksBoth,
  breaksNewReader,
  breaksOldReader,
  harmless,
  number,
  object,
  orNull,
  type Row,
  reworded,
  string,
  undecided,
  value,
} from "./truth-table-row.ts";

const v = (x: unknown) => ({ value: x });
const defined = (schema: JsonSchema, $defs: Record<string, JsonSchema>) => ({ ...schema, $defs });
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

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

const messages: Row[] = [
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

export const documents: Row[] = [...definitions, ...messages, ...annotations, ...outsideTheProfile];
