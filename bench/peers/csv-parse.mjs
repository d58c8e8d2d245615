// csv-parse: its stream API, records read as they become readable.

import { createReadStream } from "node:fs";
import { finished } from "node:stream/promises";
import { parse } from "csv-parse";
import { CHUNK_BYTES, readTask } from "../task.ts";
import { Groups } from "./group.ts";

const { file, quizzes } = readTask();
const groups = new Groups();

const parser = createReadStream(file, { highWaterMark: CHUNK_BYTES }).pipe(
  parse({ delimiter: ",", record_delimiter: "\n", relax_column_count: true }),
);
parser.on("readable", () => {
  for (let cells = parser.read(); cells !== null; cells = parser.read()) groups.addLine(cells);
});
await finished(parser);
groups.tell(quizzes);
