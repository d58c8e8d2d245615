// What figures across quizzes are read off: the scores of all quizzes, seen side by side.

import type { Scaled } from "../arithmetic/scaled.ts";
import type { Reason } from "./reason.ts";

/** The scores of several quizzes whose columns are the same students, or why there is no such thing. */
export interface ScoreMatrix {
  /** Why the columns do not align: `misaligned`, `missing-cells` or `too-many-cells`; null when they do. Otherwise nothing below means anything. */
  readonly reason: Reason | null;
  /** Columns; 0 without a quiz. */
  readonly studentCount: number;
  /** Every integer in a row stands for itself / 10^decimals. */
  readonly decimals: number;
  /** The scores of one quiz, one a student, by the order in which the quizzes first appear. An Int32Array for all quizzes or for none. */
  row(quiz: number): Int32Array | readonly Scaled[];
}
