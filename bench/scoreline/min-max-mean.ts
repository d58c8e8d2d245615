// Scoreline's reader with minimum, maximum and mean alone: what the peers are asked for, and no more.

import { DEFAULT_LIMITS } from "../../statistics/reading/limits.ts";
import { MissingTokens } from "../../statistics/reading/missing-tokens.ts";
import { ProblemLog } from "../../statistics/reading/problem-log.ts";
import { ScoreReader } from "../../statistics/reading/score-reader.ts";
import { readIntoOneBuffer, readTask, tell } from "../task.ts";
import { Extremes } from "./extremes.ts";

const [COMMA, POINT] = [0x2c, 0x2e];

const { file, quizzes } = readTask();
const problems = new ProblemLog();
const extremes = new Extremes(COMMA);
const reader = new ScoreReader(
  {
    delimiter: COMMA,
    decimalMark: POINT,
    decimalMarkIsDetected: false,
    firstLine: "scores",
    missingTokens: new MissingTokens(),
    multilineCells: true,
    limits: DEFAULT_LIMITS,
    maxScore: null,
    showCells: true,
  },
  extremes,
  problems,
);

let sizeBytes = 0;
for (const chunk of readIntoOneBuffer(file)) {
  reader.push(chunk, sizeBytes, 1);
  sizeBytes += chunk.length;
}
reader.end(sizeBytes);
if (problems.errorCount > 0) throw new Error(`There are ${problems.errorCount} errors in ${file}.`);
tell(extremes.answer(quizzes));
