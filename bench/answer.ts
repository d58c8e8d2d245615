// What every program says of a file of scores, so that a program that is wrong is told from one that is slow.

/** The figures of one quiz. The last two come from programs that compute them. */
export interface QuizAnswer {
  count: number;
  min: number;
  max: number;
  mean: number;
  quartiles?: readonly [number, number, number];
  standardDeviation?: number;
}

/** Sums over all quizzes, and every figure of the quizzes that were asked for by name. */
export interface Answer {
  quizCount: number;
  scoreCount: number;
  sumOfMins: number;
  sumOfMaxs: number;
  sumOfMeans: number;
  quizzes: Record<string, QuizAnswer>;
}

/** Adds up the figures of one quiz after the other. */
export class AnswerSheet {
  readonly answer: Answer = { quizCount: 0, scoreCount: 0, sumOfMins: 0, sumOfMaxs: 0, sumOfMeans: 0, quizzes: {} };
  readonly #askedFor: ReadonlySet<string>;

  constructor(askedFor: readonly string[]) {
    this.#askedFor = new Set(askedFor);
  }

  add(name: string, figures: QuizAnswer): void {
    const { answer } = this;
    answer.quizCount++;
    answer.scoreCount += figures.count;
    answer.sumOfMins += figures.min;
    answer.sumOfMaxs += figures.max;
    answer.sumOfMeans += figures.mean;
    if (this.#askedFor.has(name)) answer.quizzes[name] = figures;
  }
}
