// The limit of Scoreline: a file read into one buffer, and nothing done with it.

import { readIntoOneBuffer, readTask, tell } from "../task.ts";

const { file } = readTask();
let sizeBytes = 0;
for (const chunk of readIntoOneBuffer(file)) sizeBytes += chunk.length;
if (sizeBytes === 0) throw new Error(`${file} is empty.`);
tell(null);
