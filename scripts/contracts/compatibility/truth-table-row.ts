// One row of the truth table: a change, and whom it breaks, as reasoned by hand.
import type { JsonSchema } from "../../generate/json-schema.ts";
import type { Bump } from "./comparison.ts";

/** What becomes of a reader: it reads all that the other version's writer writes, it breaks on `witness`, or nobody can say. */
export type Expected = { verdict: "reads" } | { verdict: "breaks"; witness: unknown } | { verdict: "unknown" };

export interface Row {
  change: string;
  old: JsonSchema;
  new: JsonSchema;
  /** The new reader, before what the old writer writes. */
  newReader: Expected;
  /** The old reader, before what the new writer writes. */
  oldReader: Expected;
  /** The bump that the change needs in the modes BACKWARD, FORWARD and FULL. */
  bump: readonly [Bump, Bump, Bump];
}

export const reads: Expected = { verdict: "reads" };
export const unknown: Expected = { verdict: "unknown" };
export const breaksOn = (witness: unknown): Expected => ({ verdict: "breaks", witness });

/** The same documents, and one sees it: names, order, remarks, a union of words or an enum. */
export const reworded = { newReader: reads, oldReader: reads, bump: ["patch", "patch", "patch"] } as const;
/** Nobody breaks. The keywords differ, so that code made from the schema may. */
export const harmless = { newReader: reads, oldReader: reads, bump: ["minor", "minor", "minor"] } as const;
/** Nobody can say, so it counts as a break. */
export const undecided = { newReader: unknown, oldReader: unknown, bump: ["major", "major", "major"] } as const;

/** The new reader breaks, alone. */
export const breaksNewReader = (witness: unknown) =>
  ({ newReader: breaksOn(witness), oldReader: reads, bump: ["major", "minor", "major"] }) as const;
/** The old reader breaks, alone. */
export const breaksOldReader = (witness: unknown) =>
  ({ newReader: reads, oldReader: breaksOn(witness), bump: ["minor", "major", "major"] }) as const;
/** Both break: the new reader on what the old version writes, the old reader on what the new version writes. */
export const breaksBoth = (fromOld: unknown, fromNew: unknown) =>
  ({ newReader: breaksOn(fromOld), oldReader: breaksOn(fromNew), bump: ["major", "major", "major"] }) as const;

/** An object as contracts write it: open. */
export function object(properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema {
  return { type: "object", ...(required.length > 0 && { required }), properties };
}

/** An object that says itself that it has no other field. */
export function closedObject(properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema {
  return { ...object(properties, required), additionalProperties: false };
}

/** A document whose one field, `value`, is `schema`. */
export function value(schema: JsonSchema): JsonSchema {
  return object({ value: schema }, ["value"]);
}

export const string: JsonSchema = { type: "string" };
export const number: JsonSchema = { type: "number" };
export const integer: JsonSchema = { type: "integer" };
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
