// Two that are told of the same problems.

import type { ProblemSink } from "../reading/problem-log.ts";
import type { ScoreProblem, ScoreProblemCode } from "../reading/score-problem.ts";

export class TwoLogs implements ProblemSink {
  readonly #one: ProblemSink;
  readonly #other: ProblemSink;
  #oneHasRoom = false;
  #otherHasRoom = false;

  constructor(one: ProblemSink, other: ProblemSink) {
    this.#one = one;
    this.#other = other;
  }

  add(code: ScoreProblemCode): boolean {
    this.#oneHasRoom = this.#one.add(code);
    this.#otherHasRoom = this.#other.add(code);
    return this.#oneHasRoom || this.#otherHasRoom;
  }

  keep(problem: Omit<ScoreProblem, "severity">): void {
    if (this.#oneHasRoom) this.#one.keep(problem);
    if (this.#otherHasRoom) this.#other.keep(problem);
  }
}
