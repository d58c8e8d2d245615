// The schemas in older drafts say what the contract says: every example, and thousands of documents near one, get the same verdict.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { publishedContracts } from "../../schemas/catalogue.ts";
import { inDraft } from "../../scripts/generate/drafts.ts";
import { examplesOf } from "../../scripts/generate/examples.ts";
import { createAjv } from "../../scripts/generate/validators.ts";
import { keepsDraft04 } from "./draft-04.ts";
import { eachVariant } from "./variants.ts";

function generated(path: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../../generated/json-schema", path), "utf8"));
}

/** An Ajv that knows draft-07 and what draft-07 knows: another keyword or format is an error. */
function draft07(): Ajv {
  const ajv = new Ajv({ strict: true, strictTypes: false });
  for (const name of ["uri-reference", "json-pointer"] as const) ajv.addFormat(name, fullFormats[name]);
  return ajv.addFormat("date-time", true);
}

const compared = { valid: 0, invalid: 0 };

describe.each(publishedContracts.map(([name]) => name))("%s", (name) => {
  const inDraft07 = generated(`draft-07/${name}.schema.json`);
  const inDraft04 = generated(`draft-04/${name}.schema.json`);

  test("each names its draft, and bears an id of its own", () => {
    const { $id } = generated(`${name}.schema.json`);
    expect(inDraft07.$schema).toBe("http://json-schema.org/draft-07/schema#");
    expect(inDraft04.$schema).toBe("http://json-schema.org/draft-04/schema#");
    expect([inDraft07.$id, inDraft04.id]).toEqual(["draft-07", "draft-04"].map((draft) => $id.replace(".dev/", `.dev/${draft}/`)));
    expect(draft07().validateSchema(inDraft07)).toBe(true);
  });

  test("every example, and each variant of the valid ones, get the verdict of the contract, in both drafts", () => {
    const contract = createAjv().compile(generated(`${name}.schema.json`));
    const draft07Validator = draft07().compile(inDraft07);
    const { valid, invalid } = examplesOf(name);
    const count = { valid: 0, invalid: 0 };
    const compare = (value: unknown) => {
      const verdict = contract(value);
      count[verdict ? "valid" : "invalid"]++;
      const verdicts = { draft07: draft07Validator(value), draft04: keepsDraft04(inDraft04, value) };
      if (verdicts.draft07 !== verdict || verdicts.draft04 !== verdict)
        expect({ value, ...verdicts }).toEqual({ value, draft07: verdict, draft04: verdict });
    };
    for (const { value } of invalid) compare(value);
    eachVariant(
      valid.map(({ value }) => value),
      compare,
    );
    expect(count.valid).toBeGreaterThan(0);
    expect(count.invalid).toBeGreaterThan(0);
    compared.valid += count.valid;
    compared.invalid += count.invalid;
  });
});

test("in all, that is thousands of documents of either kind", () => {
  expect(compared.valid).toBeGreaterThanOrEqual(1_000);
  expect(compared.invalid).toBeGreaterThanOrEqual(5_000);
});

const document = (schema: object) => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://schemas.scoreline.dev/a/1.0.0.schema.json",
  ...schema,
});
/** A schema in both drafts, without what names it. */
function drafted(schema: object) {
  const { $schema: _07, $id: _id07, ...seventh } = inDraft(document(schema), "draft-07");
  const { $schema: _04, id: _id04, ...fourth } = inDraft(document(schema), "draft-04");
  return [seventh, fourth];
}

test("what stands beside a $ref stays in force", () => {
  const schema = { properties: { a: { $ref: "#/$defs/A", description: "Ours." } }, $defs: { A: { type: "string" } } };
  const expected = {
    properties: { a: { description: "Ours.", allOf: [{ $ref: "#/definitions/A" }] } },
    definitions: { A: { type: "string" } },
  };
  expect(drafted(schema)).toEqual([expected, expected]);
});

test("a bound that is excluded is a yes or no in draft-04, and never loosens another bound", () => {
  expect(drafted({ exclusiveMinimum: 0, minimum: 1 })).toEqual([
    { exclusiveMinimum: 0, minimum: 1 },
    { minimum: 1, allOf: [{ minimum: 0, exclusiveMinimum: true }] },
  ]);
});

test("one value is an enum of one in draft-04", () => {
  expect(drafted({ const: "a" })).toEqual([{ const: "a" }, { enum: ["a"] }]);
  expect(drafted({ const: "a", enum: ["a", "b"] })[1]).toEqual({ enum: ["a", "b"], allOf: [{ enum: ["a"] }] });
});

test("a format that a draft does not know is a pattern, and leaves a pattern beside it in force", () => {
  const [, fourth] = drafted({ format: "json-pointer", pattern: "^/data" });
  expect(["/data/0", "/other", "/data/~2"].map((value) => keepsDraft04(fourth, value))).toEqual([true, false, false]);
});

test("notes that a draft does not know are dropped", () => {
  expect(drafted({ deprecated: true, examples: ["a"] })).toEqual([{ examples: ["a"] }, {}]);
});

test.each([
  ["a keyword", { properties: { a: { contains: {} } } }, 'the keyword "contains" at /properties/a/contains'],
  ["a format", { format: "duration" }, 'the format "duration" at /format'],
  ["a schema that is no object", { items: true }, "a schema that is no object at /items"],
])("%s that a draft cannot say is refused, with its place", (_what, schema, words) => {
  expect(() => inDraft(document(schema), "draft-04")).toThrow(`draft-04 has no way to say ${words}`);
});
