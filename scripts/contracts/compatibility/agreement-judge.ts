// Ajv as the judge: what a version's writer may write, and what its reader reads.
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { closed, type JsonSchema } from "../../generate/json-schema.ts";
import type { Comparison } from "./comparison.ts";

export interface Judge {
  /** The closed writer, as a schema. */
  writer: JsonSchema;
  writes(document: unknown): boolean;
  reads(document: unknown): boolean;
  /** JSON pointers into a document to all that the reader refuses. */
  refusals(document: unknown): string[];
}

/** The judge of one version. Every format is asserted; one that nobody knows asserts nothing. */
export function judge(version: JsonSchema): Judge {
  const writer = closed(version);
  const { $id: _reader, ...reader } = version;
  const { $id: _writer, ...closedReader } = writer;
  const writes = compile(closedReader, false);
  const reads = compile(reader, false);
  const told = () => compile(reader, true);
  return {
    writer,
    writes: (document) => writes(document) === true,
    reads: (document) => reads(document) === true,
    refusals: (document) => {
      const validate = told();
      validate(document);
      return (validate.errors ?? []).map(({ instancePath }) => instancePath);
    },
  };
}

// One Ajv for all: a new one costs more than a schema. What it compiled it forgets, or thousands of schemas stay in memory.
const ajvs = new Map([true, false].map((allErrors) => [allErrors, createAjv(allErrors)]));

function createAjv(allErrors: boolean): Ajv2020 {
  return new Ajv2020({
    allErrors,
    strict: false,
    validateSchema: false,
    logger: false,
    code: { optimize: false },
    formats: { ...fullFormats },
  });
}

function compile(schema: JsonSchema, allErrors: boolean) {
  const ajv = ajvs.get(allErrors) ?? createAjv(allErrors);
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return validate;
}

export type Who = "new-reader" | "old-reader";

/** What a comparison says of one reader: a break before an "unknown", and "reads" where it says neither. */
export function verdict(comparison: Comparison, who: Who): "breaks" | "unknown" | "reads" {
  if (comparison.changes.some(({ breaks }) => breaks.some((one) => one.who === who))) return "breaks";
  return comparison.changes.some((change) => change.unknown !== undefined) ? "unknown" : "reads";
}
