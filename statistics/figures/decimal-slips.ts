// Scores whose decimal point is likely to have slipped: 850 among scores of 85.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { type Scaled, times, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import { fences } from "./box-plot.ts";

/** Of fewer scores nobody can tell what is usual. */
export const MIN_SCORES = 10;

/** The powers of ten that a point slips by, likeliest first: 850 or 8500 for 85, 8.5 for 85. */
const SLIPS = [-1, -2, 1] as const;

export interface DecimalSlip {
  /** The score as it was read, in points. */
  score: number;
  /** What it is likely to mean. */
  likely: number;
  /** How often it was got. */
  count: number;
}

/**
 * The scores that lie more than three interquartile ranges outside the box (Tukey's "far out") and, with the point moved by a place or two, would
 * lie within its fences of 1.5. Of quizzes with `MIN_SCORES` scores or more. A robust rule: quartiles do not mind a quarter of slips on one side.
 */
export function decimalSlips({ count, decimals, frequencies }: Sample): DecimalSlip[] {
  if (count < MIN_SCORES || frequencies === null) return [];
  const { size, values, counts } = frequencies;
  const far = fences(frequencies, count, 6);
  const near = fences(frequencies, count, 3);
  const found: DecimalSlip[] = [];
  for (let i = 0; i < size; i++) {
    // In hundredths, so that a point moved by two places is an integer still; fences come in two hundredths.
    const value = times(values[i] ?? 0, 200);
    if (value >= far.low && value <= far.high) continue;
    const slip = SLIPS.find((power) => value > far.high === power < 0 && isWithin(value, power, near));
    if (slip === undefined) continue;
    const unit = timesPowerOfTen(1, decimals);
    found.push({
      score: ratioToDouble(values[i] ?? 0, unit),
      likely:
        slip < 0 ? ratioToDouble(values[i] ?? 0, timesPowerOfTen(unit, -slip)) : ratioToDouble(timesPowerOfTen(values[i] ?? 0, slip), unit),
      count: counts[i] ?? 0,
    });
  }
  return found;
}

/** Whether value × 10^power lies between the fences. */
function isWithin(value: Scaled, power: number, { low, high }: { low: Scaled; high: Scaled }): boolean {
  const raise = (bound: Scaled) => timesPowerOfTen(bound, Math.max(-power, 0));
  const moved = timesPowerOfTen(value, Math.max(power, 0));
  return moved >= raise(low) && moved <= raise(high);
}
