// Decimals scaled to integers: 8.5 at a scale of one decimal is 85. Numbers while they are exact, BigInt past that.

/**
 * An integer that stands for a decimal at some scale. It is a `number` exactly when it is a safe integer, else a `bigint`, so that equal
 * integers are always of the same type. (JavaScript compares the two types with each other exactly.)
 */
export type Scaled = number | bigint;

/** 10^0 to 10^22: the powers of ten that a double holds exactly. */
export const POWERS_OF_TEN: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/** The same integer in the one type that `Scaled` prescribes. */
export function toScaled(value: bigint): Scaled {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** `value × 10^power`, exactly. */
export function timesPowerOfTen(value: Scaled, power: number): Scaled {
  return times(value, POWERS_OF_TEN[power] ?? 10n ** BigInt(power));
}

/** `a + b`, exactly. */
export function plus(a: Scaled, b: Scaled): Scaled {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toScaled(BigInt(a) + BigInt(b));
}

/** `a − b`, exactly. */
export function minus(a: Scaled, b: Scaled): Scaled {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return toScaled(BigInt(a) - BigInt(b));
}

/** `a × b`, exactly. */
export function times(a: Scaled, b: Scaled): Scaled {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    // Rounding could not have brought it back below 2^53; -0 is 0.
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return toScaled(BigInt(a) * BigInt(b));
}
