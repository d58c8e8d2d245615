// One program on one shape: tried on a small file first, then measured on the whole one if it can read that.

import { faultOf } from "./check-answer.ts";
import type { Failure } from "./failure.ts";
import type { Program } from "./programs.ts";
import { type Run, runProgram, secondsOf } from "./run-program.ts";
import type { ScoreFileFacts } from "./shapes/score-file.ts";
import type { Task } from "./task.ts";

export interface ScoreFileOnDisk {
  path: string;
  facts: ScoreFileFacts;
}

/** What there is to say of a program on a shape. */
export interface Measurement {
  program: Program;
  /** Of the file that it was measured on. */
  sizeBytes: number;
  /** None where it was not measured. */
  runs: readonly Run[];
  /** Why it was not measured, or not on the whole file. */
  remark: string | null;
}

/** A program that would take longer over the whole file is measured on the small one. */
const PATIENCE_SECONDS = 30;
/** What takes so long in spite of that is stopped. */
const TIME_LIMIT_SECONDS = 300;

/** It is asked again and again to `measure` itself; a wrong answer ends that, and no time of it is kept. */
export class Contestant {
  readonly program: Program;
  readonly #small: ScoreFileOnDisk;
  readonly #whole: ScoreFileOnDisk;
  /** What it is measured on. */
  #file: ScoreFileOnDisk | null = null;
  #runs: Run[] = [];
  #remark: string | null = null;

  constructor(program: Program, small: ScoreFileOnDisk, whole: ScoreFileOnDisk) {
    this.program = program;
    this.#small = small;
    this.#whole = whole;
  }

  /** Finds out on the small file whether it can read the shape, and how fast. */
  async try(): Promise<void> {
    const tried = await this.#run(this.#small);
    if ("reason" in tried) {
      this.#remark = tried.reason;
      return;
    }
    const foreseen = secondsOf(tried) * (this.#whole.facts.sizeBytes / this.#small.facts.sizeBytes);
    if (foreseen > PATIENCE_SECONDS) this.#goSmall(`would take ${Math.round(foreseen)} s`);
    else this.#file = this.#whole;
  }

  /** Runs once more, on the small file where the whole one is too much for it. */
  async measure(): Promise<void> {
    if (this.#file === null) return;
    const run = await this.#run(this.#file);
    if (!("reason" in run)) {
      this.#runs.push(run);
    } else if (this.#file === this.#whole && !run.isWrong) {
      this.#goSmall(run.reason);
      await this.measure();
    } else {
      this.#runs = [];
      this.#file = null;
      this.#remark = run.reason;
    }
  }

  result(): Measurement {
    return { program: this.program, sizeBytes: (this.#file ?? this.#whole).facts.sizeBytes, runs: this.#runs, remark: this.#remark };
  }

  #goSmall(reason: string): void {
    this.#runs = [];
    this.#file = this.#small;
    this.#remark = `on ${megabytes(this.#small)} only: over ${megabytes(this.#whole)} ${reason}`;
  }

  async #run({ path, facts }: ScoreFileOnDisk): Promise<Run | (Failure & { isWrong: boolean })> {
    const { command, answers, tolerance } = this.program;
    const { answer: expected, mostScores, ragged } = facts;
    const task: Task = { file: path, quizzes: Object.keys(expected.quizzes), mostScores, ragged };
    const run = await runProgram(command, task, TIME_LIMIT_SECONDS);
    if ("reason" in run) return { ...run, isWrong: false };
    if (answers === "nothing") return run;
    const fault = run.answer === null ? "there is none" : faultOf(run.answer, expected, tolerance, answers === "all figures");
    return fault === null ? run : { reason: `wrong answer: ${fault}`, isWrong: true };
  }
}

function megabytes({ facts }: ScoreFileOnDisk): string {
  return `${Math.round(facts.sizeBytes / 1e6)} MB`;
}
