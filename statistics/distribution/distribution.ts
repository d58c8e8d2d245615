// A quiz's scores as a multiset of decimals: the one state that every statistic is read off.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { POWERS_OF_TEN, type Scaled, timesPowerOfTen, toScaled } from "../arithmetic/scaled.ts";
import { CountTable } from "./count-table.ts";
import { QuantileSketch } from "./quantile-sketch.ts";
import { type Frequencies, FrequencyLists, type Sample } from "./sample.ts";
import { Totals } from "./totals.ts";

/** The most distinct scores of which a distribution keeps the counts; past it there is a sketch in their place. A full table takes some 3 MB. */
export const MAX_DISTINCT_SCORES = 65_536;

/** So many scores are held back before they are counted: a table is spread over the cache, and is brought there once for all of them. */
const PENDING = 512;

/** As many at once are worth it by themselves. */
const LONG_RUN = PENDING / 8;

/** What is kept of scores that are not counted each: the totals on the distribution's scale, and the sketch of their doubles. */
interface Sketched {
  readonly totals: Totals;
  readonly sketch: QuantileSketch;
}

/**
 * How often each score was got, on decimals scaled to integers.
 *
 * What it says depends on the multiset of scores alone: not on their order, on how they were spelt (8.5 is 8.50) or on how they were split
 * over distributions that were merged. Everything is kept in integers, and nothing is rounded.
 *
 * Memory is bounded: past `MAX_DISTINCT_SCORES` distinct scores their counts go into a sketch, while count, lowest, highest, sum and sum of
 * squares stay exact.
 */
export class Distribution {
  #count = 0;
  /** The scale: every integer below stands for itself / 10^decimals. It is the most decimals of any score so far. */
  #decimals = 0;
  /** The count of each score, or what is kept of them when there are too many distinct ones. */
  #kept: CountTable | Sketched = new CountTable();
  /** Scores of `addAll` that are not counted yet, at a scale of their own. */
  #pending: Int32Array | null = null;
  #pendingCount = 0;
  #pendingDecimals = 0;

  /** Scores. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds the score `digits / 10^decimals`, `times` times over.
   *
   * @param digits an integer: a safe one when it is a number
   * @param decimals an integer, at least 0
   * @param times an integer, at least 1
   */
  add(digits: number | bigint, decimals: number, times = 1): void {
    this.#growScale(decimals);
    this.#count += times;
    this.#addScaled(timesPowerOfTen(typeof digits === "bigint" ? toScaled(digits) : digits, this.#decimals - decimals), times);
  }

  /** Adds the scores `values[i] / 10^decimals`, for i in [0, count). */
  addAll(values: Int32Array, count: number, decimals: number): void {
    this.#count += count;
    if (this.#pendingCount + count > PENDING || decimals !== this.#pendingDecimals) this.#settle();
    if (count >= LONG_RUN) {
      this.#countAll(values, count, decimals);
      return;
    }
    this.#pending ??= new Int32Array(PENDING);
    for (let i = 0; i < count; i++) this.#pending[this.#pendingCount + i] = values[i] ?? 0;
    this.#pendingCount += count;
    this.#pendingDecimals = decimals;
  }

  /** Adds all that `other` holds: as if its scores had been added here one by one. `other` stays as it is. */
  merge(other: Distribution): void {
    if (other.#count === 0) return;
    this.#settle();
    other.#settle();
    this.#growScale(other.#decimals);
    const power = this.#decimals - other.#decimals;
    this.#count += other.#count;
    if (other.#kept instanceof CountTable) {
      other.#kept.forEach((value, count) => {
        this.#addScaled(timesPowerOfTen(value, power), count);
      });
    } else {
      this.#kept = asSketched(this.#kept, this.#decimals);
      this.#kept.totals.merge(other.#kept.totals, power);
      this.#kept.sketch.merge(other.#kept.sketch);
    }
  }

