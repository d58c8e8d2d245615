// Random numbers that are the same in every run.

/** Marsaglia's xorshift32: fast, and far better than scores need. */
export class Random {
  #state: number;

  /** @param seed not 0 */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** An integer in [0, limit), for limits that are small beside 2^32. */
  below(limit: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  }
}
