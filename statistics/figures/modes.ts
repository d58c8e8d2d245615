// The most frequent scores.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/** More scores than these that are all the most frequent say nothing. */
export const MAX_MODES = 10;

/**
 * The scores that were got most often, ascending, in points; a single score is its own mode. Undefined where no score was got twice, as Excel's
 * MODE.MULT has it, and where more than `MAX_MODES` were got equally often.
 */
export function modes({ count, decimals, frequencies }: Sample): Figure<number[]> {
  if (count < 1) return "n<1";
  if (frequencies === null) return "too-many-distinct-scores";
  const { size, values, counts } = frequencies;
  const unit = timesPowerOfTen(1, decimals);
  let most = 0;
  let found: number[] = [];
  for (let i = 0; i < size; i++) {
    const times = counts[i] ?? 0;
    if (times < most) continue;
    if (times > most) found = [];
    most = times;
    if (found.length <= MAX_MODES) found.push(ratioToDouble(values[i] ?? 0, unit));
  }
  if (most === 1 && size > 1) return "no-repeated-score";
  return found.length > MAX_MODES ? "too-many-modes" : found;
}
