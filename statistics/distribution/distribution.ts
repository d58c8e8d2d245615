// A quiz's scores as a multiset of decimals: the one state that every statistic is read off.

import { ratioToDouble } from "../arithmetic/rational.ts";
import { type Scaled, timesPowerOfTen, toScaled } from "../arithmetic/scaled.ts";
import { CountTable } from "./count-table.ts";
import { Totals } from "./totals.ts";

/** The most distinct scores of which a distribution keeps the counts; past it `exactTable` is false. A full table takes some 3 MB. */
export const MAX_DISTINCT_SCORES = 65_536;

/**
 * How often each score was got, on decimals scaled to integers.
 *
 * What it says depends on the multiset of scores alone: not on their order, on how they were spelt (8.5 is 8.50) or on how they were split
 * over distributions that were merged. Everything is kept in integers; the only rounding is the last step, to the nearest double.
 * Without a score `min`, `max`, `sum` and `mean` are null.
 *
 * Memory is bounded: past `MAX_DISTINCT_SCORES` distinct scores the table of counts is let go (`exactTable` is false, `entries()` null),
 * while `count`, `missing`, `min`, `max`, `sum` and `mean` stay exact.
 */
export class Distribution {
  #count = 0;
  #missing = 0;
  /** The scale: every integer below stands for itself / 10^decimals. It is the most decimals of any score so far. */
  #decimals = 0;
  /** The count of each score, until there are too many distinct ones. */
  #table: CountTable | null = new CountTable();
  /** What is kept of the scores that are not in the table. */
  #totals = new Totals();

  /** Scores. */
  get count(): number {
    return this.#count;
  }

  /** Cells without a score. They count in no other figure. */
  get missing(): number {
    return this.#missing;
  }

  /** The lowest score, as the nearest double; null without a score. Cost, as for the next three: a pass over the distinct scores. */
  get min(): number | null {
    return this.#count === 0 ? null : this.#toDouble(this.#allTotals().min);
  }

  /** The highest score, as the nearest double; null without a score. */
  get max(): number | null {
    return this.#count === 0 ? null : this.#toDouble(this.#allTotals().max);
  }

  /** The sum of the scores, as the double nearest to the exact sum; null without a score. */
  get sum(): number | null {
    return this.#count === 0 ? null : ratioToDouble(this.#allTotals().sum, this.#unit());
  }

  /** The arithmetic mean, as the double nearest to the exact quotient sum / count; null without a score. */
  get mean(): number | null {
    return this.#count === 0 ? null : ratioToDouble(this.#allTotals().sum, this.#unit() * BigInt(this.#count));
  }

  /** Whether the count of every distinct score is still known. */
  get exactTable(): boolean {
    return this.#table !== null;
  }

  /**
   * Every distinct score with its count, in ascending order, or null when the table was let go.
   *
   * The counts add up to `count`. Scores are the nearest doubles: two distinct decimals of more than 15 digits may show as the same one.
   * Cost: a sort of the distinct scores.
   */
  entries(): [score: number, count: number][] | null {
    if (this.#table === null) return null;
    const counts: [Scaled, number][] = [];
    this.#table.forEach((value, count) => {
      counts.push([value, count]);
    });
    counts.sort(([a], [b]) => (a < b ? -1 : 1));
    return counts.map(([value, count]) => [this.#toDouble(value), count]);
  }

  /**
   * Adds the score `digits / 10^decimals`, `times` times over.
   *
   * @param digits an integer: a safe one when it is a number
   * @param decimals an integer, at least 0
   * @param times an integer, at least 1
   */
  add(digits: number | bigint, decimals: number, times = 1): void {
    const value = decimals === this.#decimals && typeof digits === "number" ? digits : this.#atScale(digits, decimals);
    this.#count += times;
    if (this.#table === null) this.#totals.add(value, times);
    else {
      this.#table.add(value, times);
      if (this.#table.size > MAX_DISTINCT_SCORES) this.#letTableGo();
    }
  }

  /** Counts `times` cells without a score. */
  addMissing(times = 1): void {
    this.#missing += times;
  }

  /** Adds all that `other` holds: as if its scores had been added here one by one. `other` stays as it is. */
  merge(other: Distribution): void {
    this.#missing += other.#missing;
    if (other.#count === 0) return;
    this.#growScale(other.#decimals);
    const power = this.#decimals - other.#decimals;
    const table = this.#table;
    if (table !== null && other.#table !== null) {
      other.#table.forEach((value, count) => {
        table.add(timesPowerOfTen(value, power), count);
      });
      if (table.size > MAX_DISTINCT_SCORES) this.#letTableGo();
    } else {
      const totals = other.#allTotals();
      this.#letTableGo();
      this.#totals.merge(totals, power);
    }
    this.#count += other.#count;
  }

  /** The integer that stands for a score at this distribution's scale, which grows when it must. */
  #atScale(digits: Scaled, decimals: number): Scaled {
    this.#growScale(decimals);
    return timesPowerOfTen(typeof digits === "bigint" ? toScaled(digits) : digits, this.#decimals - decimals);
  }

  #growScale(decimals: number): void {
    const power = decimals - this.#decimals;
    if (power <= 0) return;
    this.#decimals = decimals;
    if (this.#count === 0) return;
    this.#table = this.#table?.timesPowerOfTen(power) ?? null;
    if (this.#table !== null) return;
    const totals = new Totals();
    totals.merge(this.#totals, power);
    this.#totals = totals;
  }

  #letTableGo(): void {
    this.#totals = this.#allTotals();
    this.#table = null;
  }

  #allTotals(): Totals {
    if (this.#table === null) return this.#totals;
    const totals = new Totals();
    this.#table.forEach((value, count) => {
      totals.add(value, count);
    });
    return totals;
  }

  #unit(): bigint {
    return 10n ** BigInt(this.#decimals);
  }

  #toDouble(value: Scaled): number {
    return ratioToDouble(BigInt(value), this.#unit());
  }
}
