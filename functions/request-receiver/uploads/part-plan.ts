// How a file is cut into parts.

export interface PartPlan {
  /** Of every part but the last, which holds the rest. */
  partSizeBytes: number;
  partCount: number;
}

/** Bounds of a part's size, in bytes, each a whole number of MiB. */
export interface PartBounds {
  smallestPartBytes: number;
  largestPartBytes: number;
}

const mebibyte = 1_048_576;
/** S3 lists so many parts in one answer: where there are not more, one request tells how far an upload has come. */
const partsOfOneListing = 1_000;
/** S3's limit. */
const mostParts = 10_000;

/**
 * The parts of a file of `sizeBytes` (1 or more): as small as they may be, so that little is lost with one, and growing with the file so that there
 * are not more than 1,000; at the largest part there are more, up to 10,000, and only then do parts grow beyond it. A small file is one part.
 */
export function planParts(sizeBytes: number, { smallestPartBytes, largestPartBytes }: PartBounds): PartPlan {
  const wanted = Math.min(Math.max(wholeMebibytes(sizeBytes / partsOfOneListing), smallestPartBytes), largestPartBytes);
  const partSizeBytes = Math.max(wanted, wholeMebibytes(sizeBytes / mostParts));
  return { partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) };
}

function wholeMebibytes(bytes: number): number {
  return Math.ceil(bytes / mebibyte) * mebibyte;
}
