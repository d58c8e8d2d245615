// A histogram whose bins follow from the scores alone.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { minus, plus, type Scaled, times, timesPowerOfTen, toScaled } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import { decimalsOf } from "./decimals.ts";
import type { Figure } from "./reason.ts";

/** The most bins. */
export const MAX_BINS = 10;

export interface Histogram {
  /** Where the bins begin and end, ascending, in points: one more than there are bins. */
  edges: number[];
  /** Scores in each bin: those from its lower edge up to, and without, its upper edge; in the last bin with it. They add up to the count. */
  counts: number[];
}

/**
 * At most `MAX_BINS` bins of one width: the smallest of 1, 2 or 5 times a power of ten, and no finer than the scores are written, with which the
 * bins from a multiple of the width to another hold all scores. Edges and counts are exact; scores 0 to 100 get bins of 10.
 */
export function histogram(sample: Sample): Figure<Histogram> {
  if (sample.count < 1) return "n<1";
  if (sample.frequencies === null) return "too-many-distinct-scores";
  const { size, values, counts } = sample.frequencies;
  const { first, width, bins } = choose(sample.min, sample.max, sample.decimals - Number(decimalsOf(sample)));
  const unit = timesPowerOfTen(1, sample.decimals);
  const edges = Array.from({ length: bins + 1 }, (_, index) => plus(first, times(width, index)));
  const binned = new Array<number>(bins).fill(0);
  let bin = 0;
  for (let i = 0; i < size; i++) {
    const value = values[i] ?? 0;
    while (bin < bins - 1 && value >= (edges[bin + 1] ?? 0)) bin++;
    binned[bin] = (binned[bin] ?? 0) + (counts[i] ?? 0);
  }
  return { edges: edges.map((edge) => ratioToDouble(edge, unit)), counts: binned };
}

/** The first edge, the width and the number of bins, for integers from `min` to `max` and a width of 10^power at least. */
function choose(min: Scaled, max: Scaled, power: number): { first: Scaled; width: Scaled; bins: number } {
  // With a span of L digits, ten bins are each 10^(L − 2) wide at least.
  for (let tens = Math.max(power, String(minus(max, min)).length - 2); ; tens++) {
    for (const factor of [1, 2, 5]) {
      const width = BigInt(timesPowerOfTen(factor, tens));
      const first = floorDivide(BigInt(min), width);
      const last = -floorDivide(-BigInt(max), width);
      const bins = last > first ? last - first : 1n;
      if (bins <= MAX_BINS) return { first: toScaled(first * width), width: toScaled(width), bins: Number(bins) };
    }
  }
}

/** ⌊a / b⌋ of integers, b > 0. */
function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b > a ? quotient - 1n : quotient;
}
