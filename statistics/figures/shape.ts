// Skewness and kurtosis: the shape of the distribution, as ratios of k-statistics.

import { ratioToDouble, sqrtOfRatio } from "../arithmetic/rational.ts";
import { minus, plus, type Scaled, times } from "../arithmetic/scaled.ts";
import type { Frequencies, Sample } from "../distribution/sample.ts";
import type { Figure } from "./reason.ts";

/** Skewness and excess kurtosis, no unit. Both come of the same sums, and so of one pass over the distinct scores. */
export interface Shape {
  /**
   * The skewness k₃ / k₂^1.5: 0 for a symmetric distribution, negative where the tail is on the side of the low scores. Moodle's skewness,
   * Excel's SKEW, SAS; type 2 of Joanes & Gill (1998), "Comparing measures of sample skewness and kurtosis". From three scores on.
   *
   * With Aₖ = nᵏ · (k-th central moment) its square is A₃² · n(n − 1) / (A₂³ · (n − 2)²), of which the root is rounded once.
   */
  skewness: Figure;
  /**
   * The excess kurtosis k₄ / k₂²: 0 for a normal distribution, positive where the tails are heavier. Moodle's kurtosis, Excel's KURT; type 2
   * of Joanes & Gill (1998). From four scores on.
   */
  kurtosis: Figure;
}

/** The shape of a sample's distribution; undefined of too few scores, where all are the same, and of a sketch. */
export function shape({ count, frequencies }: Sample): Shape {
  if (count < 3) return { skewness: "n<3", kurtosis: "n<4" };
  if (frequencies === null) return { skewness: "too-many-distinct-scores", kurtosis: "too-many-distinct-scores" };
  const [a2, a3, a4] = centralSums(frequencies, BigInt(count));
  if (a2 === 0n) return { skewness: "zero-variance", kurtosis: count < 4 ? "n<4" : "zero-variance" };
  const n = BigInt(count);
  const size = sqrtOfRatio(a3 * a3 * n * (n - 1n), a2 ** 3n * (n - 2n) ** 2n);
  return {
    skewness: a3 < 0n ? 0 - size : size,
    kurtosis: count < 4 ? "n<4" : ratioToDouble((n - 1n) * ((n + 1n) * a4 - 3n * (n - 1n) * a2 ** 2n), (n - 2n) * (n - 3n) * a2 ** 2n),
  };
}

/** nᵏ⁻¹ · Σ(x − x̄)ᵏ for k = 2, 3, 4: integers on the k-th power of the scale. */
function centralSums(frequencies: Frequencies, n: bigint): [a2: bigint, a3: bigint, a4: bigint] {
  const [s1, s2, s3, s4] = powerSums(frequencies);
  return [
    n * s2 - s1 ** 2n,
    n ** 2n * s3 - 3n * n * s1 * s2 + 2n * s1 ** 3n,
    n ** 3n * s4 - 4n * n ** 2n * s1 * s3 + 6n * n * s1 ** 2n * s2 - 3n * s1 ** 4n,
  ];
}

/** Σ(x − c)ᵏ for k = 1 to 4, about a score c in the middle: about 0 the sums would outgrow machine numbers far sooner. */
function powerSums({ size, values, counts }: Frequencies): [bigint, bigint, bigint, bigint] {
  const centre = values[size >> 1] ?? 0;
  let [s1, s2, s3, s4]: [Scaled, Scaled, Scaled, Scaled] = [0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    const distance = minus(values[i] ?? 0, centre);
    const first = times(distance, counts[i] ?? 0);
    const second = times(first, distance);
    const third = times(second, distance);
    s1 = plus(s1, first);
    s2 = plus(s2, second);
    s3 = plus(s3, third);
    s4 = plus(s4, times(third, distance));
  }
  return [BigInt(s1), BigInt(s2), BigInt(s3), BigInt(s4)];
}
