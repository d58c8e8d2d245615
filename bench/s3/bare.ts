// The limit of all that read an object: its body, and nothing done with it.

import { tell } from "../task.ts";
import { getObject, makeClient, readObjectTask } from "./get-object.ts";

const task = readObjectTask();
const client = makeClient(task);
const start = performance.now();
let sizeBytes = 0;
for await (const chunk of await getObject(client, task)) sizeBytes += chunk.length;
if (sizeBytes === 0) throw new Error(`${task.key} is empty.`);
tell(null, (performance.now() - start) / 1000);
client.destroy();
