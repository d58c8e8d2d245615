// What a reader of score lines tells, and to whom.

import type { Scaled } from "../arithmetic/scaled.ts";

/** Is told what a `ScoreReader` reads, in the order of the input. Every score and missing cell belongs to the line begun last. */
export interface ScoreSink {
  /**
   * The quiz of the coming line, if its name, bare and in plain sight, starts at `at` in `chunk`: then the name's length, and the sink takes
   * it as told by `line`. Otherwise 0. Here a sink that remembers names spares the reader the work of reading one.
   */
  guessLine(chunk: Uint8Array, at: number, line: number): number;
  /**
   * A score line begins; its quiz is named by the bytes in [from, to), which are UTF-8. Not called for a line whose name is bad or that has no scores.
   * Says whether the quiz is taken: one too many is not, and of its line nothing more is told.
   */
  line(name: Uint8Array, from: number, to: number, line: number): boolean;
  /** Scores of `values[i] / 10^decimals`, for i in [0, count). The array is the reader's own. */
  scores(values: Int32Array, count: number, decimals: number): void;
  /** One score that does not fit there: `digits / 10^decimals`. */
  score(digits: Scaled, decimals: number): void;
  /** A cell without a score: which of the missing tokens it holds, by index. */
  missing(token: number): void;
  /** The line ends after so many cells behind its name. Only told for a line that was begun. */
  endLine(cells: number): void;
}
