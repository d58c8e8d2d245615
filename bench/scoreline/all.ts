// Scoreline over a file.

import { readChunks, readTask, tell } from "../task.ts";
import { answerOf } from "./answer.ts";

const { file, quizzes } = readTask();
tell(await answerOf(readChunks(file), quizzes));
