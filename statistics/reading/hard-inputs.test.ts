// Inputs of a size at which work that grows faster than the input would never end.

import { expect, test } from "@jest/globals";
import { ProblemLog } from "./problem-log.ts";
import type { ScoreSink } from "./score-sink.ts";
import { type Asked, encode, runReader } from "./test-reader.ts";

const SIZE = 2 ** 19;

/** Fills half a megabyte with the text, again and again. */
function filledWith(text: string): Uint8Array {
  const unit = encode(text);
  return new Uint8Array(SIZE).map((_, i) => unit[i % unit.length] ?? 0);
}

/** How much was told: calls of the sink, and problems. */
function workOf(input: Uint8Array, asked: Asked, chunkBytes: number) {
  let calls = 0;
  const count = () => {
    calls++;
  };
  const sink: ScoreSink = {
    guessLine: () => 0,
    line: () => {
      calls++;
      return true;
    },
    scores: count,
    score: count,
    missing: count,
    endLine: count,
  };
  const chunks = Array.from({ length: Math.ceil(SIZE / chunkBytes) }, (_, i) => input.subarray(i * chunkBytes, (i + 1) * chunkBytes));
  const log = new ProblemLog();
  runReader(chunks, asked, log, () => sink);
  return { calls, errors: log.errorCount, explained: log.errors.length };
}

test.each<[string, string, Asked?]>([
  ["a quote that opens once", '"a'],
  ["quotes alone", '"'],
  ["a quote on each line", '"\n'],
  ["quotes that close and open", 'A,"1""'],
  ["quotes round CRLFs", '"\r\n'],
  ["commas alone", ","],
  ["all delimiters at once", ",;\t"],
  ["CRs alone", "\r"],
  ["LFs alone", "\n"],
  ["blanks alone", " "],
  ["blanks and now and then a letter", `${" ".repeat(2000)}x`],
  ["digits alone", "9"],
  ["a score of digits without an end", "A,9"],
  ["points", "A,1.1.1."],
  ["exponents", "A,1e9999999999,"],
  ["decimals that grow", "A,1.1,1.11,1.111,1.1111,1.11111,1.111111,1,1.1111111,1.11111111,1,2\n"],
  ["short lines", "A,1\n"],
  ["lines without scores", "A\n"],
  ["NULs", "\u0000"],
  ["bytes that are no UTF-8, read as windows-1252", "\u0081", { encoding: "windows-1252" }],
  ["surrogates", "\u0000\u00d8", { encoding: "utf-16le" }],
  ["byte order marks", "\ufeff"],
])("of %s no more is told than it has bytes", (_what, text, asked = {}) => {
  const input = filledWith(text);
  for (const how of [asked, { ...asked, delimiter: ",", decimal: ".", header: false }] satisfies Asked[]) {
    const whole = workOf(input, how, SIZE);
    expect(whole.calls + whole.errors).toBeLessThanOrEqual(SIZE + 2);
    expect(whole.explained).toBeLessThanOrEqual(100);
    expect(workOf(input, how, 1000).errors).toBe(whole.errors);
  }
});
