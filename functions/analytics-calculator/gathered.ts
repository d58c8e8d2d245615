// A stream of small chunks as one of large pieces.
import type { StoredObject } from "../../generated/types/raw-data-stored.d.ts";
import { Parts } from "./parts.ts";

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
    return chunks && gathered(chunks);
  };
}

/** The same bytes in pieces of `sizeBytes`, the last one of what is left. Each is valid until the next is asked for. Throws what the stream throws. */
export async function* gathered(chunks: Chunks, sizeBytes = pieceBytes): AsyncGenerator<Uint8Array> {
  const pieces = new Parts(sizeBytes);
  for await (const chunk of chunks) {
    pieces.add(chunk);
    for (let piece = pieces.full(); piece !== undefined; piece = pieces.full()) yield piece;
  }
  const rest = pieces.rest();
  if (rest.length > 0) yield rest;
}
