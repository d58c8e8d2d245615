// Shape B: a few quizzes on very long lines of whole scores.

import { Random } from "./random.ts";
import { ScoreFile, type ScoreFileFacts } from "./score-file.ts";

const QUIZZES = 8;
const SCORES_PER_LINE = 3_000_000;
/** A score from 0 to 100 and its comma, on average. */
const BYTES_PER_SCORE = 2.91;

/** Lines of three million scores, of fewer where that leaves a quiz without a line. All lines are of one length. */
export function writeLongLines(path: string, megabytes: number): ScoreFileFacts {
  const scoreCount = (megabytes * 1e6) / BYTES_PER_SCORE;
  const perLine = Math.min(SCORES_PER_LINE, Math.floor(scoreCount / QUIZZES));
  const names = Array.from({ length: QUIZZES }, (_, i) => `final-exam-${2018 + i}`);
  const file = new ScoreFile(path, names);
  const random = new Random(0xb);
  const scores = new Int32Array(perLine);
  const lineCount = Math.round(scoreCount / perLine);
  for (let line = 0; line < lineCount; line++) {
    for (let i = 0; i < perLine; i++) scores[i] = random.below(101) * 100;
    file.line(line % QUIZZES, scores, perLine);
  }
  return file.end();
}
