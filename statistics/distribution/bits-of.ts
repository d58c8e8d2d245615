// The bits of many integers in one.

/** The bits that any of the first `count` values has: as an unsigned integer, and as a signed one where none is negative, no less than each of them. */
export function bitsOf(values: Int32Array, count: number): number {
  let bits = 0;
  for (let i = 0; i < count; i++) bits |= (values[i] ?? 0) | 0;
  return bits;
}
