// Keys for hashes, so that nobody can write a file whose entries all fall into one slot.

/** A random odd int32, which to multiply by loses nothing. */
export function randomOdd(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}
