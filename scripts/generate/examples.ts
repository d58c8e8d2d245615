// The examples of a contract, as they stand in schemas/examples.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Example {
  because: string;
  value: unknown;
}

export interface InvalidExample extends Example {
  /** JSON pointer to what is wrong. */
  at: string;
}

export interface Examples {
  valid: Example[];
  invalid: InvalidExample[];
}

/** Throws the file system's error where the contract has no examples. */
export function examplesOf(contract: string): Examples {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/examples", `${contract}.json`), "utf8"));
}

/** Examples under names made from why they are there, as OpenAPI lists them. */
export function namedExamples(examples: Example[]): Record<string, { summary: string; value: unknown }> {
  return Object.fromEntries(examples.map(({ because, value }) => [exampleName(because), { summary: because, value }]));
}

/** `a blank line, at the end` → `a-blank-line-at-the-end`, of 60 characters at most. */
export function exampleName(because: string): string {
  const words = because.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.reduce((name, word) => (name.length + word.length < 60 ? [name, word].filter(Boolean).join("-") : name), "");
}
