// How far the scores spread round their mean, and how far the mean may be off.

import { sqrtOfRatio } from "../arithmetic/rational.ts";
import { minus, type Scaled, times, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/**
 * The standard deviation of scores that are a sample, √(Σ(x − x̄)² / (n − 1)), in points: the correctly rounded root of the exact variance.
 * Excel's STDEV.S, R's `sd`, Moodle's standard deviation.
 */
export function sdSample(sample: Sample): Figure {
  const n = sample.count;
  return n < 2 ? "n<2" : root(sample, times(n, n - 1));
}

/** The standard deviation of scores that are everybody's, √(Σ(x − x̄)² / n), in points. Excel's STDEV.P, NumPy's default, Canvas. 0 for a single score. */
export function sdPopulation(sample: Sample): Figure {
  const n = sample.count;
  return n < 1 ? "n<1" : root(sample, times(n, n));
}

/** The standard error of the mean, `sdSample` / √n, in points. */
export function standardError(sample: Sample): Figure {
  const n = sample.count;
  return n < 2 ? "n<2" : root(sample, times(times(n, n), n - 1));
}

/** n · Σ(x − x̄)², an integer on the square of the sample's scale. */
export function scatter({ count, sum, sumOfSquares }: Sample): Scaled {
  return minus(times(count, sumOfSquares), times(sum, sum));
}

function root(sample: Sample, divisor: Scaled): number {
  return sqrtOfRatio(scatter(sample), timesPowerOfTen(divisor, 2 * sample.decimals));
}
