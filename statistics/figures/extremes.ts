// The lowest and the highest score, and how far they are apart.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { minus, timesPowerOfTen } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/** The lowest score, in points. */
export function lowest({ count, min, decimals }: Sample): Figure {
  return count < 1 ? "n<1" : ratioToDouble(min, timesPowerOfTen(1, decimals));
}

/** The highest score, in points. */
export function highest({ count, max, decimals }: Sample): Figure {
  return count < 1 ? "n<1" : ratioToDouble(max, timesPowerOfTen(1, decimals));
}

/** The highest less the lowest score, in points: 0 for a single score. */
export function range({ count, min, max, decimals }: Sample): Figure {
  return count < 1 ? "n<1" : ratioToDouble(minus(max, min), timesPowerOfTen(1, decimals));
}
