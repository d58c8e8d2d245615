// Listens to a reader of score lines for its problems' sake: it counts the quizzes, since one too many is a problem, and keeps no score.
import { QuizNames } from "../../statistics/quiz-names.ts";
import type { ScoreSink } from "../../statistics/reading/score-sink.ts";

export class QuizCounter implements ScoreSink {
  readonly #names: QuizNames;
  readonly #mostQuizzes: number;
  /** The quiz of the last line. */
  #quiz = -1;

  /** @param delimiter the byte that ends a name in a line */
  constructor(delimiter: number, mostQuizzes: number) {
    this.#names = new QuizNames(delimiter);
    this.#mostQuizzes = mostQuizzes;
  }

  guessLine(chunk: Uint8Array, at: number): number {
    const quiz = this.#names.guess(this.#quiz, chunk, at);
    if (quiz < 0) return 0;
    this.#quiz = quiz;
    return this.#names.lengthOf(quiz);
  }

  line(name: Uint8Array, from: number, to: number): boolean {
    const quiz = this.#names.find(name, from, to, this.#names.size < this.#mostQuizzes);
    if (quiz >= 0) this.#quiz = quiz;
    return quiz >= 0;
  }

  scores(): void {}
  score(): void {}
  missing(): void {}
  endLine(): void {}
}
