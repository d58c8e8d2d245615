import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ratioToDouble } from "../arithmetic/rational.ts";
import { highest, lowest } from "../figures/extremes.ts";
import { mean, sum } from "../figures/mean.ts";
import { quantile } from "../figures/quantile.ts";
import { sdSample } from "../figures/standard-deviation.ts";
import { Distribution, MAX_DISTINCT_SCORES } from "./distribution.ts";
import { RELATIVE_ERROR } from "./quantile-sketch.ts";

type Score = [digits: number | bigint, decimals: number];

function distributionOf(scores: Score[]): Distribution {
  const distribution = new Distribution();
  for (const [digits, decimals] of scores) distribution.add(digits, decimals);
  return distribution;
}

/** What is read off a distribution, whatever the scale it keeps its scores at. */
function figures(distribution: Distribution) {
  const sample = distribution.sample();
  return {
    count: sample.count,
    min: lowest(sample),
    max: highest(sample),
    sum: sum(sample),
    mean: mean(sample),
    sd: sdSample(sample),
    quartiles: [25, 50, 75].map((percent) => quantile(sample, percent)),
  };
}

/** The distinct scores with their counts, or null where they were let go. */
function entries(distribution: Distribution): [number, number][] | null {
  const { frequencies, decimals } = distribution.sample();
  if (frequencies === null) return null;
  return Array.from({ length: frequencies.size }, (_, index) => [
    ratioToDouble(frequencies.values[index] ?? Number.NaN, 10n ** BigInt(decimals)),
    frequencies.counts[index] ?? Number.NaN,
  ]);
}

const score: fc.Arbitrary<Score> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 2 })),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })),
  fc.tuple(fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }), fc.constant(12)),
);

test("without a score no figure has a value", () => {
  expect(figures(new Distribution())).toMatchObject({ count: 0, min: "n<1", max: "n<1", sum: "n<1", mean: "n<1" });
  expect(entries(new Distribution())).toEqual([]);
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
])("the mean of %s", (_case, scores, expected) => {
  expect(figures(distributionOf(scores)).mean).toBe(expected);
});

test("the same score spelt in several ways is one entry, and entries ascend", () => {
  const scores: Score[] = [
    [850, 2],
    [85, 1],
    [-1, 0],
    [7, 0],
    [8500n, 3],
  ];
  expect(entries(distributionOf(scores))).toEqual([
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
        expect(entries(distributionOf(other))).toEqual(entries(distributionOf(scores)));
      }),
    );
  });

  test("splitting and merging changes nothing, and the merged one stays as it was", () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 40 }), fc.array(score, { maxLength: 40 }), (left, right) => {
        const merged = distributionOf(left);
        const other = distributionOf(right);
        merged.merge(other);
        const whole = distributionOf([...left, ...right]);
        expect(figures(merged)).toEqual(figures(whole));
        expect(entries(merged)).toEqual(entries(whole));
        expect(entries(other)).toEqual(entries(distributionOf(right)));
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

test("scores in bulk are scores one by one, at any scale", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.array(fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.integer()), { maxLength: 100 }), fc.integer({ min: 0, max: 9 })),
      ),
      (runs) => {
        const bulk = new Distribution();
        for (const [values, decimals] of runs) bulk.addAll(Int32Array.from(values), values.length, decimals);
        const single = distributionOf(runs.flatMap(([values, decimals]) => values.map((value): Score => [value, decimals])));
        expect(figures(bulk)).toEqual(figures(single));
        expect(entries(bulk)).toEqual(entries(single));
      },
    ),
  );
});

test("however often a score is there, in bulk and one by one, its count is right", () => {
  const step = fc.tuple(fc.constantFrom(0, 1, 7, 31), fc.constantFrom(1, 63, 64, 200, 4096, 40_000, 70_000), fc.boolean());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const distribution = new Distribution();
      const expected = new Map(Array.from({ length: 32 }, (_, score) => [score, 2]));
      distribution.addAll(
        Int32Array.from({ length: 64 }, (_, index) => index % 32),
        64,
        0,
      );
      for (const [score, times, inBulk] of steps) {
        if (inBulk) distribution.addAll(new Int32Array(times).fill(score), times, 0);
        else distribution.add(score, 0, times);
        expected.set(score, (expected.get(score) ?? 0) + times);
      }
      expect(entries(distribution)).toEqual([...expected]);
    }),
    { numRuns: 50 },
  );
});

test("more scores than 32 bits count are counted, in bulk and by the billion", () => {
  const distribution = new Distribution();
  const run = Int32Array.from({ length: 64 }, (_, index) => index % 32);
  distribution.addAll(run, run.length, 0);
  for (const times of [2 ** 30, 2 ** 31, 2 ** 40]) distribution.add(7, 0, times);
  distribution.addAll(run, run.length, 0);
  expect(distribution.count).toBe(2 ** 30 + 2 ** 31 + 2 ** 40 + 128);
  expect(entries(distribution)).toEqual(
    Array.from({ length: 32 }, (_, score) => [score, score === 7 ? 2 ** 30 + 2 ** 31 + 2 ** 40 + 4 : 4]),
  );
});

describe("past the limit of distinct scores", () => {
  const many = (from: number, count: number) => distributionOf(Array.from({ length: count }, (_, index) => [from + index, 3]));

  test("at the limit every score is still counted; one more turns to a sketch and keeps count, min, max, sum, mean and SD exact", () => {
    const distribution = many(1, MAX_DISTINCT_SCORES);
    expect(entries(distribution)).toHaveLength(MAX_DISTINCT_SCORES);
    distribution.add(MAX_DISTINCT_SCORES + 1, 3);
    const n = MAX_DISTINCT_SCORES + 1;
    expect(figures(distribution)).toMatchObject({
      count: n,
      min: 0.001,
      max: n / 1000,
      sum: (n * (n + 1)) / 2 / 1000,
      mean: (n + 1) / 2000,
      sd: Math.sqrt((n * (n + 1)) / 12) / 1000,
    });
    expect(entries(distribution)).toBeNull();
  });

  test("quantiles are within the stated error, on both sides of 0", () => {
    const n = 100_001;
    const distribution = many(-30_000, n);
    const sample = distribution.sample();
    for (let percent = 0; percent <= 100; percent++) {
      const exact = (-30_000 + ((n - 1) * percent) / 100) / 1000;
      expect(Math.abs(Number(quantile(sample, percent)) - exact)).toBeLessThanOrEqual(RELATIVE_ERROR * Math.abs(exact) * (1 + 1e-9));
    }
    expect([quantile(sample, 0), quantile(sample, 30), quantile(sample, 100)]).toEqual([-30, 0, 70.001 - 0.001]);
  });

  test("it is the same whether the scores came one by one or by merging, in any order, and at any scale", () => {
    const merged = many(-20_000, 40_000);
    merged.merge(many(20_000, 40_000));
    const sketches = many(-20_000, 70_000);
    sketches.merge(many(50_000, 70_000));
    sketches.merge(many(-90_000, 70_000));
    const whole = many(-20_000, 80_000);
    const reversed = distributionOf(Array.from({ length: 80_000 }, (_, index) => [(59_999 - index) * 10, 4]));
    for (const distribution of [merged, whole, reversed]) distribution.add(123_456, 7);
    expect(figures(merged)).toEqual(figures(whole));
    expect(figures(reversed)).toEqual(figures(whole));
    expect(entries(merged)).toBeNull();
    expect(figures(sketches)).toEqual(figures(many(-90_000, 210_000)));
  });
});
