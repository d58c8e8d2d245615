// What is wrong with an input: every problem counted, the first ones explained.

import { type ScoreProblem, type ScoreProblemCode, severityOf } from "./score-problem.ts";

/** How many problems of an input are explained; all are counted. */
export const MAX_PROBLEMS = 100;

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
  readonly counts = new Map<ScoreProblemCode, number>();
  /** The first errors and the first warnings, each in the order of the input. */
  readonly errors: ScoreProblem[] = [];
  readonly warnings: ScoreProblem[] = [];
  readonly #total = { error: 0, warning: 0 };

  get errorCount(): number {
    return this.#total.error;
  }

  get warningCount(): number {
    return this.#total.warning;
  }

  add(code: ScoreProblemCode): boolean {
    const severity = severityOf(code);
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    this.#total[severity]++;
    return this.#kept(severity).length < MAX_PROBLEMS;
  }

  keep(problem: Omit<ScoreProblem, "severity">): void {
    const severity = severityOf(problem.code);
    this.#kept(severity).push({ ...problem, severity });
  }

  #kept(severity: ScoreProblem["severity"]): ScoreProblem[] {
    return severity === "error" ? this.errors : this.warnings;
  }
}
