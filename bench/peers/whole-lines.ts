// A file as strings of whole lines, for parsers that take a string and know nothing of streams.

import { createReadStream } from "node:fs";
import { CHUNK_BYTES } from "../task.ts";

/** Strings that end where a line ends, as long as the chunks they come in or as their longest line. No line break may stand in a cell. */
export async function* wholeLines(file: string): AsyncGenerator<string> {
  let pieces: string[] = [];
  const stream: AsyncIterable<string> = createReadStream(file, { highWaterMark: CHUNK_BYTES, encoding: "utf8" });
  for await (const text of stream) {
    const end = text.lastIndexOf("\n") + 1;
    if (end === 0) {
      pieces.push(text);
      continue;
    }
    pieces.push(text.slice(0, end));
    yield pieces.join("");
    pieces = [text.slice(end)];
  }
  const rest = pieces.join("");
  if (rest !== "") yield rest;
}
