// The lowest, the highest, the sum and the sum of squares of scaled integers, exactly, whatever their number.

import { plus, type Scaled, times, timesPowerOfTen } from "../arithmetic/scaled.ts";

/** Running totals. Before the first value `min` is Infinity and `max` -Infinity. */
export class Totals {
  min: Scaled = Number.POSITIVE_INFINITY;
  max: Scaled = Number.NEGATIVE_INFINITY;
  sum: Scaled = 0;
  sumOfSquares: Scaled = 0;

  /** Adds `value` another `count` times, `count` ≥ 1. */
  add(value: Scaled, count: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const product = times(value, count);
    this.sum = plus(this.sum, product);
    this.sumOfSquares = plus(this.sumOfSquares, times(product, value));
  }

  /** Adds what `other` totals, each of its values times 10^power. */
  merge(other: Totals, power: number): void {
    if (other.min > other.max) return; // no value
    const min = timesPowerOfTen(other.min, power);
    const max = timesPowerOfTen(other.max, power);
    if (min < this.min) this.min = min;
    if (max > this.max) this.max = max;
    this.sum = plus(this.sum, timesPowerOfTen(other.sum, power));
    this.sumOfSquares = plus(this.sumOfSquares, timesPowerOfTen(other.sumOfSquares, 2 * power));
  }
}
