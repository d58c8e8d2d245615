// From the bytes of a submission to its quizzes' distributions and its problems.

import { Distribution } from "./distribution/distribution.ts";
import type { ScoreProblem } from "./reading/score-problem.ts";
import { ScoreReader, type ScoreSink } from "./reading/score-reader.ts";

export interface QuizSummary {
  /** As in the quiz's lines, trimmed and unquoted. */
  name: string;
  distribution: Distribution;
  /** Score lines with this name. */
  lines: number;
}

export interface Summary {
  /** In the order of first appearance. A quiz on several lines is one. */
  quizzes: QuizSummary[];
  /** Score lines: those that name a quiz and have a cell for a score. */
  lineCount: number;
  /** The first `MAX_PROBLEMS`, in the order of the input. */
  problems: ScoreProblem[];
  /** All problems, explained or not. When it is 0, every cell of the input is in some quiz's distribution. */
  problemCount: number;
}

/**
 * Summarises score lines as they stream by.
 *
 * Whether a problem rejects the input or not is for the caller to say: the good cells are counted either way.
 * Memory grows with the number of different quizzes and of different scores in each (to a limit, see `Distribution`), not with the input.
 */
export class Summariser {
  readonly #collector = new Collector();
  readonly #reader = new ScoreReader(this.#collector);

  /** Reads the next bytes of the input, cut anywhere. */
  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  /** Ends the input and says what was in it. */
  end(): Summary {
    this.#reader.end();
    const { quizzes, lineCount, problems } = this.#collector;
    return { quizzes: [...quizzes.values()], lineCount, problems, problemCount: this.#reader.problemCount };
  }
}

class Collector implements ScoreSink {
  readonly quizzes = new Map<string, QuizSummary>();
  readonly problems: ScoreProblem[] = [];
  lineCount = 0;
  /** The quiz of the line that is being read; before the first line a quiz without a name, which no line has. */
  #current: QuizSummary = { name: "", distribution: new Distribution(), lines: 0 };

  line(quiz: string): void {
    if (quiz !== this.#current.name) this.#current = this.#quizNamed(quiz);
    this.#current.lines++;
    this.lineCount++;
  }

  score(digits: number | bigint, decimals: number): void {
    this.#current.distribution.add(digits, decimals);
  }

  missing(): void {
    this.#current.distribution.addMissing();
  }

  problem(problem: ScoreProblem): void {
    this.problems.push(problem);
  }

  #quizNamed(name: string): QuizSummary {
    let quiz = this.quizzes.get(name);
    if (quiz === undefined) {
      quiz = { name, distribution: new Distribution(), lines: 0 };
      this.quizzes.set(name, quiz);
    }
    return quiz;
  }
}
