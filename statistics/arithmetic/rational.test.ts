import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ratioToDouble } from "./rational.ts";

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
