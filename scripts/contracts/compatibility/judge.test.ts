import { describe, expect, test } from "@jest/globals";
import { accepts, keepsFormat, malformed, refusesAt, refusing } from "./judge.ts";
import { child, root } from "./place.ts";

const document = {
  $id: "https://schemas.scoreline.dev/quiz/1.0.0.schema.json",
  type: "object",
  required: ["at"],
  properties: { at: { $ref: "#/$defs/Time" }, name: { type: "string", maxLength: 2, pattern: "^a" } },
  $defs: { Time: { type: "string", format: "date-time" } },
};

describe("the judge", () => {
  test("asserts formats, days that there are not included", () => {
    expect(accepts(root(document), { at: "2026-02-28T09:30:00Z" })).toBe(true);
    expect(accepts(root(document), { at: "2026-02-31T09:30:00Z" })).toBe(false);
    expect(keepsFormat("uuid", "text")).toBe(false);
  });

  test("judges parts of a document by themselves, with what they refer to", () => {
    expect(accepts(child(root(document), "properties", "at"), "text")).toBe(false);
    expect(accepts(child(root(document), "properties", "name"), "a")).toBe(true);
  });

  test("names the keywords that refuse", () => {
    expect(refusing(child(root(document), "properties", "name"), "bbb").toSorted()).toEqual(["maxLength", "pattern"]);
    expect(refusing(root(document), { name: "b" }).toSorted()).toEqual(["properties", "required"]);
    expect(refusing(root(document), { at: "2026-02-28T09:30:00Z" })).toEqual([]);
  });

  test("says whether it refuses at a place", () => {
    expect(refusesAt(root(document), { at: "text" }, "/at")).toBe(true);
    expect(refusesAt(root(document), { at: "text" }, "/name")).toBe(false);
    expect(refusesAt(root(document), { at: "text" }, "/a")).toBe(false);
    expect(refusesAt(root(document), { at: "2026-02-28T09:30:00Z" }, "")).toBe(false);
  });

  test("says where a document is no JSON Schema", () => {
    expect(malformed(document)).toEqual([]);
    expect(malformed({ properties: { a: { minLength: "1" } } })).toMatchObject([{ pointer: "/properties/a/minLength" }]);
  });
});
