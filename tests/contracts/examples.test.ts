// Every example in schemas/examples says of itself whether it is valid: Ajv on the published document, and the shipped validators, agree.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { pointerOf } from "../../functions/boundary/contract.ts";
import type { Validate } from "../../generated/validators/validate.d.ts";
import { type Contract, catalogue } from "../../schemas/catalogue.ts";
import { jsonSchema } from "../../scripts/generate/json-schema.ts";
import { createAjv, directions, forDirection, validatorName } from "../../scripts/generate/validators.ts";

interface Example {
  because: string;
  value: unknown;
  /** Invalid ones: JSON pointer to what is wrong. */
  at?: string;
}

const folder = join(import.meta.dirname, "../../schemas/examples");
const contracts: [string, Contract][] = Object.entries(catalogue);

function examplesOf(name: string): { valid: Example[]; invalid: Example[] } {
  if (name !== "pipeline") return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  const pipeline = JSON.parse(readFileSync(join(folder, "../../pipeline.json"), "utf8"));
  const misspelt = { ...pipeline, quues: {} };
  return { valid: [{ because: "it is ours", value: pipeline }], invalid: [{ because: "a misspelt field", value: misspelt, at: "/quues" }] };
}

async function shipped(name: string, direction: "read" | "write", contract: Contract): Promise<Validate<unknown>> {
  const module = await import(`../../generated/validators/${direction}-${name}.js`);
  return module[validatorName(jsonSchema(name, contract), direction)];
}

test("every contract but pipeline.json's own has examples, and there are none of anything else", () => {
  const expected = contracts.map(([name]) => `${name}.json`).filter((file) => file !== "pipeline.json");
  expect(readdirSync(folder).sort()).toEqual(expected.sort());
});

describe.each(contracts)("%s", (name, contract) => {
  const { valid, invalid } = examplesOf(name);

  test.each(directions(contract.kind))("the shipped validator to %s it agrees with Ajv on every example", async (direction) => {
    const validate = await shipped(name, direction, contract);
    const ajv = createAjv().compile(forDirection(jsonSchema(name, contract), direction));
    for (const { value } of [...valid, ...invalid]) {
      expect(validate(value)).toBe(ajv(value));
      expect(validate.errors ?? null).toEqual(ajv.errors ?? null);
    }
  });

  test.each(valid)("valid: $because", async ({ value }) => {
    const read = await shipped(name, "read", contract);
    expect([read(value), read.errors]).toEqual([true, null]);
  });

  test.each(invalid)("invalid: $because", async ({ value, at }) => {
    const read = await shipped(name, "read", contract);
    expect(read(value)).toBe(false);
    expect(read.errors?.map(pointerOf)).toContain(at);
  });
});
