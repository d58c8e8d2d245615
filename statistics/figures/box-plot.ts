// Tukey's box plot: how far the whiskers reach, and what lies beyond them.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { minus, plus, type Scaled, times, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Frequencies, Sample } from "../distribution/sample.ts";
import { quantileOfHundredths } from "./quantile.ts";
import type { Figure } from "./reason.ts";

/** So many different outliers are listed, from both ends; all are counted. */
export const MAX_OUTLIERS = 20;

export interface BoxPlot {
  /** The lowest and the highest score within 1.5 interquartile ranges of the box, in points. */
  lowerWhisker: number;
  upperWhisker: number;
  /** Scores beyond the whiskers. */
  outlierCount: number;
  /** The different scores among them, ascending, with how often each was got. */
  outliers: { score: number; count: number }[];
}

/**
 * The box plot of Tukey (1977), "Exploratory Data Analysis", round the type 7 quartiles: a whisker ends at the last score within 1.5 interquartile
 * ranges, judged exactly, and what is beyond is an outlier. Where q1 or q3 lies between two scores a whisker may end inside the box, which draws as none.
 */
export function boxPlot({ count, decimals, frequencies }: Sample): Figure<BoxPlot> {
  if (count < 1) return "n<1";
  if (frequencies === null) return "too-many-distinct-scores";
  const { size, values, counts } = frequencies;
  const { low, high } = fences(frequencies, count, 3);
  const score = (index: number) => ratioToDouble(values[index] ?? 0, timesPowerOfTen(1, decimals));
  let first = 0;
  while (first < size - 1 && times(values[first] ?? 0, 200) < low) first++;
  let last = size - 1;
  while (last > first && times(values[last] ?? 0, 200) > high) last--;
  const beyond = [...indices(0, first), ...indices(last + 1, size)];
  return {
    lowerWhisker: score(first),
    upperWhisker: score(last),
    outlierCount: beyond.reduce((sum, index) => sum + (counts[index] ?? 0), 0),
    outliers: farthest(beyond, first).map((index) => ({ score: score(index), count: counts[index] ?? 0 })),
  };
}

/** The fences q1 − halves/2 · IQR and q3 + halves/2 · IQR, times 200, as integers on the frequencies' scale. */
export function fences(frequencies: Frequencies, count: number, halves: number): { low: Scaled; high: Scaled } {
  const q1 = quantileOfHundredths(frequencies, count, 25);
  const q3 = quantileOfHundredths(frequencies, count, 75);
  const reach = times(minus(q3, q1), halves);
  return { low: minus(times(q1, 2), reach), high: plus(times(q3, 2), reach) };
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** At most `MAX_OUTLIERS` of the ascending indices, from both ends towards the box, whose side below has `below` of them. */
function farthest(beyond: readonly number[], below: number): number[] {
  if (beyond.length <= MAX_OUTLIERS) return [...beyond];
  const above = beyond.length - below;
  const keepBelow = Math.min(below, Math.max(MAX_OUTLIERS - above, MAX_OUTLIERS / 2));
  return [...beyond.slice(0, keepBelow), ...beyond.slice(beyond.length - (MAX_OUTLIERS - keepBelow))];
}
