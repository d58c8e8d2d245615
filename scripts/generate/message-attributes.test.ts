import { expect, test } from "@jest/globals";
import { Type } from "@sinclair/typebox";
import { type Contract, catalogue, publishedContracts } from "../../schemas/catalogue.ts";
import { attributesSchema, messageAttributes } from "./message-attributes.ts";

const said = { title: "Text", description: "Text." };
const data = Type.Object(
  { course: Type.Optional(Type.String(said)), count: Type.Integer(said), list: Type.Array(Type.String(said), said) },
  said,
);

function contractWith(attributes: Record<string, string>): Contract {
  return { version: "2.1.0", kind: "event", schema: Type.Object({ data }, said), sentBy: ["one"], readBy: ["other"], attributes };
}

test("an event says by attributes its type and its major version, and what the catalogue names", () => {
  expect(messageAttributes("note", contractWith({ course: "/data/course", state: "done" }))).toEqual({
    type: "dev.scoreline.note.v2",
    schemamajor: "2",
    course: "/data/course",
    state: "done",
  });
});

test("as a schema each attribute is what the event says there", () => {
  const { properties } = attributesSchema("note", contractWith({ count: "/data/count", state: "done" }));
  expect(properties).toMatchObject({ count: { type: "integer" }, state: { const: "done" }, schemamajor: { const: "2" } });
});

test.each([
  ["more than SQS takes", Object.fromEntries(Array.from("abcdefgh", (name) => [name, "x"])), "10 message attributes, and 9"],
  ["a pointer that leads nowhere", { grade: "/data/grade" }, "/data/grade leads to neither"],
  ["a pointer to a list", { list: "/data/list" }, "/data/list leads to neither"],
  ["a name that SNS does not take", { "Course name": "/data/course" }, "small letters and digits"],
])("%s is refused", (_what, attributes: Record<string, string>, message) => {
  expect(() => messageAttributes("note", contractWith(attributes))).toThrow(message);
});

test("every event that goes to a topic can be filtered by its type, its status and its course", () => {
  const published = publishedContracts.filter(([, { attributes }]) => attributes);
  expect(published.map(([name]) => name)).toEqual(["submission-rejected", "submission-failed", "statistics-published"]);
  for (const [name, contract] of published)
    expect(Object.keys(messageAttributes(name, contract))).toEqual(expect.arrayContaining(["type", "schemamajor", "status", "course"]));
  expect(catalogue["statistics-published"].readBy).toEqual(["downstream teams"]);
});
