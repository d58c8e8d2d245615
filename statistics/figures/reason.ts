// Why a statistic has no value: never 0, NaN or Infinity, but null with one of these codes beside it.

/** Each code with what it means, as docs/statistics.md lists it. */
export const REASONS = {
  "n<1": "There is no score.",
  "n<2": "It takes two scores at least.",
  "n<3": "It takes three scores at least.",
  "n<4": "It takes four scores at least.",
  "no-repeated-score": "No score was got twice.",
  "too-many-modes": "More than ten scores were got equally often.",
  "zero-variance": "All scores are the same, so there is no spread to measure by.",
  "too-many-distinct-scores": "There are more different scores than are counted one by one, and a sketch cannot tell it.",
  "quizzes<2": "It takes two quizzes at least.",
  misaligned: "The quizzes do not all have the same number of cells, or one is on several lines: their columns are not the same students.",
  "missing-cells": "A cell has no score, so not every student has a score in every quiz.",
  "too-many-cells": "There are more cells than are kept for comparing quizzes.",
  "negative-covariance": "The quiz varies against the total, and a weight cannot be told from that.",
  suppressed: "There are fewer scores than `minimumGroupSize`, and the figure could give a student away.",
} as const;

export type Reason = keyof typeof REASONS;

/** A statistic's value, or why it has none. */
export type Figure<T = number> = T | Reason;
