// For tests: score lines as text or bytes, summarised and described.

import { type Description, describe } from "./describe.ts";
import type { Options } from "./options.ts";
import { Summariser, type Summary } from "./summary.ts";

/** No byte of UTF-8, so that a chunk that was kept shows. */
const OVERWRITTEN = 0xff;

/** The summary of an input that comes in chunks cut at the given places, each overwritten when it has been taken. */
export function summarise(input: string | Uint8Array, options: Options = {}, cuts: readonly number[] = []): Summary {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const summariser = new Summariser(options);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    const chunk = Buffer.from(bytes.subarray(from, cut));
    summariser.push(chunk);
    chunk.fill(OVERWRITTEN);
    from = cut;
  }
  return summariser.end();
}

/** The document of score lines, but for where they came from. */
export function describeLines(input: string | Uint8Array, options: Options = {}, cuts: readonly number[] = []): Description {
  return describe(summarise(input, options, cuts));
}
