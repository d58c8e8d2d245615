// What a figure past a threshold means, in words: Moodle's guidance for quiz statistics.

import type { Advice } from "../../generated/types/statistics.d.ts";

interface Rule {
  statistic: string;
  threshold: number;
  /** On which side of the threshold it is given; "at" is with the threshold itself. */
  side: "at or below" | "at or above" | "below";
  text: string;
}

/**
 * For each statistic the first rule that holds. The bounds are those of Moodle's documentation, "Quiz report statistics"; where none holds no word is needed.
 */
export const ADVICE_RULES: readonly Rule[] = [
  {
    statistic: "facilityIndex",
    threshold: 5,
    side: "at or below",
    text: "Extremely difficult, or something is wrong with the quiz: hardly anybody scored.",
  },
  { statistic: "facilityIndex", threshold: 20, side: "at or below", text: "Difficult: check that the quiz asks for what was taught." },
  {
    statistic: "facilityIndex",
    threshold: 95,
    side: "at or above",
    text: "Extremely easy: the quiz tells hardly anything of who knows more.",
  },
  { statistic: "facilityIndex", threshold: 90, side: "at or above", text: "Very easy: the quiz tells little of who knows more." },
  {
    statistic: "discriminationIndex",
    threshold: 0,
    side: "below",
    text: "Probably invalid: those who do well elsewhere do worse here. Check the key, and what is asked.",
  },
  {
    statistic: "discriminationIndex",
    threshold: 20,
    side: "below",
    text: "Very weak: the quiz hardly tells those who do well elsewhere from the others.",
  },
  {
    statistic: "discriminationIndex",
    threshold: 30,
    side: "below",
    text: "Weak: the quiz tells those who do well elsewhere from the others a little.",
  },
  {
    statistic: "cronbachAlpha",
    threshold: 0.64,
    side: "below",
    text: "Unsatisfactory: the quizzes hardly measure one thing, so their total says little.",
  },
];

/** The advice for some figures, by name; none for those that are null. */
export function adviceFor(figures: Readonly<Record<string, number | null | undefined>>): Advice[] {
  return Object.entries(figures).flatMap(([statistic, value]) => {
    const rule = typeof value === "number" ? ADVICE_RULES.find((rule) => rule.statistic === statistic && holds(rule, value)) : undefined;
    return rule ? [{ statistic, threshold: rule.threshold, text: rule.text }] : [];
  });
}

function holds({ side, threshold }: Rule, value: number): boolean {
  if (side === "at or above") return value >= threshold;
  return side === "below" ? value < threshold : value <= threshold;
}
