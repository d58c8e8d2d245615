// How much is read of an input before it is a problem rather than a bigger buffer.

export interface Limits {
  /** The longest cell, in bytes, its quotes included and the blanks round it not. At least 16: every plain number fits in. */
  maxCellBytes: number;
  /** The most cells behind a name. */
  maxCellsPerLine: number;
  /** The most different quizzes; 16,777,214 at most (`MAX_NAMES`). */
  maxQuizzes: number;
}

/** What holds unless another limit is given. The statistics of so many quizzes are a document of some ten megabytes, which whoever reads it can hold. */
export const DEFAULT_LIMITS: Limits = { maxCellBytes: 1000, maxCellsPerLine: 10_000_000, maxQuizzes: 10_000 };
