// The scores that are not 0: where a 0 stands for a student who did not take part.

import type { Frequencies, Sample } from "../distribution/sample.ts";
import type { Reason } from "./reason.ts";

/** A sample without its scores of 0, and how many scores that leaves. Of a sketch only their number can be told. */
export function withoutZeros(sample: Sample): { count: number; sample: Sample | Reason } {
  const { frequencies, sketch } = sample;
  if (frequencies === null) return { count: sample.count - (sketch?.zeros ?? 0), sample: "too-many-distinct-scores" };
  const kept = withoutZero(frequencies);
  let count = 0;
  for (let i = 0; i < kept.size; i++) count += kept.counts[i] ?? 0;
  return { count, sample: { ...sample, count, min: kept.values[0] ?? 0, max: kept.values[kept.size - 1] ?? 0, frequencies: kept } };
}

function withoutZero({ size, values, counts }: Frequencies): Frequencies {
  const kept: Frequencies & { values: Frequencies["values"][number][]; counts: number[] } = { size: 0, values: [], counts: [] };
  for (let i = 0; i < size; i++) {
    if (values[i] === 0) continue;
    kept.values.push(values[i] ?? 0);
    kept.counts.push(counts[i] ?? 0);
  }
  return { ...kept, size: kept.values.length };
}
