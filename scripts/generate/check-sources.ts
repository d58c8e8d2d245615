// What is wrong with the contracts as schemas/ writes them: found before anything is generated from them.

import type { Contract } from "../../schemas/catalogue.ts";
import { outsideProfile } from "../contracts/compatibility/profile.ts";
import type { Fault } from "../contracts/fault.ts";
import { type Example, type Examples, examplesOf, type InvalidExample } from "./examples.ts";
import { type JsonSchema, jsonSchema } from "./json-schema.ts";
import { pointerOf } from "./runtime/violations.ts";
import { createAjv } from "./validators.ts";

/**
 * Every fault of the contracts: two objects of one title, a schema outside the profile, an `$id` twice, an example that lies, or none at
 * all. `examples` is given the contract's name, and throws where it has none.
 */
export function checkSources(contracts: readonly [string, Contract][], examples: (contract: string) => Examples = examplesOf): Fault[] {
  const ids = new Set<unknown>();
  return contracts.flatMap(([name, contract]) => {
    const file = sourceOf(name, contract);
    const document = documentOf(name, contract);
    if (typeof document === "string") return [{ file, what: document, remedy: "Titles name the definitions and the types." }];
    const isTwice = ids.has(document.$id);
    ids.add(document.$id);
    const outside = outsideProfile(document).map(({ pointer, message }) => ({
      file,
      pointer,
      what: "This is outside the profile (schemas/profile.schema.json).",
      remedy: message,
    }));
    return [
      ...(isTwice ? [{ file, what: `Another contract has the $id ${document.$id} too.`, remedy: "Give it a name of its own." }] : []),
      ...outside,
      ...(outside.length > 0 || contract.kind === "configuration" ? [] : lyingExamples(name, document, examples)),
    ];
  });
}

/** The file that a contract is written in, as they are laid out. */
function sourceOf(name: string, { kind }: Contract): string {
  const folder = kind === "event" ? "events" : kind === "request" || kind === "answer" ? "api" : "documents";
  return `schemas/${folder}/${name}.ts`;
}

/** The document, or what keeps it from being one. */
function documentOf(name: string, contract: Contract): JsonSchema | string {
  try {
    return jsonSchema(name, contract);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lyingExamples(name: string, document: JsonSchema, examples: (contract: string) => Examples): Fault[] {
  const file = `schemas/examples/${name}.json`;
  let written: Examples;
  try {
    written = examples(name);
  } catch (error) {
    const what = `It cannot be read: ${error instanceof Error ? error.message : error}.`;
    return [{ file, what, remedy: 'Write {"valid": [{"because", "value"}], "invalid": [{"because", "at", "value"}]}.' }];
  }
  const validate = createAjv().compile(document);
  const violations = (value: unknown) => (validate(value) ? [] : (validate.errors ?? []));
  const valid = written.valid.flatMap(({ because, value }: Example, index) =>
    violations(value).map((violation) => ({
      file,
      pointer: `/valid/${index}/value${pointerOf(violation)}`,
      what: `The example "${because}" says that it is valid, and it ${violation.message} here.`,
      remedy: "Correct the example, or the schema.",
    })),
  );
  const invalid = written.invalid.flatMap(({ because, at, value }: InvalidExample, index) => {
    const places = new Set(violations(value).map(pointerOf));
    if (places.has(at)) return [];
    const found =
      places.size === 0 ? "the schema accepts it" : `what is wrong is at ${[...places].map((place) => place || "the root").join(", ")}`;
    return {
      file,
      pointer: `/invalid/${index}`,
      what: `The example "${because}" says that it is wrong at ${at || "the root"}, and ${found}.`,
      remedy: "Correct the example, or the schema.",
    };
  });
  return [...valid, ...invalid];
}
