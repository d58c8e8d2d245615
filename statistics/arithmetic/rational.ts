// From an exact rational to the one double that is nearest to it, or to its square root.

import type { Scaled } from "./scaled.ts";

/** Bits of a double's significand after the leading one. */
const FRACTION_BITS = 52;

/** The exponent of the smallest positive double, 2^-1074: no result can be finer. */
const SMALLEST_EXPONENT = -1074;

/**
 * `numerator / denominator` as the nearest double, ties to even: IEEE 754's rounding, applied once, to the exact quotient.
 *
 * When both sides are safe integers they are doubles already, and the machine's own division is correctly rounded. Otherwise the
 * quotient is cut to an integer number of units of the last place: with 2^e ≤ |n/d| < 2^(e+1) a unit is 2^(e-52), or 2^-1074 for
 * subnormal results. The remainder then says exactly on which side of the half unit the quotient lies; nothing is rounded before that
 * (`Number(n) / Number(d)` rounds three times, and is wrong about once in three for wide integers). The last product, integer × 2^u,
 * is exact. A quotient past the largest double is ±Infinity and one below half the smallest is 0, as IEEE 754 says; never -0.
 *
 * Cost: a few BigInt operations on the operands' length; nothing for safe integers.
 *
 * @throws RangeError when the denominator is not positive: an undefined quotient is the caller's to name (it is `null` in a result).
 */
export function ratioToDouble(numerator: Scaled, denominator: Scaled): number {
  if (denominator <= 0) throw new RangeError(`a ratio needs a positive denominator, got ${denominator}`);
  if (numerator === 0 || numerator === 0n) return 0;
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) return Number(numerator) / Number(denominator);
  return roundedQuotient(BigInt(numerator), BigInt(denominator));
}

/**
 * `√(numerator / denominator)` as the nearest double.
 *
 * Of safe integers: with q the rounded quotient and r = √q rounded, r + (n/d − r²) / 2r is the root to some 100 bits. When that rounds to the same
 * double with the correction a little less and a little more, it is the nearest one; else, about once in 2^40, the exact way decides.
 * The exact way takes the integer square root of the quotient, scaled to 57 bits or more and one bit that says whether anything was cut off.
 *
 * @throws RangeError when the numerator is negative or the denominator not positive
 */
export function sqrtOfRatio(numerator: Scaled, denominator: Scaled): number {
  if (numerator < 0 || denominator <= 0) throw new RangeError(`there is no root of ${numerator}/${denominator}`);
  if (numerator === 0 || numerator === 0n) return 0;
  if (typeof numerator === "number" && typeof denominator === "number") {
    const quotient = numerator / denominator;
    const root = Math.sqrt(quotient);
    const quotientError = -productError(quotient, denominator, numerator) / denominator;
    const correction = (quotientError - productError(root, root, quotient)) / (2 * root);
    const low = root + correction * (1 - 2 ** -40);
    if (low === root + correction * (1 + 2 ** -40)) return low;
  }
  return roundedRoot(BigInt(numerator), BigInt(denominator));
}

/** `a × b − near`, where `near` is a × b to within a few units of the last place; Dekker's product of halves (1971), exact but for the last step. */
function productError(a: number, b: number, near: number): number {
  const [aHigh, bHigh] = [upperHalf(a), upperHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aHigh * bHigh - near + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** The upper 26 bits of a double (Veltkamp's split); of doubles far below 2^996. */
function upperHalf(value: number): number {
  const shifted = value * (2 ** 27 + 1);
  return shifted - (shifted - value);
}

function roundedQuotient(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return 0 - roundedQuotient(-numerator, denominator);
  const unit = Math.max(floorLog2(numerator, denominator) - FRACTION_BITS, SMALLEST_EXPONENT);
  const dividend = unit < 0 ? numerator << BigInt(-unit) : numerator;
  const divisor = unit < 0 ? denominator : denominator << BigInt(unit);
  const quotient = dividend / divisor;
  const twiceRemainder = 2n * (dividend % divisor);
  const roundUp = twiceRemainder > divisor || (twiceRemainder === divisor && (quotient & 1n) === 1n);
  return Number(roundUp ? quotient + 1n : quotient) * 2 ** unit;
}

function roundedRoot(numerator: bigint, denominator: bigint): number {
  // The quotient times 4^shift has 112 bits or more, so its root has 56, and `Number` rounds that with what was cut off as a last bit.
  const shift = Math.max(0, Math.ceil((114 - bitLength(numerator) + bitLength(denominator)) / 2));
  const scaled = numerator << BigInt(2 * shift);
  const quotient = scaled / denominator;
  const root = integerSqrt(quotient);
  const isExact = root * root === quotient && quotient * denominator === scaled;
  return Number(2n * root + (isExact ? 0n : 1n)) * 2 ** (-shift - 1);
}

/** `⌊√value⌋`, by Newton's method from above. */
export function integerSqrt(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The e with 2^e ≤ numerator/denominator < 2^(e+1), for positive operands. */
function floorLog2(numerator: bigint, denominator: bigint): number {
  // The bit lengths leave two candidates; one comparison decides.
  const estimate = bitLength(numerator) - bitLength(denominator);
  const reaches = estimate < 0 ? numerator << BigInt(-estimate) >= denominator : numerator >= denominator << BigInt(estimate);
  return reaches ? estimate : estimate - 1;
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex.charAt(0), 16)) - 28);
}
