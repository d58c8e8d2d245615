// papaparse: a stream handed to Papa.parse, rows taken a chunk at a time; it picks its fast mode itself where a chunk has no quotes.

import { createReadStream } from "node:fs";
import Papa from "papaparse";
import { readTask } from "../task.ts";
import { Groups } from "./group.ts";

const { file, quizzes, mostScores } = readTask();

/** Each size is the faster one for its lines. */
const CHUNK_BYTES = mostScores > 100_000 ? 1 << 20 : 1 << 18;

const groups = new Groups();

Papa.parse(createReadStream(file, { highWaterMark: CHUNK_BYTES, encoding: "utf8" }), {
  delimiter: ",",
  newline: "\n",
  skipEmptyLines: true,
  chunk: ({ data }) => {
    for (const cells of data) groups.addLine(cells);
  },
  complete: () => groups.tell(quizzes),
  error: (error) => {
    throw error;
  },
});
