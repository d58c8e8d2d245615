// Every figure across quizzes against its formula, worked in exact fractions.

import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { AlignedScores } from "../aligned-scores.ts";
import type { Scaled } from "../arithmetic/scaled.ts";
import { type AcrossQuizzes, acrossQuizzes } from "./across-quizzes.ts";
import type { Figure } from "./reason.ts";

type Score = readonly [digits: Scaled, decimals: number];

function figuresOf(quizzes: readonly (readonly Score[])[]): AcrossQuizzes {
  const matrix = new AlignedScores();
  for (const scores of quizzes) {
    matrix.beginLine(true);
    for (const [digits, decimals] of scores) matrix.score(digits, decimals);
    matrix.endLine(scores.length);
  }
  return acrossQuizzes(matrix, quizzes.length);
}

// An exact fraction with a positive denominator, and what a definition needs of it.
type Fraction = readonly [numerator: bigint, denominator: bigint];
const ZERO: Fraction = [0n, 1n];
const integer = (value: number | bigint): Fraction => [BigInt(value), 1n];
const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
const subtract = (x: Fraction, [c, d]: Fraction): Fraction => add(x, [-c, d]);
const multiply = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const divide = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (c < 0n ? [-a * d, -b * c] : [a * d, b * c]);
const sum = (fractions: readonly Fraction[]): Fraction => fractions.reduce(add, ZERO);
const compare = ([a, b]: Fraction, [c, d]: Fraction): number => (a * d < c * b ? -1 : a * d > c * b ? 1 : 0);
const scoreOf = ([digits, decimals]: Score): Fraction => [BigInt(digits), 10n ** BigInt(decimals)];

/** The root, cut off after 400 binary places. */
function rootOf([numerator, denominator]: Fraction): Fraction {
  const square = (numerator << 800n) / denominator;
  let root = 0n;
  for (let bit = 1n << BigInt((square.toString(2).length / 2 + 1) | 0); bit > 0n; bit >>= 1n) {
    if ((root + bit) ** 2n <= square) root += bit;
  }
  return [root, 1n << 400n];
}

/** C(x, y) by its definition, with denominator S − 1. */
function covariance(x: readonly Fraction[], y: readonly Fraction[]): Fraction {
  const count = integer(x.length);
  const [meanX, meanY] = [divide(sum(x), count), divide(sum(y), count)];
  const products = x.map((value, i) => multiply(subtract(value, meanX), subtract(y[i] ?? ZERO, meanY)));
  return divide(sum(products), integer(x.length - 1));
}

type Exact = Fraction | string;

/** The figures as the formulas say them, roots but for 400 binary places, in the order: α, error ratio, standard error, then three a quiz. */
function reference(quizzes: readonly (readonly Score[])[]): Exact[] {
  const items = quizzes.map((scores) => scores.map(scoreOf));
  const totals = (items[0] ?? []).map((_, student) => sum(items.map((item) => item[student] ?? ZERO)));
  const [P, hundred] = [integer(items.length), integer(100)];
  const totalVariance = covariance(totals, totals);
  const variances = sum(items.map((item) => covariance(item, item)));
  let whole: Exact[] = ["zero-variance", "zero-variance", "zero-variance"];
  if (totalVariance[0] !== 0n) {
    const alpha = multiply(divide(P, integer(items.length - 1)), subtract(integer(1), divide(variances, totalVariance)));
    const chance = subtract(integer(1), alpha);
    whole = [alpha, multiply(hundred, rootOf(chance)), rootOf(multiply(chance, totalVariance))];
  }
  const weights = items.map((item) => covariance(item, totals));
  const roots = sum(weights.map((weight) => (weight[0] < 0n ? ZERO : rootOf(weight))));
  return whole.concat(
    ...items.map((item, i): Exact[] => {
      const others = totals.map((total, student) => subtract(total, item[student] ?? ZERO));
      const withOthers = covariance(item, others);
      const spread = multiply(covariance(item, item), covariance(others, others));
      const correlation = spread[0] === 0n ? ZERO : rootOf(divide(multiply(withOthers, withOthers), spread));
      const highest = covariance(item.toSorted(compare), others.toSorted(compare));
      const weight = weights[i] ?? ZERO;
      return [
        spread[0] === 0n ? "zero-variance" : multiply(integer(withOthers[0] < 0n ? -100 : 100), correlation),
        weight[0] < 0n ? "negative-covariance" : roots[0] === 0n ? "zero-variance" : divide(multiply(hundred, rootOf(weight)), roots),
        highest[0] === 0n ? "zero-variance" : divide(multiply(hundred, withOthers), highest),
      ];
    }),
  );
}

