// csv-parser: a transform stream of rows, which are objects keyed by the cell's number.

import { createReadStream } from "node:fs";
import { finished } from "node:stream/promises";
import csv from "csv-parser";
import { CHUNK_BYTES, readTask } from "../task.ts";
import { Groups } from "./group.ts";

const { file, quizzes } = readTask();
const groups = new Groups();

const rows = createReadStream(file, { highWaterMark: CHUNK_BYTES }).pipe(csv({ headers: false }));
rows.on("data", (row) => groups.addLine(Object.values(row)));
await finished(rows);
groups.tell(quizzes);
