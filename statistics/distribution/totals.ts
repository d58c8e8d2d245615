// The lowest, the highest and the sum of scaled integers, exactly, whatever their number.

import { type Scaled, timesPowerOfTen } from "../arithmetic/scaled.ts";

/** Running totals. Before the first value `min` is Infinity and `max` -Infinity. */
export class Totals {
  min: Scaled = Number.POSITIVE_INFINITY;
  max: Scaled = Number.NEGATIVE_INFINITY;
  // The sum is these two together: a safe integer that is quick to add to, and what did not fit it.
  #sum = 0;
  #carried = 0n;

  get sum(): bigint {
    return this.#carried + BigInt(this.#sum);
  }

  /** Adds `value` another `times` times, `times` ≥ 1. */
  add(value: Scaled, times: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (typeof value === "number") {
      const product = value * times;
      const sum = this.#sum + product;
      // Both are exact when they come out as safe integers: rounding cannot bring a result back below 2^53.
      if (Number.isSafeInteger(product) && Number.isSafeInteger(sum)) {
        this.#sum = sum;
        return;
      }
    }
    this.#carried += BigInt(value) * BigInt(times);
  }

  /** Adds what `other` totals, each of its values times 10^power; `other` holds at least one value. */
  merge(other: Totals, power: number): void {
    const min = timesPowerOfTen(other.min, power);
    const max = timesPowerOfTen(other.max, power);
    if (min < this.min) this.min = min;
    if (max > this.max) this.max = max;
    this.#carried += other.sum * 10n ** BigInt(power);
  }
}