const inOrder = ({ cronbachAlpha, errorRatio, standardError, items }: AcrossQuizzes): Figure[] => [
  cronbachAlpha,
  errorRatio,
  standardError,
  ...items.flatMap((item) => [item.discriminationIndex, item.effectiveWeight, item.discriminativeEfficiency]),
];

/** A double as the fraction that it is. */
function fractionOf(double: number): Fraction {
  let denominator = 1n;
  let value = double;
  while (!Number.isInteger(value)) {
    value *= 2;
    denominator *= 2n;
  }
  return [BigInt(value), denominator];
}

/** Whether no double is nearer to `exact`. */
function isNearest(double: number, exact: Fraction): boolean {
  const bits = new BigInt64Array(new Float64Array([double]).buffer);
  const [distance = ZERO, ...others] = [0n, 1n, -1n].map((step) => {
    const [neighbour = 0] = new Float64Array(
      BigInt64Array.of((bits[0] ?? 0n) + (double === 0 && step < 0n ? -(2n ** 63n) + 1n : step)).buffer,
    );
    const difference = subtract(fractionOf(neighbour), exact);
    return difference[0] < 0n ? subtract(ZERO, difference) : difference;
  });
  return others.every((other) => compare(distance, other) <= 0);
}

function expectExact(figures: readonly Figure[], exact: readonly Exact[]): void {
  expect(figures.length).toBe(exact.length);
  for (const [i, figure] of figures.entries()) {
    const value = exact[i] ?? "";
    if (typeof value === "string" || typeof figure === "string") expect(figure).toBe(value);
    else if (!isNearest(figure, value)) throw new Error(`figure ${i} is ${figure}, which is not the nearest to ${value.join(" / ")}`);
  }
}

const matrixOf = (score: fc.Arbitrary<Score>) =>
  fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 7 }))
    .chain(([quizzes, students]) =>
      fc.array(fc.array(score, { minLength: students, maxLength: students }), { minLength: quizzes, maxLength: quizzes }),
    );

const small = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constant(0));
const usual = fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 0, max: 3 }));
const int32 = fc.tuple(fc.integer(), fc.constant(5));
const big = fc.tuple(
  fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }).map((value): Scaled => (Number.isSafeInteger(Number(value)) ? Number(value) : value)),
  fc.constant(12),
);

test.each([
  ["few different scores", matrixOf(small)],
  ["scores of several decimals and signs", matrixOf(usual)],
  ["scores up to an int32", matrixOf(int32)],
  ["scores of any size", matrixOf(fc.oneof(usual, int32, big))],
])("every figure is the double nearest to what the formulas give in exact fractions: %s", (_, matrix) => {
  fc.assert(
    fc.property(matrix, (quizzes) => {
      expectExact(inOrder(figuresOf(quizzes)), reference(quizzes));
    }),
    { numRuns: 400 },
  );
});

test("so they are when the sums of many scores leave the safe integers", () => {
  const quizzes = [1, 2, 3].map((quiz) =>
    Array.from({ length: 300 }, (_, student): Score => [((student * 48_271 * quiz) % 2_147_483) * 999 - 5, 4]),
  );
  expectExact(inOrder(figuresOf(quizzes)), reference(quizzes));
});

test("so they are when a product leaves the safe integers and the sum that it is added to does not", () => {
  // Σx·T of the first quiz is −94,000,000 · 94,900,000 + 94,906,267 · 94,907,267: the second product is odd and above 2^53, the sum is far below.
  const quizzes = [
    [-94_000_000, 94_906_267],
    [188_900_000, 0],
    [0, 1_000],
  ].map((scores) => scores.map((score): Score => [score, 0]));
  expectExact(inOrder(figuresOf(quizzes)), reference(quizzes));
});

test("the order of the students makes no difference, and that of the quizzes none but to the order of the items", () => {
  fc.assert(
    fc.property(matrixOf(usual), fc.infiniteStream(fc.nat()), (quizzes, random) => {
      const keys = (quizzes[0] ?? []).map(() => random.next().value ?? 0);
      const permuted = quizzes.map((scores) => scores.map((score, i) => ({ score, key: keys[i] ?? 0 })));
      const shuffled = permuted.map((scores) => scores.toSorted((a, b) => a.key - b.key).map(({ score }) => score));
      const figures = figuresOf(quizzes);
      expect(figuresOf(shuffled)).toEqual(figures);
      expect(figuresOf(quizzes.toReversed())).toEqual({ ...figures, items: figures.items.toReversed() });
    }),
  );
});

test("how the scores are spelt makes no difference: 8.5 is 8.50", () => {
  fc.assert(
    fc.property(matrixOf(usual), (quizzes) => {
      const spelt = quizzes.map((scores) => scores.map(([digits, decimals]): Score => [Number(digits) * 1000, decimals + 3]));
      expect(figuresOf(spelt)).toEqual(figuresOf(quizzes));
    }),
  );
});
