// Distributions that were split and merged again: every figure is that of the whole.

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeFigures } from "./describe-figures.ts";
import { Distribution } from "./distribution/distribution.ts";

type Score = readonly [digits: number | bigint, decimals: number, times: number];

const score: fc.Arbitrary<Score> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constant(0), fc.constant(1)),
  fc.tuple(fc.integer({ min: -500, max: 10_000 }), fc.constant(2), fc.constant(1)),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 2 ** 33 })),
  fc.tuple(fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }), fc.constant(12), fc.constant(1)),
);

function distributionOf(scores: readonly Score[]): Distribution {
  const distribution = new Distribution();
  for (const [digits, decimals, times] of scores) distribution.add(digits, decimals, times);
  return distribution;
}

const figuresOf = (distribution: Distribution) =>
  describeFigures(distribution.sample(), distribution.count, {
    maxScore: { digits: 100, decimals: 0 },
    passMark: { digits: 85, decimals: 1 },
    gradeBands: [{ label: "A", from: { digits: 5, decimals: 0 } }],
  });

test("into however many parts, empty ones too, and in whatever order they are merged", () => {
  const parts = fc.array(fc.array(score, { maxLength: 12 }), { minLength: 1, maxLength: 6 });
  const orders = parts.chain((parts) => fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })));
  fc.assert(
    fc.property(orders, ([parts, shuffled]) => {
      const whole = figuresOf(distributionOf(parts.flat()));
      const merged = new Distribution();
      for (const part of shuffled) merged.merge(distributionOf(part));
      expect(figuresOf(merged)).toEqual(whole);
      // As a tree: each takes in what the next has taken in.
      const [first = new Distribution()] = [...shuffled.map(distributionOf)].reduceRight<Distribution[]>((rest, part) => {
        for (const other of rest) part.merge(other);
        return [part];
      }, []);
      expect(figuresOf(first)).toEqual(whole);
    }),
    { numRuns: 400 },
  );
});
