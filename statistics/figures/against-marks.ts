// The scores held against marks that the submitter set: the highest possible score, the pass mark, the grades.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { times, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import { type Decimal, isGreater } from "../reading/decimal.ts";
import type { Figure } from "./reason.ts";

/** A grade and the lowest score that earns it. */
export interface GradeBand {
  label: string;
  from: Decimal;
}

/** The facility index, 100 · mean / highest possible score, in percent: how easy the quiz was. Moodle's. From 0 to 100 where the scores are from 0 to the highest possible. */
export function facilityIndex({ count, sum, decimals }: Sample, maxScore: Decimal): Figure {
  if (count < 1) return "n<1";
  return ratioToDouble(timesPowerOfTen(times(sum, 100), maxScore.decimals), timesPowerOfTen(times(count, maxScore.digits), decimals));
}

/** The share of scores that are `passMark` or more, in percent. */
export function passRate(sample: Sample, passMark: Decimal): Figure {
  const passed = countFrom(sample, passMark);
  return typeof passed === "string" ? passed : ratioToDouble(times(passed, 100), sample.count);
}

/** How many scores earn each grade: those from its lowest score on, up to the next higher grade's. Scores below every band earn none. */
export function gradeBands(sample: Sample, bands: readonly GradeBand[]): Figure<{ label: string; count: number }[]> {
  const counts: { label: string; count: number }[] = [];
  for (const { label, from } of bands) {
    const reached = countFrom(sample, from);
    if (typeof reached === "string") return reached;
    const higher = bands.filter((band) => isGreater(band.from, from)).map((band) => Number(countFrom(sample, band.from)));
    counts.push({ label, count: reached - Math.max(0, ...higher) });
  }
  return counts;
}

/** How many scores are `mark` or more. */
function countFrom({ count, decimals, frequencies }: Sample, mark: Decimal): Figure {
  if (count < 1) return "n<1";
  if (frequencies === null) return "too-many-distinct-scores";
  const { size, values, counts } = frequencies;
  let reached = 0;
  for (let i = size - 1; i >= 0 && !isGreater(mark, { digits: values[i] ?? 0, decimals }); i--) reached += counts[i] ?? 0;
  return reached;
}
