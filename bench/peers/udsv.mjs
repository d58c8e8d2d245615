// udsv: incremental parsing to tuples of typed values, which needs as many cells on every line.

import { createReadStream } from "node:fs";
import { initParser } from "udsv";
import { readTask } from "../task.ts";
import { Groups } from "./group.ts";

/** It reads the beginning of a line again with every chunk, so few are faster. */
const CHUNK_BYTES = 1 << 23;

const { file, quizzes, mostScores } = readTask();
const groups = new Groups();

const column = (name, type) => ({ name, type, repl: { empty: null, null: undefined, NaN: undefined } });
const parser = initParser({
  col: ",",
  row: "\n",
  encl: '"',
  esc: '"',
  trim: false,
  cols: [column("quiz", "s"), ...Array.from({ length: mostScores }, (_, i) => column(`score${i}`, "s"))],
});

// Strings are its native format and the faster one here: typed tuples take a generated function of a statement for each column.
for await (const text of createReadStream(file, { highWaterMark: CHUNK_BYTES, encoding: "utf8" })) {
  parser.chunk(text, parser.stringArrs, (cells) => groups.addLine(cells));
}
parser.end();
groups.tell(quizzes);
