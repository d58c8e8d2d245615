// A stream of small chunks as one of large pieces.
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";

/**
 * Scores are read a tenth faster where their bytes come 2 MB at a time than in the 16 KB of a TLS record, since a processor that goes back and forth between
 * the stream's code and the reader's loops runs neither at its best. 8 MB, which no longer fit its second-level cache, were slower again (`bench/README.md`).
 */
const pieceBytes = 2_097_152;

type Chunks = AsyncIterable<Uint8Array>;
type Read = (scores: StoredObject) => Promise<Chunks | undefined>;

/** The same `read`, but for its chunks: each is a large one, and valid until the next is asked for. */
export function gathering(read: Read): Read {
  return async (scores) => {
    const chunks = await read(scores);
    return chunks && gathered(chunks, Math.max(1, Math.min(scores.sizeBytes, pieceBytes)));
  };
}

/** The same bytes in pieces of `sizeBytes`, the last one of what is left. Each is valid until the next is asked for. Throws what the stream throws. */
export async function* gathered(chunks: Chunks, sizeBytes = pieceBytes): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(sizeBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + sizeBytes - filled);
      piece.set(part, filled);
      from += part.length;
      filled += part.length;
      if (filled === sizeBytes) {
        yield piece;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
