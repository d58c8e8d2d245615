// What every published document has, and how readers and writers differ.
import { describe, expect, test } from "@jest/globals";
import { Type } from "@sinclair/typebox";
import { type Contract, catalogue } from "../../schemas/catalogue.ts";
import { eventConstants } from "../../schemas/lib/envelope.ts";
import { type JsonSchema, jsonSchema } from "../../scripts/generate/json-schema.ts";
import { createAjv, forDirection } from "../../scripts/generate/validators.ts";

const documents = Object.entries<Contract>(catalogue).map(([name, contract]) => [name, jsonSchema(name, contract)] as const);

/** Every schema in a document that describes a property, with its place. */
function properties(schema: unknown, place = ""): [string, JsonSchema][] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) =>
    keyword === "properties"
      ? Object.entries<JsonSchema>(value).flatMap(([name, property]): [string, JsonSchema][] => [
          [`${place}/${name}`, property],
          ...properties(property, `${place}/${name}`),
        ])
      : properties(value, `${place}/${keyword}`),
  );
}

describe.each(documents)("%s", (name, document) => {
  test("it is JSON Schema 2020-12 with an $id by name and version", () => {
    expect(document.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(document.$id).toMatch(new RegExp(`^https://schemas\\.scoreline\\.dev/${name}/\\d+\\.\\d+\\.\\d+\\.schema\\.json$`));
    expect(createAjv().validateSchema(document)).toBe(true);
  });

  test("every property has a title and a description", () => {
    const silent = properties(document).filter(([, property]) => !("$ref" in property) && !(property.title && property.description));
    expect(silent.map(([place]) => place)).toEqual([]);
  });
});

test.each(Object.entries<Contract>(catalogue).filter(([, { kind }]) => kind === "event"))(
  "the data schema that %s names is in its document",
  (name, { version, sentBy }) => {
    const document = jsonSchema(name, catalogue[name as keyof typeof catalogue]);
    const [id, pointer = ""] = eventConstants({ name, version, producers: sentBy }).dataschema.split("#/$defs/");
    expect(id).toBe(document.$id);
    expect(Object.keys(document.$defs ?? {})).toContain(pointer);
  },
);

describe("an unknown field", () => {
  const contract: Contract = {
    version: "1.0.0",
    kind: "event",
    sentBy: ["one"],
    readBy: ["other"],
    schema: Type.Object({ inner: Type.Array(Type.Object({ a: Type.Number() }, { title: "Inner" })) }, { title: "Outer" }),
  };
  const document = jsonSchema("outer", contract);
  const value = { inner: [{ a: 1, extra: 2 }], extra: 3 };

  test("passes the reader, at every depth", () => {
    expect(createAjv().validate(forDirection(document, "read"), value)).toBe(true);
  });

  test("is refused by the writer, at every depth", () => {
    const validate = createAjv().compile(forDirection(document, "write"));
    expect(validate(value)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath).sort()).toEqual(["", "/inner/0"]);
  });
});

test("two different objects with one title are refused", () => {
  const one = Type.Object({ a: Type.Number() }, { title: "Thing" });
  const other = Type.Object({ b: Type.Number() }, { title: "Thing" });
  const schema = Type.Object({ one, other }, { title: "Both" });
  expect(() => jsonSchema("both", { version: "1.0.0", kind: "event", schema, sentBy: ["one"], readBy: ["other"] })).toThrow(
    'Two different objects bear the title of "Thing"',
  );
});
