// fast-csv: a transform stream of rows, which are arrays.

import { createReadStream } from "node:fs";
import { finished } from "node:stream/promises";
import { parse } from "fast-csv";
import { readTask } from "../task.ts";
import { Groups } from "./group.ts";

/** It reads the beginning of a line again with every chunk: with long lines in small chunks it takes a hundred times as long. */
const CHUNK_BYTES = 1 << 23;

const { file, quizzes } = readTask();
const groups = new Groups();

const rows = createReadStream(file, { highWaterMark: CHUNK_BYTES }).pipe(parse({ headers: false }));
rows.on("data", (cells) => groups.addLine(cells));
await finished(rows);
groups.tell(quizzes);