  /**
   * The scores as figures are read off them. Cost: a pass over the distinct scores, and a sort of those that are not small integers.
   *
   * @param lists where the frequencies may be listed: then the sample is valid until something else is
   */
  sample(lists = new FrequencyLists()): Sample {
    this.#settle();
    const [count, decimals, kept] = [this.#count, this.#decimals, this.#kept];
    if (!(kept instanceof CountTable)) {
      const { min, max, sum, sumOfSquares } = kept.totals;
      return { count, decimals, min, max, sum, sumOfSquares, frequencies: null, sketch: kept.sketch };
    }
    const frequencies = kept.frequencies(lists);
    const { min, max, sum, sumOfSquares } = totalsOf(frequencies, count);
    return { count, decimals, min, max, sum, sumOfSquares, frequencies, sketch: null };
  }

  /** Counts what is pending. */
  #settle(): void {
    if (this.#pending === null || this.#pendingCount === 0) return;
    const count = this.#pendingCount;
    this.#pendingCount = 0;
    this.#countAll(this.#pending, count, this.#pendingDecimals);
  }

  #countAll(values: Int32Array, count: number, decimals: number): void {
    this.#growScale(decimals);
    const power = this.#decimals - decimals;
    // 2^31 × 10^6 is a safe integer.
    if (this.#kept instanceof CountTable && power <= 6) {
      this.#kept.addAll(values, count, POWERS_OF_TEN[power] ?? 1);
      this.#limit();
    } else {
      for (let i = 0; i < count; i++) this.#addScaled(timesPowerOfTen(values[i] ?? 0, power), 1);
    }
  }

  #addScaled(value: Scaled, times: number): void {
    if (this.#kept instanceof CountTable) {
      this.#kept.add(value, times);
      this.#limit();
    } else {
      addTo(this.#kept, value, times, this.#decimals);
    }
  }

  #growScale(decimals: number): void {
    const power = decimals - this.#decimals;
    if (power <= 0) return;
    this.#decimals = decimals;
    if (this.#kept instanceof CountTable) {
      this.#kept = this.#kept.timesPowerOfTen(power);
    } else {
      const totals = new Totals();
      totals.merge(this.#kept.totals, power);
      this.#kept = { totals, sketch: this.#kept.sketch };
    }
  }

  #limit(): void {
    if (this.#kept instanceof CountTable && this.#kept.isLargerThan(MAX_DISTINCT_SCORES))
      this.#kept = asSketched(this.#kept, this.#decimals);
  }
}

function asSketched(kept: CountTable | Sketched, decimals: number): Sketched {
  if (!(kept instanceof CountTable)) return kept;
  const sketched = { totals: new Totals(), sketch: new QuantileSketch() };
  kept.forEach((value, count) => {
    addTo(sketched, value, count, decimals);
  });
  return sketched;
}

function addTo({ totals, sketch }: Sketched, value: Scaled, times: number, decimals: number): void {
  totals.add(value, times);
  sketch.add(ratioToDouble(value, timesPowerOfTen(1, decimals)), times);
}

/** The totals of scores that are counted each. */
function totalsOf({ size, values, counts }: Frequencies, count: number): Pick<Totals, "min" | "max" | "sum" | "sumOfSquares"> {
  const [min, max] = [values[0] ?? 0, values[size - 1] ?? 0];
  const farthest = Math.max(Math.abs(Number(min)), Math.abs(Number(max)));
  if (farthest * farthest * count <= Number.MAX_SAFE_INTEGER) {
    // No sum on the way can be rounded.
    let [sum, sumOfSquares] = [0, 0];
    for (let i = 0; i < size; i++) {
      const value = Number(values[i] ?? 0);
      const product = value * (counts[i] ?? 0);
      sum += product;
      sumOfSquares += product * value;
    }
    return { min, max, sum, sumOfSquares };
  }
  const totals = new Totals();
  for (let i = 0; i < size; i++) totals.add(values[i] ?? 0, counts[i] ?? 0);
  return totals;
}
