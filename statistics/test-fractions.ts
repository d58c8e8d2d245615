// For tests: exact fractions, and the double that is nearest to one, by a way of their own.

/** A denominator is positive. Nothing is reduced. */
export type Fraction = readonly [numerator: bigint, denominator: bigint];

/** Decimal places that are kept before a double is made: the middle of two doubles above 10^-28 ends before. */
const PLACES = 150n;

/** A whole number, or the decimal that a text such as -8.50 spells. */
export function fraction(value: bigint | number | string): Fraction {
  const [whole = "", decimals = ""] = String(value).split(".");
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
}

/** Over the greater of the two denominators where it is a multiple of the other, as powers of ten are. */
export function add([a, b]: Fraction, [c, d]: Fraction): Fraction {
  if (b === d) return [a + c, b];
  if (b % d === 0n) return [a + c * (b / d), b];
  return d % b === 0n ? [a * (d / b) + c, d] : [a * d + c * b, b * d];
}

export const subtract = (x: Fraction, [c, d]: Fraction): Fraction => add(x, [-c, d]);
export const multiply = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
export const divide = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (c < 0n ? [-a * d, -b * c] : [a * d, b * c]);
export const power = ([a, b]: Fraction, exponent: number): Fraction => [a ** BigInt(exponent), b ** BigInt(exponent)];
export const total = (fractions: readonly Fraction[]): Fraction => fractions.reduce(add, [0n, 1n]);

/** Negative, 0 or positive where the first is less, equal or greater. */
export function compare([a, b]: Fraction, [c, d]: Fraction): number {
  const difference = a * d - c * b;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest double: `Number` rounds a decimal of any length once, and a last 1 stands for the places that were cut off. */
export function toDouble([numerator, denominator]: Fraction): number {
  const dividend = (numerator < 0n ? -numerator : numerator) * 10n ** PLACES;
  return signed(numerator, decimalOf(dividend / denominator, dividend % denominator === 0n));
}

/** The double nearest to the root of a fraction that is not negative. */
export function rootToDouble([numerator, denominator]: Fraction): number {
  const dividend = numerator * 10n ** (2n * PLACES);
  const square = dividend / denominator;
  const root = floorRoot(square);
  return decimalOf(root, root * root === square && dividend % denominator === 0n);
}

/** The root, cut off after 150 decimal places. */
export function rootOf([numerator, denominator]: Fraction): Fraction {
  return [floorRoot((numerator * 10n ** (2n * PLACES)) / denominator), 10n ** PLACES];
}

/** The fraction that a finite double is. */
export function fractionOfDouble(double: number): Fraction {
  let denominator = 1n;
  let numerator = double;
  for (; !Number.isInteger(numerator); numerator *= 2) denominator *= 2n;
  return [BigInt(numerator), denominator];
}

function decimalOf(places: bigint, isExact: boolean): number {
  return Number(`${places}${isExact ? 0 : 1}e-${PLACES + 1n}`);
}

function signed(sign: bigint, magnitude: number): number {
  return sign < 0n ? -magnitude : magnitude;
}

/** By Newton's method, from above. */
function floorRoot(square: bigint): bigint {
  if (square === 0n) return 0n;
  let root = 1n << BigInt((square.toString(16).length * 4) / 2 + 1);
  for (;;) {
    const next = (root + square / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
