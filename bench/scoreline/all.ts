// Scoreline over a file.

import { readIntoOneBuffer, readTask, tell } from "../task.ts";
import { answerOf } from "./answer.ts";

const { file, quizzes } = readTask();
tell(await answerOf(readIntoOneBuffer(file), quizzes));
