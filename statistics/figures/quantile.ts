// Quantiles of type 7: median, quartiles, percentiles, and the interquartile range.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { minus, plus, type Scaled, times, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Frequencies, Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/**
 * The quantile at `percent` % (a whole number, 0 to 100), in points: type 7 of Hyndman & Fan (1996), "Sample quantiles in statistical packages",
 * as R, NumPy, Excel's PERCENTILE.INC and Canvas's assignment statistics compute it.
 *
 * With the scores x₀ ≤ x₁ ≤ … ≤ xₙ₋₁ and h = (n − 1) · percent / 100 it is x⌊h⌋ + (h − ⌊h⌋) · (x⌊h⌋₊₁ − x⌊h⌋). Of one score it is that score.
 * Where the scores are in a sketch, each of the two between which it lies is within the sketch's relative error.
 */
export function quantile(sample: Sample, percent: number): Figure {
  if (sample.count < 1) return "n<1";
  if (sample.frequencies === null) return sketched(sample, percent);
  return ratioToDouble(quantileOfHundredths(sample.frequencies, sample.count, percent), timesPowerOfTen(100, sample.decimals));
}

/** The third less the first quartile, in points. */
export function interquartileRange(sample: Sample): Figure {
  const { count, decimals, frequencies } = sample;
  if (count < 1) return "n<1";
  if (frequencies === null) return Number(sketched(sample, 75)) - Number(sketched(sample, 25));
  const [q1, q3] = [25, 75].map((percent) => quantileOfHundredths(frequencies, count, percent));
  return ratioToDouble(minus(q3 ?? 0, q1 ?? 0), timesPowerOfTen(100, decimals));
}

/** A hundred times the quantile at `percent` %, an integer on the frequencies' scale; of one score at least. */
export function quantileOfHundredths(frequencies: Frequencies, count: number, percent: number): Scaled {
  const [rank, hundredths] = position(count, percent);
  const [lower, upper] = neighbours(frequencies, count, rank);
  return hundredths === 0 ? times(lower, 100) : plus(times(lower, 100), times(minus(upper, lower), hundredths));
}

/** h in whole ranks and hundredths of one. */
function position(count: number, percent: number): [rank: number, hundredths: number] {
  // (n − 1) · percent could pass 2^53; n − 1 = 100a + b makes of it a · percent ranks and b · percent hundredths.
  const rest = ((count - 1) % 100) * percent;
  return [((count - 1 - ((count - 1) % 100)) / 100) * percent + Math.floor(rest / 100), rest % 100];
}

/** The scores of the given rank and of the next, which is the same where there is none. Counted from the nearer end. */
function neighbours({ size, values, counts }: Frequencies, count: number, rank: number): [Scaled, Scaled] {
  let at: number;
  /** Scores up to `at` and with it. */
  let through: number;
  if (rank < count / 2) {
    at = 0;
    through = counts[0] ?? 0;
    while (through <= rank) through += counts[++at] ?? count;
  } else {
    at = size - 1;
    through = count;
    while (through - (counts[at] ?? count) > rank) through -= counts[at--] ?? count;
  }
  return [values[at] ?? 0, values[rank + 1 < through || at === size - 1 ? at : at + 1] ?? 0];
}

/** The quantile from the sketch; the lowest and the highest score are known exactly, and nothing lies beyond them. */
function sketched({ count, min, max, decimals, sketch }: Sample, percent: number): number {
  const [rank, hundredths] = position(count, percent);
  const unit = timesPowerOfTen(1, decimals);
  const [lowest, highest] = [ratioToDouble(min, unit), ratioToDouble(max, unit)];
  const scoreAt = (rank: number) => {
    if (rank === 0 || sketch === null) return lowest;
    return rank === count - 1 ? highest : Math.min(Math.max(sketch.atRank(rank), lowest), highest);
  };
  const lower = scoreAt(rank);
  return hundredths === 0 ? lower : lower + (scoreAt(rank + 1) - lower) * (hundredths / 100);
}
