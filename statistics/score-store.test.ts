// The store of all quizzes, against one distribution for each.

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeFigures } from "./describe-figures.ts";
import { Distribution } from "./distribution/distribution.ts";
import type { Sample } from "./distribution/sample.ts";
import { ScoreStore } from "./score-store.ts";

/** The same calls to a store and to distributions, of `size` quizzes. */
class Both {
  readonly #store = new ScoreStore();
  readonly #distributions: readonly Distribution[];

  constructor(size: number) {
    this.#store.grow(size);
    this.#distributions = Array.from({ length: size }, () => new Distribution());
  }

  add(quiz: number, digits: number | bigint, decimals: number): void {
    this.#store.add(quiz, digits, decimals);
    this.#distributions[quiz]?.add(digits, decimals);
  }

  addAll(quiz: number, values: readonly number[], decimals: number): void {
    // The array is the caller's own, and longer than what counts.
    this.#store.addAll(quiz, Int32Array.of(...values, 77, 77), values.length, decimals);
    for (const value of values) this.#distributions[quiz]?.add(value, decimals);
  }

  expectSame(quiz: number): void {
    expect(figuresOf(this.#store.sample(quiz))).toEqual(figuresOf((this.#distributions[quiz] ?? new Distribution()).sample()));
  }

  expectAllSame(): void {
    for (const quiz of this.#distributions.keys()) this.expectSame(quiz);
  }
}

const NO_MARKS = { maxScore: null, passMark: null, gradeBands: null };

const figuresOf = (sample: Sample) => describeFigures(sample, sample.count, NO_MARKS);

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe("whatever is added in whatever order, each quiz has the scores that were added to it", () => {
  const quiz = fc.nat(4);
  const decimals = fc.integer({ min: 0, max: 9 });
  const int32 = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer());
  const single = fc.record({
    quiz,
    digits: fc.oneof(int32, fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n, max: 10n ** 26n })),
    decimals,
  });
  const run = fc.record({ quiz, values: fc.array(int32, { maxLength: 30 }), times: fc.constantFrom(1, 1, 1, 8, 20), decimals });

  test("one by one and in runs, with scales that change", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(single, run), { maxLength: 60 }), (steps) => {
        const both = new Both(5);
        for (const step of steps) {
          if ("digits" in step) both.add(step.quiz, step.digits, step.decimals);
          else
            both.addAll(
              step.quiz,
              range(step.times).flatMap(() => step.values),
              step.decimals,
            );
        }
        both.expectAllSame();
      }),
      { numRuns: 120 },
    );
  });

  test("of few decimals, so that lists stay lists", () => {
    const step = fc.record({ quiz, values: fc.array(fc.integer({ min: -999, max: 999 }), { maxLength: 12 }), decimals: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const both = new Both(5);
        for (const { quiz, values, decimals } of steps) both.addAll(quiz, values, decimals);
        both.expectAllSame();
      }),
      { numRuns: 120 },
    );
  });

  test("and is asked for between", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(single, run), { maxLength: 20 }), (steps) => {
        const both = new Both(5);
        for (const step of steps) {
          if ("digits" in step) both.add(step.quiz, step.digits, step.decimals);
          else both.addAll(step.quiz, step.values, step.decimals);
          both.expectSame(step.quiz);
        }
        both.expectAllSame();
      }),
      { numRuns: 50 },
    );
  });
});

describe("at the bounds", () => {
  test("a quiz without a score has none", () => {
    new Both(3).expectAllSame();
  });

  test.each([511, 512, 513, 1024, 4096, 4097, 8191, 8192, 20_000])("%d scores, one by one and at once", (count) => {
    const both = new Both(2);
    for (const score of range(count)) both.add(0, score % 101, 0);
    both.addAll(1, range(count), 1);
    both.expectAllSame();
  });

  test("a list that is full, and one score more", () => {
    const both = new Both(1);
    both.addAll(0, range(512), 0);
    both.expectSame(0);
    both.addAll(0, [7], 3);
    both.expectSame(0);
  });

  test("scores at the ends of int32, and past them once a finer score comes", () => {
    const both = new Both(2);
    both.addAll(0, [2 ** 31 - 1, -(2 ** 31)], 0);
    both.expectSame(0);
    both.addAll(0, [1], 1);
    both.expectSame(0);
    both.addAll(1, [1], 9);
    both.addAll(1, [2 ** 31 - 1, -(2 ** 31), 5], 0);
    both.add(1, 2 ** 31, 0);
    both.expectAllSame();
  });

  test("an empty run adds nothing", () => {
    const both = new Both(2);
    both.addAll(0, [], 0);
    both.addAll(1, [3], 1);
    both.addAll(1, [], 5);
    both.expectAllSame();
  });

  test("quizzes that come later, after others have scores", () => {
    const store = new ScoreStore();
    for (const quiz of range(300)) {
      store.grow(quiz + 1);
      store.addAll(quiz, Int32Array.of(quiz), 1, 0);
      store.addAll(quiz >> 1, Int32Array.of(1000), 1, 1);
    }
    for (const quiz of range(300)) {
      const { count, sum, decimals } = store.sample(quiz);
      expect([count, Number(sum) / 10 ** decimals]).toEqual(quiz < 150 ? [3, quiz + 200] : [1, quiz]);
    }
  });

  test("more scores than a page of memory holds, in runs of every length, of quizzes in turn", () => {
    // 2^20 integers are a page. Each quiz gets runs of 1 to 30 scores, one after another of different quizzes.
    const quizCount = 2500;
    const store = new ScoreStore();
    store.grow(quizCount);
    const sums = new Array<number>(quizCount).fill(0);
    const counts = new Array<number>(quizCount).fill(0);
    for (let length = 1; length <= 30; length++) {
      for (let quiz = 0; quiz < quizCount; quiz++) {
        const values = Int32Array.from({ length }, (_, index) => quiz + index);
        store.addAll(quiz, values, length, 0);
        counts[quiz] = (counts[quiz] ?? 0) + length;
        sums[quiz] = (sums[quiz] ?? 0) + values.reduce((sum, value) => sum + value, 0);
      }
    }
    const samples = range(quizCount).map((quiz) => {
      const { count, sum, min, max } = store.sample(quiz);
      return { count, sum, min, max };
    });
    expect(samples).toEqual(range(quizCount).map((quiz) => ({ count: counts[quiz], sum: sums[quiz], min: quiz, max: quiz + 29 })));
  });
});
