// Whether a program's answer is the right one: the generator's, which counted while it wrote.

import type { Answer, QuizAnswer } from "./answer.ts";

/** How far a figure may be off, relative to what it should be. Sums of doubles are rounded; Scoreline's figures are not. */
export const PEER_TOLERANCE = 1e-9;
const SQUARE_ROOT_TOLERANCE = 1e-15;

/**
 * What is wrong with an answer, or null when nothing is. Quartiles and standard deviation are compared where the answer must have them.
 *
 * @param tolerance relative; with 0 every figure must be the very same double
 */
export function faultOf(answer: Answer, expected: Answer, tolerance: number, mustHaveAll: boolean): string | null {
  const totals = ["quizCount", "scoreCount", "sumOfMins", "sumOfMaxs", "sumOfMeans"] as const;
  for (const total of totals) {
    if (!isNear(answer[total], expected[total], tolerance)) return `${total} is ${answer[total]}, not ${expected[total]}`;
  }
  for (const [name, quiz] of Object.entries(expected.quizzes)) {
    const given = answer.quizzes[name];
    if (given === undefined) return `there is no quiz ${name}`;
    const fault = quizFault(given, quiz, tolerance, mustHaveAll);
    if (fault !== null) return `${name}: ${fault}`;
  }
  return null;
}

function quizFault(given: QuizAnswer, expected: QuizAnswer, tolerance: number, mustHaveAll: boolean): string | null {
  for (const figure of ["count", "min", "max", "mean"] as const) {
    if (!isNear(given[figure], expected[figure], tolerance)) return `${figure} is ${given[figure]}, not ${expected[figure]}`;
  }
  if (!mustHaveAll) return null;
  const quartiles = String(given.quartiles);
  if (quartiles !== String(expected.quartiles)) return `the quartiles are ${quartiles}, not ${expected.quartiles}`;
  if (!isNear(given.standardDeviation, expected.standardDeviation, SQUARE_ROOT_TOLERANCE)) {
    return `the standard deviation is ${given.standardDeviation}, not ${expected.standardDeviation}`;
  }
  return null;
}

function isNear(given: number | undefined, expected: number | undefined, tolerance: number): boolean {
  if (given === expected) return true;
  return given !== undefined && expected !== undefined && Math.abs(given - expected) <= tolerance * Math.abs(expected);
}
