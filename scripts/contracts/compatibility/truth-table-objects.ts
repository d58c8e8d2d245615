// The truth table's rows on objects: properties required and optional, open and closed, maps, numbers of properties.
import {
  breaksBoth,
  breaksNewReader,
  breaksOldReader,
  closedObject,
  harmless,
  integer,
  number,
  object,
  type Row,
  reworded,
  string,
  value,
} from "./truth-table-row.ts";

const a = { a: string };
const ab = { a: string, b: string };
const map = (schema: object, bounds: object = {}) => value({ type: "object", additionalProperties: schema, ...bounds });

const openObjects: Row[] = [
  { change: "an optional property is added", old: object(a, ["a"]), new: object(ab, ["a"]), ...harmless },
  { change: "a required property is added", old: object(a, ["a"]), new: object(ab, ["a", "b"]), ...breaksNewReader({ a: "x" }) },
  { change: "an optional property is removed", old: object(ab, ["a"]), new: object(a, ["a"]), ...harmless },
  { change: "a required property is removed", old: object(ab, ["a", "b"]), new: object(a, ["a"]), ...breaksOldReader({ a: "x" }) },
  { change: "an optional property becomes required", old: object(a), new: object(a, ["a"]), ...breaksNewReader({}) },
  { change: "a required property becomes optional", old: object(a, ["a"]), new: object(a), ...breaksOldReader({}) },
  {
    change: "a required property is swapped for another",
    old: object({ a: string }, ["a"]),
    new: object({ b: string }, ["b"]),
    ...breaksBoth({ a: "x" }, { b: "x" }),
  },
  { change: "an optional property is swapped for another", old: object({ a: string }), new: object({ b: string }), ...harmless },
  {
    change: "which of two properties is required is swapped",
    old: object(ab, ["a"]),
    new: object(ab, ["b"]),
    ...breaksBoth({ a: "x" }, { b: "x" }),
  },
  {
    change: "a nested object gets a required property",
    old: value(object({ inner: object(a) }, ["inner"])),
    new: value(object({ inner: object(ab, ["b"]) }, ["inner"])),
    ...breaksNewReader({ value: { inner: {} } }),
  },
  {
    change: "an optional object gets a required property",
    old: object({ inner: object(a) }),
    new: object({ inner: object(a, ["a"]) }),
    ...breaksNewReader({ inner: {} }),
  },
  {
    change: "an optional property gets another type",
    old: object({ a: string }),
    new: object({ a: number }),
    ...breaksBoth({ a: "x" }, { a: 1 }),
  },
  {
    change: "an object loses its type, so that anything else may stand there",
    old: value(object(a, ["a"])),
    new: value({ properties: a, required: ["a"] }),
    ...breaksOldReader({ value: 1 }),
  },
  {
    change: "a property whose name has to be escaped in a pointer gets another type",
    old: object({ "a/b~c %": object({ "": string }) }),
    new: object({ "a/b~c %": object({ "": number }) }),
    ...breaksBoth({ "a/b~c %": { "": "x" } }, { "a/b~c %": { "": 1 } }),
  },
  { change: "the required names come in another order", old: object(ab, ["a", "b"]), new: object(ab, ["b", "a"]), ...reworded },
];

const closedObjects: Row[] = [
  { change: "an open object is closed", old: object(ab, ["a"]), new: closedObject(ab, ["a"]), ...harmless },
  { change: "a closed object is opened", old: closedObject(ab, ["a"]), new: object(ab, ["a"]), ...harmless },
  {
    change: "a closed object gets an optional property",
    old: closedObject(a),
    new: closedObject(ab),
    ...breaksOldReader({ b: "x" }),
  },
  {
    change: "a closed object gets a required property",
    old: closedObject(a),
    new: closedObject(ab, ["b"]),
    ...breaksBoth({}, { b: "x" }),
  },
  { change: "a closed object loses an optional property", old: closedObject(ab), new: closedObject(a), ...breaksNewReader({ b: "x" }) },
  {
    change: "a closed object loses a required property",
    old: closedObject(ab, ["b"]),
    new: closedObject(a),
    ...breaksBoth({ b: "x" }, {}),
  },
  { change: "an object is closed and loses an optional property", old: object(ab), new: closedObject(a), ...breaksNewReader({ b: "x" }) },
  { change: "an object is opened and gets an optional property", old: closedObject(a), new: object(ab), ...breaksOldReader({ b: "x" }) },
  {
    change: "the items of a list are closed and lose an optional property",
    old: value({ type: "array", items: object(ab) }),
    new: value({ type: "array", items: closedObject(a) }),
    ...breaksNewReader({ value: [{ b: "x" }] }),
  },
];

const numbersOfProperties: Row[] = [
  { change: "more properties are asked for", old: object(ab), new: { ...object(ab), minProperties: 1 }, ...breaksNewReader({}) },
  {
    change: "fewer properties are allowed",
    old: object(ab),
    new: { ...object(ab), maxProperties: 1 },
    ...breaksNewReader({ a: "x", b: "x" }),
  },
  {
    change: "fewer properties are allowed, but not fewer than a writer knows",
    old: { ...object(ab), maxProperties: 4 },
    new: { ...object(ab), maxProperties: 2 },
    ...harmless,
  },
  {
    change: "as many properties are asked for as are required already",
    old: object(ab, ["a"]),
    new: { ...object(ab, ["a"]), minProperties: 1 },
    ...harmless,
  },
  {
    change: "a map may have fewer entries",
    old: map(integer, { maxProperties: 2 }),
    new: map(integer, { maxProperties: 1 }),
    ...breaksNewReader({ value: { x: 1, y: 2 } }),
  },
  { change: "a map may be empty", old: map(integer, { minProperties: 1 }), new: map(integer), ...breaksOldReader({ value: {} }) },
];

const maps: Row[] = [
  {
    change: "the values of a map are narrowed",
    old: map(integer),
    new: map({ ...integer, minimum: 0 }),
    ...breaksNewReader({ value: { x: -1 } }),
  },
  {
    change: "the values of a map are widened",
    old: map(string),
    new: map({ anyOf: [string, { type: "null" }] }),
    ...breaksOldReader({ value: { x: null } }),
  },
  {
    change: "a map's values lose their schema",
    old: map(integer),
    new: value({ type: "object" }),
    ...breaksOldReader({ value: { x: "y" } }),
  },
  {
    change: "one key of a map gets a schema of its own",
    old: map(string),
    new: map(string, { properties: { b: number } }),
    ...breaksBoth({ value: { b: "x" } }, { value: { b: 1 } }),
  },
  {
    change: "one key of a map becomes required",
    old: map(string),
    new: map(string, { properties: { b: string }, required: ["b"] }),
    ...breaksNewReader({ value: {} }),
  },
  {
    change: "an open object takes strings in its other fields",
    old: object(a),
    new: { ...object(a), additionalProperties: string },
    ...harmless,
  },
  {
    change: "an open object takes only numbers in its other fields and loses a property that is a string",
    old: object(ab),
    new: { ...object(a), additionalProperties: number },
    ...breaksBoth({ b: "x" }, { b: 1 }),
  },
  {
    change: "an object becomes a map of the same values",
    old: object(ab),
    new: { type: "object", additionalProperties: string },
    ...harmless,
  },
  {
    change: "a closed object becomes a map of the same values",
    old: closedObject(ab),
    new: { type: "object", additionalProperties: string },
    ...breaksOldReader({ c: "x" }),
  },
];

export const objects: Row[] = [...openObjects, ...closedObjects, ...numbersOfProperties, ...maps];
