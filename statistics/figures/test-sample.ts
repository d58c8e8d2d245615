// For tests: samples of scores as they are written.

import { Distribution, MAX_DISTINCT_SCORES } from "../distribution/distribution.ts";
import type { Sample } from "../distribution/sample.ts";

/** The sample of scores with blanks between. Each is added at the scale that it is written in, 8.50 at two decimals. */
export function sampleOf(scores: string): Sample {
  const distribution = new Distribution();
  for (const score of scores.split(" ").filter((score) => score !== "")) {
    const [whole = "", decimals = ""] = score.split(".");
    distribution.add(BigInt(whole + decimals), decimals.length);
  }
  return distribution.sample();
}

/** The sample of `times` scores each. */
export function sampleOfCounts(counts: readonly (readonly [score: number, times: number])[]): Sample {
  const distribution = new Distribution();
  for (const [score, times] of counts) distribution.add(score, 0, times);
  return distribution.sample();
}

/** Whole numbers from `from` on, one more of them than are counted one by one. */
export function sketchFrom(from: number): Sample {
  return sampleOfCounts(Array.from({ length: MAX_DISTINCT_SCORES + 1 }, (_, index) => [from + index, 1]));
}
