// The published contracts as schemas/ gives them now: what the next release would freeze.
import { type Contract, compatibilityModes, publishedContracts } from "../../schemas/catalogue.ts";
import { asText, type JsonSchema, jsonSchema } from "../generate/json-schema.ts";
import type { Mode } from "./compatibility/comparison.ts";

export type PublishedMode = (typeof compatibilityModes)[keyof typeof compatibilityModes];

export interface Candidate {
  name: string;
  version: string;
  mode: PublishedMode;
  document: JsonSchema;
  /** The document's file, byte for byte. */
  text: string;
  /** The file that says the version. */
  versionIn: string;
}

export function currentContracts(): Candidate[] {
  return publishedContracts.map(([name, contract]) => {
    const document = jsonSchema(name, contract);
    const { version, kind } = contract;
    return { name, version, mode: compatibilityModes[kind], document, text: asText(document), versionIn: versionIn(name, kind) };
  });
}

/** How two of its versions are compared. The gate itself is transitive: it compares with every one. */
export function pairMode(mode: PublishedMode): Mode {
  const modes = { BACKWARD_TRANSITIVE: "BACKWARD", FORWARD_TRANSITIVE: "FORWARD", FULL_TRANSITIVE: "FULL" } as const;
  return modes[mode];
}

/** Events and documents say their version beside their shape, since it is a part of that; the API's are in the catalogue. */
function versionIn(name: string, kind: Contract["kind"]): string {
  if (kind === "event") return `schemas/events/${name}.ts`;
  if (kind === "document") return `schemas/documents/${name}.ts`;
  return "schemas/catalogue.ts";
}
