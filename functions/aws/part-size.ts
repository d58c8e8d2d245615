// How large each part of a file is that is sent in parts.

/** The size of one part, by its number from 1, in bytes: all have `partSizeBytes`, and the last has the rest. */
export function partSize(
  number: number,
  { sizeBytes, partSizeBytes, partCount }: { sizeBytes: number; partSizeBytes: number; partCount: number },
): number {
  return number < partCount ? partSizeBytes : sizeBytes - (partCount - 1) * partSizeBytes;
}
