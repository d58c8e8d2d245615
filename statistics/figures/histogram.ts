// A histogram whose bins follow from the scores alone.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { type Scaled, toScaled } from "../arithmetic/scaled.ts";
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
  const bins = chooseBins(sample);
  const binned = new Array<number>(bins.edges.length - 1).fill(0);
  let bin = 0;
  for (let i = 0; i < size; i++) {
    const value = values[i] ?? 0;
    while (bin < binned.length - 1 && value >= (bins.exactEdges[bin + 1] ?? 0)) bin++;
    binned[bin] = (binned[bin] ?? 0) + (counts[i] ?? 0);
  }
  return { edges: bins.edges, counts: binned };
}

/** The edges of the bins, as doubles, and as integers on the sample's scale. */
function chooseBins({ min, max, decimals, ...sample }: Sample): { edges: number[]; exactEdges: Scaled[] } {
  const unit = 10n ** BigInt(decimals);
  const [lowest, highest] = [BigInt(min), BigInt(max)];
  const finest = decimals - Number(decimalsOf({ min, max, decimals, ...sample }));
  // With a span of L digits, ten bins are each 10^(L − 2) wide at least.
  for (let tens = Math.max(finest, String(highest - lowest).length - 2); ; tens++) {
    for (const factor of [1n, 2n, 5n]) {
      const width = factor * 10n ** BigInt(tens);
      const first = floorDivide(lowest, width);
      const last = -floorDivide(-highest, width);
      const bins = last > first ? Number(last - first) : 1;
      if (bins > MAX_BINS) continue;
      const exactEdges = Array.from({ length: bins + 1 }, (_, index) => toScaled((first + BigInt(index)) * width));
      const edges = exactEdges.map((edge) => ratioToDouble(edge, unit));
      // Of scores with more than 15 digits two edges may be the same double.
      if (edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge))) return { edges, exactEdges };
    }
  }
}

/** ⌊a / b⌋ of integers, b > 0. */
function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b > a ? quotient - 1n : quotient;
}
