// From an exact rational to the one double that is nearest to it.

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

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
export function ratioToDouble(numerator: bigint, denominator: bigint): number {
  if (denominator <= 0n) throw new RangeError(`a ratio needs a positive denominator, got ${denominator}`);
  if (numerator === 0n) return 0;
  if (numerator < 0n) return 0 - ratioToDouble(-numerator, denominator);
  if (numerator <= MAX_SAFE && denominator <= MAX_SAFE) return Number(numerator) / Number(denominator);

  const unit = Math.max(floorLog2(numerator, denominator) - FRACTION_BITS, SMALLEST_EXPONENT);
  const dividend = unit < 0 ? numerator << BigInt(-unit) : numerator;
  const divisor = unit < 0 ? denominator : denominator << BigInt(unit);
  const quotient = dividend / divisor;
  const twiceRemainder = 2n * (dividend % divisor);
  const roundUp = twiceRemainder > divisor || (twiceRemainder === divisor && (quotient & 1n) === 1n);
  return Number(roundUp ? quotient + 1n : quotient) * 2 ** unit;
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
