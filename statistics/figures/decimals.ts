// How finely the scores are written, whoever wrote more zeros than it takes.

import { POWERS_OF_TEN, type Scaled } from "../arithmetic/scaled.ts";
import type { Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/** The fewest decimals with which every score can be written: 1 for 8.50 and 9. */
export function decimalsOf({ count, decimals, frequencies }: Sample): Figure {
  if (count < 1) return "n<1";
  if (frequencies === null) return "too-many-distinct-scores";
  const { size, values } = frequencies;
  let fewest = 0;
  for (let i = 0; i < size && fewest < decimals; i++) {
    while (fewest < decimals && !isMultiple(values[i] ?? 0, decimals - fewest)) fewest++;
  }
  return fewest;
}

function isMultiple(value: Scaled, power: number): boolean {
  return typeof value === "number" ? value % (POWERS_OF_TEN[power] ?? 1) === 0 : value % 10n ** BigInt(power) === 0n;
}
