// The statistics document: what the score lines give, with the bytes they were. The same bytes and options give the same document.
import type { Statistics } from "../generated/types/statistics.d.ts";
import { describe } from "./describe.ts";
import type { Summary } from "./summary.ts";

/** @param $schema `$id` of the version of contract `statistics` that it is written by */
export function statisticsDocument($schema: string, source: { sha256: string; sizeBytes: number }, summary: Summary): Statistics {
  return { $schema, source: { ...source, lineCount: summary.lineCount }, ...describe(summary) };
}

/** The document as it is stored: one line of JSON, in UTF-8. */
export function documentText(document: Statistics): string {
  return `${JSON.stringify(document)}\n`;
}
