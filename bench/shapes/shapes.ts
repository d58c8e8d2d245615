// The shapes of files that are read.

import { writeDecimals } from "./decimals.ts";
import { writeLongLines } from "./long-lines.ts";
import { writeQuizByQuiz, writeRoundByRound } from "./many-quizzes.ts";
import type { ScoreFileFacts } from "./score-file.ts";

export type ShapeId = "A" | "A2" | "B" | "C";

export interface Shape {
  id: ShapeId;
  /** One line for the results. */
  title: string;
  write(path: string, megabytes: number): ScoreFileFacts;
}

export const shapes: readonly Shape[] = [
  { id: "A", title: "many quizzes, five lines of 8 to 12 whole scores each, quiz by quiz", write: writeQuizByQuiz },
  { id: "A2", title: "the same quizzes round by round: every quiz's first line, then every quiz's second", write: writeRoundByRound },
  { id: "B", title: "few quizzes on very long lines of whole scores", write: writeLongLines },
  { id: "C", title: "lines of a thousand scores with up to two decimals, 1 % of them in quotes", write: writeDecimals },
];
