// A hundred submissions of four courses: what is sent, and what has to come of it, computed here by itself.

export interface Planned {
  /** What is posted; `replaces` is added where it corrects. */
  body: { data: string[]; course?: string; mode?: "lenient"; minimumGroupSize?: number };
  /** Which earlier submission it corrects, by its place in the plan. */
  corrects?: number;
  /** The scores that count, by quiz. */
  scores: Record<string, number[]>;
}

const courses = ["CS-487", "CS-101", "Übungen 数学", undefined];
const quizzes = ["Quiz1", "Quiz2", "Quiz3"];
/** Of fewer scores than this nothing is told, in a submission that asks for it. */
export const smallestGroup = 4;

/**
 * Every tenth corrects an earlier one of its course. Every seventh is lenient and has a cell that cannot be read. Every fifth has a quiz of three scores, and asks
 * for groups of four. Scores are whole, so that a mean is a sum of doubles without error, divided once.
 */
export const plan: Planned[] = Array.from({ length: 100 }, (_, index) => {
  const scores = Object.fromEntries(quizzes.map((quiz, place) => [quiz, scoresOf(index, place)]));
  const isLenient = index % 7 === 0;
  const course = courses[index % courses.length];
  const data = Object.entries(scores).map(([quiz, cells], place) => [quiz, ...cells, ...(isLenient && place === 0 ? ["?"] : [])].join(","));
  return {
    body: {
      data,
      ...(course !== undefined && { course }),
      ...(isLenient && { mode: "lenient" }),
      ...(index % 5 === 0 && { minimumGroupSize: smallestGroup }),
    },
    ...(index % 10 === 9 && { corrects: index - courses.length }),
    scores,
  };
});

/** Different for every submission and quiz, and no different from run to run. */
function scoresOf(index: number, place: number): number[] {
  const count = index % 5 === 0 && place === 2 ? smallestGroup - 1 : 4 + (index % 9);
  return Array.from({ length: count }, (_, student) => (index * 37 + place * 11 + student * 53) % 101);
}

export const isCorrected = (index: number) => plan.some(({ corrects }) => corrects === index);

export const isSuppressed = ({ body }: Planned, scores: number[]) => scores.length < (body.minimumGroupSize ?? 0);

export const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
