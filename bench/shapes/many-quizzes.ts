// Shapes A and A2: a million quizzes, each on a few short lines.

import { Random } from "./random.ts";
import { ScoreFile, type ScoreFileFacts } from "./score-file.ts";

const SUBJECTS = ["art", "biology", "chemistry", "english", "history", "math", "music", "physics"];
const QUIZZES_PER_MEGABYTE = 5000;
const LINES_PER_QUIZ = 5;
const [LEAST_SCORES, MOST_SCORES] = [8, 12];

/** A register's export: the lines of a quiz (one for each class, say) follow one another. */
export function writeQuizByQuiz(path: string, megabytes: number): ScoreFileFacts {
  return write(path, megabytes, (quizzes, line) => {
    for (let quiz = 0; quiz < quizzes; quiz++) {
      for (let i = 0; i < LINES_PER_QUIZ; i++) line(quiz);
    }
  });
}

/** A log: all quizzes have a line, then all have a second one. Each line's quiz was last seen a million lines ago. */
export function writeRoundByRound(path: string, megabytes: number): ScoreFileFacts {
  return write(path, megabytes, (quizzes, line) => {
    for (let i = 0; i < LINES_PER_QUIZ; i++) {
      for (let quiz = 0; quiz < quizzes; quiz++) line(quiz);
    }
  });
}

function write(path: string, megabytes: number, inOrder: (quizzes: number, line: (quiz: number) => void) => void): ScoreFileFacts {
  const names = Array.from({ length: megabytes * QUIZZES_PER_MEGABYTE }, (_, i) => `${SUBJECTS[i % SUBJECTS.length]}-${i}`);
  const file = new ScoreFile(path, names);
  const random = new Random(0xa);
  const scores = new Int32Array(MOST_SCORES);
  inOrder(names.length, (quiz) => {
    const count = LEAST_SCORES + random.below(MOST_SCORES - LEAST_SCORES + 1);
    for (let i = 0; i < count; i++) scores[i] = random.below(101) * 100;
    file.line(quiz, scores, count);
  });
  return file.end();
}
