// Writes a file of score lines, and knows what every program has to find in it.

import { closeSync, openSync, writeSync } from "node:fs";
import { type Answer, AnswerSheet } from "../answer.ts";
import { MAX_HUNDREDTHS, QuizTallies } from "./quiz-tally.ts";

/** What is known of a file that was written. */
export interface ScoreFileFacts {
  sizeBytes: number;
  lineCount: number;
  /** Scores on the line that has most of them, and whether all lines have as many. */
  mostScores: number;
  ragged: boolean;
  answer: Answer;
}

/** Quizzes whose figures are compared one by one, and not only in a sum. */
const LOOKED_AT = 32;

const BUFFER_BYTES = 1 << 20;
/** `"85.25",` */
const LONGEST_CELL = 8;

const [COMMA, LINE_FEED, POINT, QUOTE, ZERO] = [0x2c, 0x0a, 0x2e, 0x22, 0x30];

/** Quizzes are known by their index in `names`; a name goes into the file as it is. */
export class ScoreFile {
  readonly #file: number;
  readonly #names: readonly string[];
  readonly #lookedAt: readonly number[];
  readonly #tallies: QuizTallies;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #used = 0;
  #sizeBytes = 0;
  #lineCount = 0;
  #mostScores = 0;
  #leastScores = Number.POSITIVE_INFINITY;

  constructor(path: string, names: readonly string[]) {
    this.#file = openSync(path, "w");
    this.#names = names;
    const step = Math.max(1, (names.length - 1) / (LOOKED_AT - 1));
    const places = Array.from({ length: Math.min(LOOKED_AT, names.length) }, (_, i) => Math.round(i * step));
    this.#lookedAt = places;
    this.#tallies = new QuizTallies(names.length, places);
  }

  /** Writes a line with the first `count` of `hundredths`, in quotes where `quoted` says so, with no more decimals than each score needs. */
  line(quiz: number, hundredths: Int32Array, count: number, quoted: (index: number) => boolean = never): void {
    const name = this.#names[quiz] ?? "";
    this.#makeRoom(name.length);
    this.#used += this.#buffer.write(name, this.#used, "latin1");
    for (let i = 0; i < count; i++) {
      this.#makeRoom(LONGEST_CELL + 1);
      this.#cell(hundredths[i] ?? 0, quoted(i));
    }
    this.#buffer[this.#used++] = LINE_FEED;
    this.#tallies.add(quiz, hundredths, count);
    this.#lineCount++;
    this.#mostScores = Math.max(this.#mostScores, count);
    this.#leastScores = Math.min(this.#leastScores, count);
  }

  /** Bytes so far. */
  get sizeBytes(): number {
    return this.#sizeBytes + this.#used;
  }

  end(): ScoreFileFacts {
    this.#flush();
    closeSync(this.#file);
    const lookedAt = this.#lookedAt.map((quiz) => this.#names[quiz] ?? "");
    const sheet = new AnswerSheet(lookedAt);
    for (const [quiz, name] of this.#names.entries()) sheet.add(name, this.#tallies.answer(quiz));
    return {
      sizeBytes: this.#sizeBytes,
      lineCount: this.#lineCount,
      mostScores: this.#mostScores,
      ragged: this.#mostScores !== this.#leastScores,
      answer: sheet.answer,
    };
  }

  #cell(hundredths: number, quoted: boolean): void {
    const buffer = this.#buffer;
    let at = this.#used;
    buffer[at++] = COMMA;
    if (quoted) buffer[at++] = QUOTE;
    const whole = Math.trunc(hundredths / 100);
    if (hundredths === MAX_HUNDREDTHS) buffer[at++] = ZERO + 1;
    if (whole >= 10) buffer[at++] = ZERO + (Math.trunc(whole / 10) % 10);
    buffer[at++] = ZERO + (whole % 10);
    const decimals = hundredths % 100;
    if (decimals > 0) {
      buffer[at++] = POINT;
      buffer[at++] = ZERO + Math.trunc(decimals / 10);
      if (decimals % 10 > 0) buffer[at++] = ZERO + (decimals % 10);
    }
    if (quoted) buffer[at++] = QUOTE;
    this.#used = at;
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes > BUFFER_BYTES) this.#flush();
  }

  #flush(): void {
    for (let at = 0; at < this.#used; ) at += writeSync(this.#file, this.#buffer, at, this.#used - at);
    this.#sizeBytes += this.#used;
    this.#used = 0;
  }
}

function never(): boolean {
  return false;
}
