// The limit of all that read a stream: a file read in chunks, and nothing done with them.

import { readChunks, readTask, tell } from "../task.ts";

const { file } = readTask();
let sizeBytes = 0;
for await (const chunk of readChunks(file)) sizeBytes += chunk.length;
if (sizeBytes === 0) throw new Error(`${file} is empty.`);
tell(null);
