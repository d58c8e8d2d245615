// The sum of the scores and their arithmetic mean.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { times, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/** The sum of the scores, in points. Of no scores it is not 0 but undefined, as every figure. */
export function sum({ count, sum, decimals }: Sample): Figure {
  return count < 1 ? "n<1" : ratioToDouble(sum, timesPowerOfTen(1, decimals));
}

/** The arithmetic mean, sum / n, in points. */
export function mean({ count, sum, decimals }: Sample): Figure {
  return count < 1 ? "n<1" : ratioToDouble(sum, times(count, timesPowerOfTen(1, decimals)));
}
