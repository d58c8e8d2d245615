// The published document → a validator without Ajv: precompiled, bundled to one ES module, no eval at run time.

import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { build } from "esbuild";
import type { Contract } from "../../schemas/catalogue.ts";
import { closed, type JsonSchema } from "./json-schema.ts";
import { generatedBy, rootType } from "./types.ts";

export type Direction = "read" | "write";

/**
 * What a contract's reader or writer checks. Readers are open (unknown fields pass) except where the document itself is closed;
 * writers are closed all the way down, so that no field leaks.
 */
export function forDirection(document: JsonSchema, direction: Direction): JsonSchema {
  return direction === "read" ? document : closed(document);
}

/** `readRawDataStored`, `writeRawDataStored`. */
export function validatorName(document: JsonSchema, direction: Direction): string {
  return direction + rootType(document);
}

/** Which directions have a validator: nobody at run time writes a request or reads an answer. */
export function directions(kind: Contract["kind"]): Direction[] {
  return kind === "request" || kind === "configuration" ? ["read"] : ["read", "write"];
}

/**
 * An Ajv as the generator and the tests use it: all errors, strict, formats asserted. Only formats that are regular expressions:
 * these stand in the generated code itself. A date-time is asserted by the pattern beside it.
 */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, code: { source: true, esm: true, lines: true } });
  for (const name of ["uuid", "uri-reference", "json-pointer"] as const) ajv.addFormat(name, fullFormats[name]);
  ajv.addFormat("date-time", true);
  return ajv;
}

/** The validator's module, as JavaScript. */
export async function validator(document: JsonSchema, direction: Direction): Promise<string> {
  const ajv = createAjv();
  const name = validatorName(document, direction);
  ajv.addSchema(forDirection(document, direction), name);
  const code = standalone.default(ajv, { [name]: name });
  // Even as ES module Ajv's code says require(): esbuild resolves it.
  const bundled = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    target: "es2022",
    write: false,
    legalComments: "none",
  });
  return `${generatedBy}${bundled.outputFiles.map(({ text }) => text).join("")}`;
}

/** The validator's declaration: after it says yes, the value is of the contract's type. */
export function validatorDeclaration(contract: string, document: JsonSchema, direction: Direction): string {
  return [
    generatedBy,
    `import type { ${rootType(document)} } from "../types/${contract}.js";`,
    `import type { Validate } from "./validate.js";\n`,
    `export declare const ${validatorName(document, direction)}: Validate<${rootType(document)}>;\n`,
  ].join("\n");
}

/** The module that exports every validator by its name. */
export function validatorIndex(contracts: [name: string, document: JsonSchema, direction: Direction][]): string {
  const exports = contracts.map(
    ([name, document, direction]) => `export { ${validatorName(document, direction)} } from "./${direction}-${name}.js";`,
  );
  return `${generatedBy}\n${exports.join("\n")}\n`;
}
