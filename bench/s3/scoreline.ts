// Scoreline over an object, from the request to the last figure.

import { gathered } from "../../functions/analytics-calculator/gathered.ts";
import { answerOf } from "../scoreline/answer.ts";
import { tell } from "../task.ts";
import { getObject, makeClient, readObjectTask } from "./get-object.ts";

const task = readObjectTask();
const client = makeClient(task);
const start = performance.now();
const answer = await answerOf(gathered(await getObject(client, task)), task.quizzes);
tell(answer, (performance.now() - start) / 1000);
client.destroy();
