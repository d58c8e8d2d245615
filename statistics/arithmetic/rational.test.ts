import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { integerSqrt, ratioToDouble, sqrtOfRatio } from "./rational.ts";

/** A finite double as the exact fraction that it is: numerator, and a denominator that is a power of two. */
function fractionOf(double: number): [numerator: bigint, denominator: bigint] {
  let denominator = 1n;
  let value = double;
  while (!Number.isInteger(value)) {
    value *= 2;
    denominator *= 2n;
  }
  return [BigInt(value), denominator];
}

function neighbour(double: number, step: bigint): number {
  const bits = new BigInt64Array([0n]);
  const view = new Float64Array(bits.buffer);
  view[0] = double;
  bits[0] = (bits[0] ?? 0n) + (double < 0 ? -step : step);
  return view[0] ?? Number.NaN;
}

/** |double - numerator/denominator|, as a fraction over a common denominator with the other distances of the same ratio. */
function distance(double: number, numerator: bigint, denominator: bigint): number | bigint {
  const [n, d] = fractionOf(double);
  const difference = n * denominator - numerator * d;
  // Scaled so that distances of different doubles can be compared.
  return ((difference < 0n ? -difference : difference) << 1100n) / (d * denominator);
}

test.each([
  [1n, 3n, 1 / 3],
  [-1n, 3n, -1 / 3],
  [15n, 100n, 0.15],
  [0n, 7n, 0],
  [1n, 10n ** 400n, 0],
  [10n ** 400n, 1n, Number.POSITIVE_INFINITY],
  [1n, 2n ** 1074n, Number.MIN_VALUE],
  [2n ** 53n + 1n, 1n, 2 ** 53], // half way: to the even neighbour
  [2n ** 53n + 3n, 1n, 2 ** 53 + 4],
])("%d / %d is %d", (numerator, denominator, expected) => {
  expect(ratioToDouble(numerator, denominator)).toBe(expected);
});

test("no neighbouring double is nearer to the exact ratio", () => {
  const big = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
  fc.assert(
    fc.property(big, fc.bigInt({ min: 1n, max: 10n ** 30n }), (numerator, denominator) => {
      fc.pre(numerator !== 0n);
      const nearest = ratioToDouble(numerator, denominator);
      const here = distance(nearest, numerator, denominator);
      return [1n, -1n].every((step) => distance(neighbour(nearest, step), numerator, denominator) >= here);
    }),
    { numRuns: 2_000 },
  );
});

test("a denominator that is not positive is refused", () => {
  expect(() => ratioToDouble(1n, 0n)).toThrow(RangeError);
});

/** Whether no double is nearer to √(n/d) than `root`: the squares of the midpoints to its neighbours lie on either side of n/d. */
function isNearestRoot(root: number, numerator: bigint, denominator: bigint): boolean {
  const [below, above] = [-1n, 1n].map((step) => {
    const [n, d] = fractionOf(root);
    const [other, otherD] = fractionOf(neighbour(root, step));
    const [middle, middleD] = [n * otherD + other * d, 2n * d * otherD];
    return middle * middle * denominator - numerator * middleD * middleD;
  });
  return (below ?? 0n) <= 0n && (above ?? 0n) >= 0n;
}

test.each([
  [2, 1, Math.SQRT2],
  [1, 4, 0.5],
  [0, 5, 0],
  [10n ** 40n, 1, 1e20],
  [1, 10n ** 24n, 1e-12],
  [2n ** 107n + 1n, 2n ** 1n, 2 ** 53], // just above a square: the bit that was cut off does not matter
])("the root of %s / %s is %d", (numerator, denominator, root) => {
  expect(sqrtOfRatio(numerator, denominator)).toBe(root);
});

test("no neighbouring double is nearer to the exact root, of small ratios and of wide ones", () => {
  const safe = fc.maxSafeNat().filter((value) => value > 0);
  const wide = fc.bigInt({ min: 1n, max: 10n ** 60n });
  fc.assert(
    fc.property(
      fc.oneof(fc.tuple(safe, safe), fc.tuple(wide, wide), fc.tuple(fc.integer({ min: 1, max: 10_000 }), safe)),
      ([numerator, denominator]) => isNearestRoot(sqrtOfRatio(numerator, denominator), BigInt(numerator), BigInt(denominator)),
    ),
    { numRuns: 5_000 },
  );
});

test("roots next to the middle of two doubles are rounded to the right one", () => {
  // m is the middle of two doubles; n/d is m² moved by less than one part in 2^100, where √(n/d) as machine numbers could go either way.
  for (const odd of [2n ** 53n + 1n, 2n ** 53n + 3n, 2n ** 54n - 1n]) {
    for (const step of [-1n, 0n, 1n])
      expect(isNearestRoot(sqrtOfRatio(odd * odd * 2n ** 80n + step, 2n ** 80n), odd * odd * 2n ** 80n + step, 2n ** 80n)).toBe(true);
  }
});

test("the integer root is the greatest whose square is not above the value", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 50n }), (value) => {
      const root = integerSqrt(value);
      return root * root <= value && (root + 1n) * (root + 1n) > value;
    }),
  );
});

test("there is no root of a negative ratio", () => {
  expect(() => sqrtOfRatio(-1, 2)).toThrow(RangeError);
});
