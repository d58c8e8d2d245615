// What is kept of the scores of a quiz when there are too many different ones to count each.

import { DDSketch } from "@datadog/sketches-js";

/** What the sketch gives for a score differs from it by at most this share of it. */
export const RELATIVE_ERROR = 0.001;

/**
 * Scores in buckets whose bounds grow by a constant factor: DDSketch (Masson, Rim and Lee, VLDB 2019), of Datadog's library.
 *
 * The bucket of a score depends on the score alone, so a sketch depends on the multiset of scores alone, and `merge` adds up buckets. A score
 * between 10^-12 and 10^15 falls into one of some 31,000 buckets: memory is bounded.
 */
export class QuantileSketch {
  readonly relativeError = RELATIVE_ERROR;
  // Two sketches, since the library's `merge` leaves negative values out (2.1.1).
  readonly #above = new DDSketch({ relativeAccuracy: RELATIVE_ERROR });
  readonly #below = new DDSketch({ relativeAccuracy: RELATIVE_ERROR });
  #zeros = 0;

  /** Scores of exactly 0. */
  get zeros(): number {
    return this.#zeros;
  }

  add(score: number, times: number): void {
    if (score > 0) this.#above.accept(score, times);
    else if (score < 0) this.#below.accept(-score, times);
    else this.#zeros += times;
  }

  merge(other: QuantileSketch): void {
    this.#above.merge(other.#above);
    this.#below.merge(other.#below);
    this.#zeros += other.#zeros;
  }

  /** The score of the given rank, from 0, the lowest, to the number of scores less 1, to within `relativeError`. */
  atRank(rank: number): number {
    const negatives = this.#below.count;
    if (rank < negatives) return -valueAt(this.#below, negatives - 1 - rank);
    if (rank < negatives + this.#zeros) return 0;
    return valueAt(this.#above, rank - negatives - this.#zeros);
  }
}

/** The value of the given rank. The library asks for a share of `count` − 1: half a rank is added, so that rounding it cannot miss the rank. */
function valueAt(sketch: DDSketch, rank: number): number {
  return sketch.getValueAtQuantile(rank < sketch.count - 1 ? (rank + 0.5) / (sketch.count - 1) : 1);
}
