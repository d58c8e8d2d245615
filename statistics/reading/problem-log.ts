// What is wrong with an input: every problem counted, the first ones explained.

import { type ScoreProblem, type ScoreProblemCode, severityOf } from "./score-problem.ts";

/** How many problems of an input are explained; all are counted. */
export const MAX_PROBLEMS = 100;

type Severity = ScoreProblem["severity"];

/** Problems of one code so far, and where they are kept. */
interface Tally {
  count: number;
  readonly kept: readonly ScoreProblem[];
}

/** Is told of problems, each by `add`; and by `keep` what is said of it, where there is room. */
export interface ProblemSink {
  /** Counts a problem. Says whether there is room to keep what is to be said of it. */
  add(code: ScoreProblemCode): boolean;
  /** Keeps what is said of the problem that was added last. */
  keep(problem: Omit<ScoreProblem, "severity">): void;
}

/**
 * Counts problems by code and keeps the first `MAX_PROBLEMS` of each severity: a file that is no score file has a problem in every cell, and to
 * explain one costs more than to read the cell.
 */
export class ProblemLog implements ProblemSink {
  /** The first errors and the first warnings, each in the order of the input. */
  readonly errors: ScoreProblem[] = [];
  readonly warnings: ScoreProblem[] = [];
  readonly #tallies = new Map<ScoreProblemCode, Tally>();

  /** Of each code that was met, in the order of the first ones. */
  get counts(): ReadonlyMap<ScoreProblemCode, number> {
    return new Map(Array.from(this.#tallies, ([code, { count }]) => [code, count]));
  }

  get errorCount(): number {
    return this.#countOf("error");
  }

  get warningCount(): number {
    return this.#countOf("warning");
  }

  add(code: ScoreProblemCode): boolean {
    const tally = this.#tallies.get(code) ?? this.#begin(code);
    tally.count++;
    return tally.kept.length < MAX_PROBLEMS;
  }

  keep(problem: Omit<ScoreProblem, "severity">): void {
    const severity = severityOf(problem.code);
    this.#kept(severity).push({ ...problem, severity });
  }

  #begin(code: ScoreProblemCode): Tally {
    const tally = { count: 0, kept: this.#kept(severityOf(code)) };
    this.#tallies.set(code, tally);
    return tally;
  }

  #kept(severity: Severity): ScoreProblem[] {
    return severity === "error" ? this.errors : this.warnings;
  }

  #countOf(severity: Severity): number {
    let total = 0;
    for (const [code, { count }] of this.#tallies) total += severityOf(code) === severity ? count : 0;
    return total;
  }
}
