// Where the reader's scores go: each to its quiz.

import { AlignedScores } from "./aligned-scores.ts";
import type { Scaled } from "./arithmetic/scaled.ts";
import type { Sample } from "./distribution/sample.ts";
import { QuizNames } from "./quiz-names.ts";
import type { ScoreSink } from "./reading/score-sink.ts";
import { ScoreStore } from "./score-store.ts";
import { withRoom } from "./with-room.ts";

/** What was read of one quiz. */
export interface QuizSummary {
  /** As in the quiz's lines, trimmed and unquoted. */
  name: string;
  /** Score lines with this name. */
  lineCount: number;
  /** Physical lines of the first and the second of them; the second is 0 where there is none. */
  firstLine: number;
  secondLine: number;
  /** Cells without a score, by index of the missing token; a token past the end was never met. */
  missing: readonly number[];
  /** The scores. Valid until the next quiz is asked for. */
  sample: Sample;
}

const NONE: readonly number[] = [];

/** Collects quizzes by name. Memory grows with the number of quizzes and of different scores in each (to a limit), not with the input. */
export class Collector implements ScoreSink {
  /** Score lines: those that name a quiz and have a cell for a score. */
  lineCount = 0;
  readonly aligned = new AlignedScores();
  readonly #names: QuizNames;
  readonly #maxQuizzes: number;
  readonly #store = new ScoreStore();
  readonly #missing = new Map<number, number[]>();
  #lineCounts = new Int32Array(64);
  #firstLines = new Int32Array(64);
  #secondLines = new Int32Array(64);
  /** The quiz of the line that is being read. */
  #quiz = -1;

  constructor(delimiter: number, maxQuizzes: number) {
    this.#names = new QuizNames(delimiter);
    this.#maxQuizzes = maxQuizzes;
  }

  /** Different quizzes. */
  get quizCount(): number {
    return this.#names.size;
  }

  /** The quizzes in the order of first appearance. */
  *quizzes(): Generator<QuizSummary> {
    for (let quiz = 0; quiz < this.#names.size; quiz++) {
      yield {
        name: this.#names.text(quiz),
        lineCount: this.#lineCounts[quiz] ?? 0,
        firstLine: this.#firstLines[quiz] ?? 0,
        secondLine: this.#secondLines[quiz] ?? 0,
        missing: this.#missing.get(quiz) ?? NONE,
        sample: this.#store.sample(quiz),
      };
    }
  }

  guessLine(chunk: Uint8Array, at: number, line: number): number {
    const quiz = this.#names.guess(this.#quiz, chunk, at);
    if (quiz < 0) return 0;
    this.#begin(quiz, line);
    return this.#names.lengthOf(quiz);
  }

  line(name: Uint8Array, from: number, to: number, line: number): boolean {
    const known = this.#names.size;
    const quiz = this.#names.find(name, from, to, known < this.#maxQuizzes);
    if (quiz < 0) return false;
    if (quiz === known) this.#grow(quiz + 1);
    this.#begin(quiz, line);
    return true;
  }

  scores(values: Int32Array, count: number, decimals: number): void {
    this.#store.addAll(this.#quiz, values, count, decimals);
    if (this.aligned.open) this.aligned.scores(values, 0, count, decimals);
  }

  score(digits: Scaled, decimals: number): void {
    this.#store.add(this.#quiz, digits, decimals);
    if (this.aligned.open) this.aligned.score(digits, decimals);
  }

  missing(token: number): void {
    let counts = this.#missing.get(this.#quiz);
    if (counts === undefined) {
      counts = [];
      this.#missing.set(this.#quiz, counts);
    }
    while (counts.length <= token) counts.push(0);
    counts[token] = (counts[token] ?? 0) + 1;
    if (this.aligned.open) this.aligned.missing();
  }

  endLine(cells: number): void {
    if (this.aligned.open) this.aligned.endLine(cells);
  }

  #grow(size: number): void {
    this.#store.grow(size);
    this.#lineCounts = withRoom(Int32Array, this.#lineCounts, size);
    this.#firstLines = withRoom(Int32Array, this.#firstLines, size);
    this.#secondLines = withRoom(Int32Array, this.#secondLines, size);
  }

  #begin(quiz: number, line: number): void {
    this.#quiz = quiz;
    this.lineCount++;
    const lines = (this.#lineCounts[quiz] ?? 0) + 1;
    this.#lineCounts[quiz] = lines;
    if (lines === 1) this.#firstLines[quiz] = line;
    else if (lines === 2) this.#secondLines[quiz] = line;
    if (this.aligned.open) this.aligned.beginLine(lines === 1);
  }
}
