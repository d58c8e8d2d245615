// Arrays of machine integers that grow.

/** The array itself, or a longer copy of it where it has no room for `length` elements: twice as long at least, so that growing costs little. */
export function withRoom<T extends Int32Array | Uint8Array>(Kind: new (length: number) => T, array: T, length: number): T {
  if (length <= array.length) return array;
  const longer = new Kind(Math.max(length, array.length * 2));
  longer.set(array);
  return longer;
}
