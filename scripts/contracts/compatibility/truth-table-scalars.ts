// The truth table's rows on single values: types, enum and const, numbers.
import {
  breaksBoth,
  breaksNewReader,
  breaksOldReader,
  harmless,
  integer,
  number,
  orNull,
  type Row,
  reworded,
  string,
  value,
} from "./truth-table-row.ts";

const v = (x: unknown) => ({ value: x });
const words = (...enumeration: unknown[]) => value({ type: "string", enum: enumeration });
const numbers = (bounds: object) => value({ type: "number", ...bounds });
const integers = (bounds: object) => value({ type: "integer", ...bounds });

const enumerations: Row[] = [
  { change: "an enum is narrowed", old: words("a", "b", "c"), new: words("a", "b"), ...breaksNewReader(v("c")) },
  { change: "an enum is widened", old: words("a", "b"), new: words("a", "b", "c"), ...breaksOldReader(v("c")) },
  { change: "a word of an enum is swapped for another", old: words("a", "b"), new: words("a", "c"), ...breaksBoth(v("b"), v("c")) },
  { change: "an enum is reordered", old: words("a", "b"), new: words("b", "a"), ...reworded },
  {
    change: "an enum of words and numbers is narrowed",
    old: value({ enum: ["a", 1, null] }),
    new: value({ enum: ["a", 1] }),
    ...breaksNewReader(v(null)),
  },
  { change: "a const changes", old: value({ const: "a" }), new: value({ const: "b" }), ...breaksBoth(v("a"), v("b")) },
  { change: "a const becomes one word of an enum", old: value({ const: "a" }), new: words("a", "b"), ...breaksOldReader(v("b")) },
  { change: "a const is written as an enum of one", old: value({ const: "a" }), new: value({ enum: ["a"] }), ...reworded },
  { change: "an enum becomes any string", old: words("a", "b"), new: value(string), ...breaksOldReader(v("")) },
  { change: "a string becomes an enum", old: value(string), new: words("a", "b"), ...breaksNewReader(v("")) },
  { change: "a boolean is written as an enum", old: value({ type: "boolean" }), new: value({ enum: [true, false] }), ...harmless },
  { change: "an enum whose words say the type loses its type", old: words("a", "b"), new: value({ enum: ["a", "b"] }), ...reworded },
  {
    change: "an enum gets a bound that all its numbers keep",
    old: value({ enum: [1, 2, 3] }),
    new: value({ enum: [1, 2, 3], maximum: 3 }),
    ...harmless,
  },
  {
    change: "an enum gets a bound that one of its numbers breaks",
    old: value({ enum: [1, 2, 3] }),
    new: value({ enum: [1, 2, 3], maximum: 2 }),
    ...breaksNewReader(v(3)),
  },
];

const types: Row[] = [
  { change: "a string becomes a number", old: value(string), new: value(number), ...breaksBoth(v("1"), v(1)) },
  { change: "an integer becomes a number", old: value(integer), new: value(number), ...breaksOldReader(v(0.5)) },
  { change: "a number becomes an integer", old: value(number), new: value(integer), ...breaksNewReader(v(0.5)) },
  { change: "a string becomes nullable", old: value(string), new: value(orNull(string)), ...breaksOldReader(v(null)) },
  { change: "a number is no longer nullable", old: value(orNull(number)), new: value(number), ...breaksNewReader(v(null)) },
  {
    change: "a nullable number is narrowed",
    old: value(orNull(number)),
    new: value(orNull({ type: "number", minimum: 0 })),
    ...breaksNewReader(v(-1)),
  },
  { change: "nullable is written as two types", old: value(orNull(string)), new: value({ type: ["string", "null"] }), ...harmless },
  { change: "a value may be of any type", old: value(string), new: value({ title: "Anything" }), ...breaksOldReader(v(1)) },
  { change: "a value that was of any type gets one", old: value({ title: "Anything" }), new: value(string), ...breaksNewReader(v(1)) },
];

const bounds: Row[] = [
  { change: "a minimum is raised", old: numbers({ minimum: 0 }), new: numbers({ minimum: 1 }), ...breaksNewReader(v(0)) },
  { change: "a minimum is lowered", old: numbers({ minimum: 0 }), new: numbers({ minimum: -1 }), ...breaksOldReader(v(-1)) },
  { change: "a maximum is lowered", old: numbers({ maximum: 10 }), new: numbers({ maximum: 9.5 }), ...breaksNewReader(v(10)) },
  { change: "a maximum is raised", old: numbers({ maximum: 10 }), new: numbers({ maximum: 11 }), ...breaksOldReader(v(11)) },
  { change: "a bound is added", old: value(number), new: numbers({ maximum: 100 }), ...breaksNewReader(v(101)) },
  { change: "a bound is removed", old: numbers({ minimum: 0 }), new: value(number), ...breaksOldReader(v(-1)) },
  {
    change: "a range is moved",
    old: numbers({ minimum: 0, maximum: 10 }),
    new: numbers({ minimum: 5, maximum: 15 }),
    ...breaksBoth(v(0), v(15)),
  },
  {
    change: "a minimum becomes exclusive",
    old: numbers({ minimum: 0 }),
    new: numbers({ exclusiveMinimum: 0 }),
    ...breaksNewReader(v(0)),
  },
  {
    change: "a maximum becomes exclusive",
    old: numbers({ maximum: 10 }),
    new: numbers({ exclusiveMaximum: 10 }),
    ...breaksNewReader(v(10)),
  },
  {
    change: "an exclusive minimum of numbers becomes the next integer",
    old: numbers({ exclusiveMinimum: 0 }),
    new: numbers({ minimum: 1 }),
    ...breaksNewReader(v(0.5)),
  },
  {
    change: "an exclusive minimum of integers becomes the next integer",
    old: integers({ exclusiveMinimum: 0 }),
    new: integers({ minimum: 1 }),
    ...harmless,
  },
  {
    change: "a maximum of integers gets decimals",
    old: integers({ maximum: 10 }),
    new: integers({ maximum: 10.9 }),
    ...harmless,
  },
  {
    change: "integers in a range are written as an enum",
    old: integers({ minimum: 1, maximum: 3 }),
    new: value({ enum: [1, 2, 3] }),
    ...harmless,
  },
  { change: "integers must be even", old: value(integer), new: integers({ multipleOf: 2 }), ...breaksNewReader(v(1)) },
  { change: "a step is halved", old: numbers({ multipleOf: 0.5 }), new: numbers({ multipleOf: 0.25 }), ...breaksOldReader(v(0.25)) },
  { change: "an integer is written as a number in steps of 1", old: value(integer), new: numbers({ multipleOf: 1 }), ...harmless },
  {
    change: "a number in a range becomes an integer in a wider one",
    old: numbers({ minimum: 0, maximum: 1 }),
    new: integers({ minimum: 0, maximum: 5 }),
    ...breaksBoth(v(0.5), v(5)),
  },
];

export const scalars: Row[] = [...enumerations, ...types, ...bounds];
