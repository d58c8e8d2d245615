// Shape C: scores with decimals, one in a hundred of them in quotes.

import { MAX_HUNDREDTHS } from "./quiz-tally.ts";
import { Random } from "./random.ts";
import { ScoreFile, type ScoreFileFacts } from "./score-file.ts";

const QUIZZES = 300;
const SCORES_PER_LINE = 1000;

/** Lines of a thousand scores, from quiz to quiz and round again: at least one line for each quiz, whatever the size. */
export function writeDecimals(path: string, megabytes: number): ScoreFileFacts {
  const names = Array.from({ length: QUIZZES }, (_, i) => `module-${i + 1}`);
  const file = new ScoreFile(path, names);
  const random = new Random(0xc);
  const scores = new Int32Array(SCORES_PER_LINE);
  for (let line = 0; line < QUIZZES || file.sizeBytes < megabytes * 1e6; line++) {
    for (let i = 0; i < SCORES_PER_LINE; i++) scores[i] = random.below(MAX_HUNDREDTHS + 1);
    file.line(line % QUIZZES, scores, SCORES_PER_LINE, () => random.below(100) === 0);
  }
  return file.end();
}
