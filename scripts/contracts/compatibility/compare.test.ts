import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { JsonSchema } from "../../generate/json-schema.ts";
import { compare } from "./compare.ts";
import type { Change } from "./comparison.ts";

const published = `${import.meta.dirname}/../../../generated/json-schema`;
const documents = readdirSync(published)
  .filter((file) => file.endsWith(".schema.json"))
  .map((file): [string, JsonSchema] => [file, JSON.parse(readFileSync(`${published}/${file}`, "utf8"))]);

const submission = (properties: JsonSchema, required: string[] = Object.keys(properties)): JsonSchema => ({
  type: "object",
  required,
  properties,
});

/** The one change there is between two versions of the field `value`. */
function changeOf(before: JsonSchema, after: JsonSchema, mode: "BACKWARD" | "FORWARD" | "FULL" = "FULL"): Change {
  const { changes } = compare(submission({ value: before }), submission({ value: after }), mode);
  const [change] = changes;
  if (change === undefined || changes.length > 1) throw new Error(`Not one change: ${JSON.stringify(changes)}`);
  return change;
}

describe("a comparison", () => {
  test.each(documents)("of %s with itself finds nothing", (_file, document) => {
    expect(compare(document, structuredClone(document), "FULL")).toEqual({ changes: [], bump: "none" });
  });

  test("of the largest document with a changed copy takes less than two seconds of the processor", () => {
    const [, before = {}] = documents.toSorted(([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? [];
    const after = structuredClone(before);
    Object.assign(after, {
      required: [...[after.required].flat(), "note"],
      properties: { ...Object(after.properties), note: { type: "string" } },
    });
    const started = process.cpuUsage();
    const { changes, bump } = compare(before, after, "FULL");
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2);
    expect({ bump, breaks: changes.map(({ breaks }) => breaks.map(({ who }) => who)) }).toEqual({
      bump: "major",
      breaks: [["new-reader"]],
    });
  });

  test("neither changes the documents nor remembers them", () => {
    const before = submission({ value: { type: "string" } });
    const after = submission({ value: { type: "string" } });
    expect(compare(before, after, "FULL").bump).toBe("none");
    Object.assign(after, submission({ value: { type: "number" } }));
    expect(compare(before, after, "FULL").bump).toBe("major");
    expect(before).toEqual(submission({ value: { type: "string" } }));
  });

  test("says where the change stands in both documents, what changed, and who refuses which document where", () => {
    expect(changeOf({ type: "string", maxLength: 4 }, { type: "string", maxLength: 2 })).toEqual({
      old: "/properties/value/maxLength",
      new: "/properties/value/maxLength",
      what: "maxLength was 4, is 2.",
      breaks: [{ who: "new-reader", because: "It takes at most 2 characters.", witness: { value: "text" }, at: "/value" }],
      bump: "major",
    });
  });

  test("follows a reference into the definition, and tells a change there once, with a whole document", () => {
    const versions = [1000, 500].map((maximum): JsonSchema => {
      const Points: JsonSchema = { type: "object", required: ["score"], properties: { score: { type: "integer", minimum: 0, maximum } } };
      const quiz = { type: "array", items: { $ref: "#/$defs/Points" } };
      return { ...submission({ first: quiz, name: { type: "string", pattern: "^[a-z]+$" } }), $defs: { Points } };
    });
    expect(compare(versions[0] ?? {}, versions[1] ?? {}, "FULL").changes).toEqual([
      {
        old: "/$defs/Points/properties/score/maximum",
        new: "/$defs/Points/properties/score/maximum",
        what: "maximum was 1000, is 500.",
        breaks: [
          { who: "new-reader", because: "It takes at most 500.", witness: { first: [{ score: 501 }], name: "a" }, at: "/first/0/score" },
        ],
        bump: "major",
      },
    ]);
  });

  test.each([
    ["BACKWARD", "minor"],
    ["FORWARD", "major"],
    ["FULL", "major"],
  ] as const)("in %s calls a break of the old reader %s, and tells of it all the same", (mode, bump) => {
    const change = changeOf({ enum: ["strict"] }, { enum: ["strict", "lenient"] }, mode);
    expect(change).toMatchObject({
      old: null,
      new: "/properties/value/enum/1",
      breaks: [{ who: "old-reader", witness: { value: "lenient" } }],
      bump,
    });
  });

  test("asks for the highest bump of all changes", () => {
    const before = submission({ value: { type: "string", title: "A" } });
    const after = submission({ value: { type: "string", title: "B" }, more: { type: "string" } }, ["value"]);
    const { changes, bump } = compare(before, after, "FULL");
    expect([bump, changes.map((change) => change.bump)]).toEqual(["minor", ["patch", "minor"]]);
  });

  test("of a tightened bound that another keyword implies finds no break", () => {
    expect(changeOf({ type: "string", pattern: "^[a-z]{2,4}$" }, { type: "string", pattern: "^[a-z]{2,4}$", maxLength: 4 })).toMatchObject({
      breaks: [],
      bump: "minor",
    });
    expect(changeOf({ type: "integer", minimum: 1 }, { type: "integer", minimum: 0.5 })).toMatchObject({ breaks: [], bump: "minor" });
  });

  test("that can neither prove nor show it says that it does not know, and why", () => {
    const change = changeOf({ type: "string", format: "uuid" }, { type: "string", format: "uuid", minLength: 36 });
    expect(change).toMatchObject({ breaks: [], bump: "major" });
    expect(change.unknown).toMatch(/^New reader: .*\/properties\/value.* cannot be told: /u);
  });

  test("honours the mode in what it does not know", () => {
    expect(changeOf({ type: "string", format: "uuid" }, { type: "string", format: "uuid", minLength: 36 }, "FORWARD").bump).toBe("minor");
  });

  test("does not know of keywords outside the profile, the same on both sides or not", () => {
    const before = submission({ value: { type: "string", not: { const: "a" } } });
    for (const after of [structuredClone(before), submission({ value: { type: "string" } })]) {
      const [change] = compare(before, after, "FULL").changes;
      expect(change).toMatchObject({ old: "/properties/value/not", breaks: [], bump: "major" });
      expect(change?.unknown).toContain('the keyword "not" at /properties/value/not');
    }
  });

  test("of forty definitions, each of which refers to the next one twice, comes to an end", () => {
    const versions = ["string", "integer"].map((type): JsonSchema => {
      const next = (index: number) => ({ $ref: `#/$defs/D${index + 1}` });
      const links = Array.from({ length: 40 }, (_, index) => [`D${index}`, submission({ a: next(index), b: next(index) }, [])]);
      return { ...submission({ value: { $ref: "#/$defs/D0" } }), $defs: { ...Object.fromEntries(links), D40: { type } } };
    });
    const { changes } = compare(versions[0] ?? {}, versions[1] ?? {}, "FULL");
    expect(changes).toMatchObject([{ old: "/$defs/D40/type", breaks: [{ who: "new-reader" }, { who: "old-reader" }] }]);
  });

  test("puts what is found in the one option of a type to that option", () => {
    const versions = [{}, { minLength: 36 }].map((more) => ({ anyOf: [{ type: "string", format: "uuid", ...more }, { type: "null" }] }));
    expect(changeOf(versions[0] ?? {}, versions[1] ?? {})).toMatchObject({
      new: "/properties/value/anyOf/0/minLength",
      breaks: [],
      bump: "major",
    });
  });

  test("never shows a document that Ajv does not confirm", () => {
    const before = { ...submission({ value: { type: "string" } }), not: { required: ["value"] } };
    const { changes } = compare(before, submission({ value: { type: "integer" } }), "FULL");
    const [, type] = changes;
    expect(type).toMatchObject({ old: "/properties/value/type", breaks: [{ who: "old-reader", witness: { value: 1 } }] });
    expect(type?.unknown).toMatch(/^New reader: .*Ajv does not confirm/u);
  });

  test("does not know where options multiply past all bounds", () => {
    const many = {
      anyOf: Array.from({ length: 600 }, (_, index) => ({ type: "object", properties: { [`a${index}`]: { type: "string" } } })),
    };
    const { changes } = compare(many, { anyOf: many.anyOf.slice(1) }, "FULL");
    expect(changes.map(({ unknown }) => unknown).join()).toContain("more than 500 cases");
  });

  test("does not know of a version that accepts nothing at all as a closed writer", () => {
    const impossible = { type: "object", required: ["gone"], properties: {} };
    const { changes } = compare(impossible, submission({ value: { type: "string" } }), "BACKWARD");
    expect(changes.map(({ unknown }) => unknown).join()).toContain("accepts no document at all");
  });
});

describe("what is only written otherwise", () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    ["an anyOf of consts as an enum", { anyOf: [{ const: "a" }, { const: "b" }] }, { type: "string", enum: ["b", "a"] }],
    ["a const as an enum of one", { const: 1 }, { enum: [1] }],
    ["a bound that says nothing", { type: "string" }, { type: "string", minLength: 0 }],
    ["options in another order", { anyOf: [{ type: "string" }, { type: "null" }] }, { anyOf: [{ type: "null" }, { type: "string" }] }],
    ["a description", { type: "string", description: "A name." }, { type: "string", description: "The name." }],
    ["keys in another order", { type: "string", maxLength: 3 }, { maxLength: 3, type: "string" }],
  ])("%s is a patch", (_name, before, after) => {
    expect(changeOf(before, after)).toMatchObject({ breaks: [], bump: "patch" });
  });

  test("a definition of another name, or written out, is a patch and is told of", () => {
    const Name = { type: "string" };
    const named = { ...submission({ value: { $ref: "#/$defs/Name" } }), $defs: { Name } };
    const renamed = { ...submission({ value: { $ref: "#/$defs/Title" } }), $defs: { Title: Name } };
    const inlined = submission({ value: Name });
    expect(compare(named, renamed, "FULL").changes).toMatchObject([
      { what: 'Refers to "Title", where it referred to "Name".', bump: "patch" },
    ]);
    expect(compare(named, inlined, "FULL").changes).toMatchObject([
      { what: 'Is written out here, where it referred to "Name".', bump: "patch" },
    ]);
  });
});
