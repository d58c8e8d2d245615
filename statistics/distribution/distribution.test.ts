import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ratioToDouble } from "../arithmetic/rational.ts";
import { Distribution, MAX_DISTINCT_SCORES } from "./distribution.ts";

type Score = [digits: number | bigint, decimals: number];

function distributionOf(scores: Score[]): Distribution {
  const distribution = new Distribution();
  for (const [digits, decimals] of scores) distribution.add(digits, decimals);
  return distribution;
}

const figures = ({ count, missing, min, max, sum, mean, exactTable }: Distribution) => ({
  count,
  missing,
  min,
  max,
  sum,
  mean,
  exactTable,
});

const score: fc.Arbitrary<Score> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 2 })),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })),
  fc.tuple(fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }), fc.constant(12)),
);

test("without a score every figure is null", () => {
  const distribution = new Distribution();
  distribution.addMissing(3);
  expect(figures(distribution)).toEqual({ count: 0, missing: 3, min: null, max: null, sum: null, mean: null, exactTable: true });
  expect(distribution.entries()).toEqual([]);
});

test.each<[string, Score[], number]>([
  [
    "0.1 and 0.2 is 0.15, which the sum of their doubles misses",
    [
      [1, 1],
      [2, 1],
    ],
    0.15,
  ],
  [
    "three times 0.1 is 0.1",
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    0.1,
  ],
  [
    "10000001, 10000003, 10000002 is 10000002 (NIST NumAcc1)",
    [
      [10000001, 0],
      [10000003, 0],
      [10000002, 0],
    ],
    10000002,
  ],
  [
    "999999999999999 and its negative and 0.000000000001 is exact",
    [
      [999999999999999, 0],
      [-999999999999999, 0],
      [1, 12],
    ],
    1e-12 / 3,
  ],
])("the mean of %s", (_case, scores, mean) => {
  expect(distributionOf(scores).mean).toBe(mean);
});

test("the same score spelt in several ways is one entry, and entries ascend", () => {
  expect(
    distributionOf([
      [850, 2],
      [85, 1],
      [-1, 0],
      [7, 0],
      [8500n, 3],
    ]).entries(),
  ).toEqual([
    [-1, 1],
    [7, 1],
    [8.5, 3],
  ]);
});

describe("whatever the scores", () => {
  test("count, min, max, sum and mean are those of exact arithmetic", () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 60 }), (scores) => {
        const unit = 10n ** 12n;
        const exact = scores.map(([digits, decimals]) => BigInt(digits) * 10n ** BigInt(12 - decimals));
        const total = exact.reduce((sum, value) => sum + value, 0n);
        const [lowest = 0n, highest = lowest] = [(a: bigint, b: bigint) => a < b, (a: bigint, b: bigint) => a > b].map((before) =>
          exact.reduce((best, value) => (before(value, best) ? value : best)),
        );
        expect(figures(distributionOf(scores))).toMatchObject({
          count: scores.length,
          min: ratioToDouble(lowest, unit),
          max: ratioToDouble(highest, unit),
          sum: ratioToDouble(total, unit),
          mean: ratioToDouble(total, unit * BigInt(scores.length)),
        });
      }),
    );
  });

  test("their order changes nothing", () => {
    const shuffled = fc
      .array(score, { maxLength: 60 })
      .chain((scores) => fc.tuple(fc.constant(scores), fc.shuffledSubarray(scores, { minLength: scores.length })));
    fc.assert(
      fc.property(shuffled, ([scores, other]) => {
        expect(figures(distributionOf(other))).toEqual(figures(distributionOf(scores)));
        expect(distributionOf(other).entries()).toEqual(distributionOf(scores).entries());
      }),
    );
  });

  test("splitting and merging changes nothing, and the merged one stays as it was", () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 40 }), fc.array(score, { maxLength: 40 }), (left, right) => {
        const merged = distributionOf(left);
        const other = distributionOf(right);
        other.addMissing(2);
        merged.merge(other);
        const whole = distributionOf([...left, ...right]);
        whole.addMissing(2);
        expect(figures(merged)).toEqual(figures(whole));
        expect(merged.entries()).toEqual(whole.entries());
        expect(other.entries()).toEqual(distributionOf(right).entries());
      }),
    );
  });

  test("adding a score several times over is adding it several times", () => {
    fc.assert(
      fc.property(score, fc.integer({ min: 1, max: 50 }), ([digits, decimals], times) => {
        const once = new Distribution();
        once.add(digits, decimals, times);
        expect(figures(once)).toEqual(figures(distributionOf(Array.from({ length: times }, () => [digits, decimals]))));
      }),
    );
  });
});

describe("past the limit of distinct scores", () => {
  const many = (from: number, count: number) => distributionOf(Array.from({ length: count }, (_, index) => [from + index, 3]));

  test("at the limit the table is still there; one more lets it go and keeps the figures exact", () => {
    const distribution = many(1, MAX_DISTINCT_SCORES);
    expect(distribution.entries()).toHaveLength(MAX_DISTINCT_SCORES);
    distribution.add(MAX_DISTINCT_SCORES + 1, 3);
    const n = MAX_DISTINCT_SCORES + 1;
    expect(figures(distribution)).toEqual({
      count: n,
      missing: 0,
      min: 0.001,
      max: n / 1000,
      sum: (n * (n + 1)) / 2 / 1000,
      mean: (n + 1) / 2000,
      exactTable: false,
    });
    expect(distribution.entries()).toBeNull();
  });

  test("it is the same whether the scores came one by one or by merging, and at any scale", () => {
    const merged = many(1, 40_000);
    merged.merge(many(40_001, 40_000));
    const whole = many(1, 80_000);
    for (const distribution of [merged, whole]) distribution.add(123_456, 7);
    expect(figures(merged)).toEqual(figures(whole));
    expect(merged.exactTable).toBe(false);
  });
});
