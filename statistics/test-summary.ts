// For tests: score lines as text or bytes, summarised and described.

import { type Description, describe } from "./describe.ts";
import type { Options } from "./options.ts";
import { Summariser, type Summary } from "./summary.ts";

/** The summary of an input that comes in chunks cut at the given places. */
export function summarise(input: string | Uint8Array, options: Options = {}, cuts: readonly number[] = []): Summary {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const summariser = new Summariser(options);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    summariser.push(bytes.slice(from, cut));
    from = cut;
  }
  return summariser.end();
}

/** The document of score lines, but for where they came from. */
export function describeLines(input: string | Uint8Array, options: Options = {}, cuts: readonly number[] = []): Description {
  return describe(summarise(input, options, cuts));
}
