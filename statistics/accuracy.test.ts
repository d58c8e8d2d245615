// How many digits of mean and standard deviation are right, of data that are hard to sum: NIST's, and others of the magnitudes that NIST takes.

import { describe, expect, test } from "@jest/globals";
import { add, divide, type Fraction, fraction, fractionOfDouble, multiply, power, rootOf, subtract, total } from "./test-fractions.ts";
import { describeLines } from "./test-summary.ts";

/** Decimal digits. A double has 15.95 of them, so a nearest double has always 15. */
const RIGHT_DIGITS = 15;

/** The mean and the sample standard deviation of scores on one CSV line. */
function measured(scores: readonly string[]): { mean: number; sd: number } {
  const { quizzes, quality } = describeLines(`Q,${scores.join(",")}\n`);
  expect(quality.problemCounts.filter(({ severity }) => severity === "error")).toEqual([]);
  const [quiz] = quizzes;
  expect(quiz?.count).toBe(scores.length);
  return { mean: quiz?.mean ?? Number.NaN, sd: quiz?.sdSample ?? Number.NaN };
}

/** The same by their definitions: the mean exactly, the standard deviation to 150 decimal places. */
function exact(scores: readonly string[]): { mean: Fraction; sd: Fraction } {
  const fractions = scores.map(fraction);
  const mean = divide(total(fractions), fraction(scores.length));
  const squares = total(fractions.map((score) => power(subtract(score, mean), 2)));
  return { mean, sd: rootOf(divide(squares, fraction(scores.length - 1))) };
}

/** Whether −log₁₀(|double − value| / |value|), McCullough's log relative error, is `RIGHT_DIGITS` or more. Worked in fractions. */
function hasRightDigits(double: number, value: Fraction): boolean {
  const [error, unit] = subtract(fractionOfDouble(double), value);
  const [magnitude, valueUnit] = value;
  const scaled = (error < 0n ? -error : error) * valueUnit * 10n ** BigInt(RIGHT_DIGITS);
  return scaled <= (magnitude < 0n ? -magnitude : magnitude) * unit;
}

/** One score, then two others in turn, 500 times: how NIST makes NumAcc2 to NumAcc4. */
const alternating = (first: string, second: string, third: string) => [
  first,
  ...Array.from({ length: 1000 }, (_, index) => (index % 2 === 0 ? second : third)),
];

// https://www.itl.nist.gov/div898/strd/univ/homepage.html: the data sets' descriptions, with the certified mean and standard deviation of each.
describe("NIST StRD, univariate summary statistics", () => {
  test.each([
    ["NumAcc1", ["10000001", "10000003", "10000002"], 10000002, "1"],
    ["NumAcc2", alternating("1.2", "1.1", "1.3"), 1.2, "0.1"],
    ["NumAcc3", alternating("1000000.2", "1000000.1", "1000000.3"), 1000000.2, "0.1"],
    ["NumAcc4", alternating("10000000.2", "10000000.1", "10000000.3"), 10000000.2, "0.1"],
  ])("%s: mean and standard deviation are the certified ones", (_name, scores, certifiedMean, certifiedSd) => {
    const { mean, sd } = measured(scores);
    expect(mean).toBe(certifiedMean);
    expect(sd).toBe(Number(certifiedSd));
    expect(hasRightDigits(sd, fraction(certifiedSd))).toBe(true);
    expect(exact(scores)).toEqual({ mean: expect.anything(), sd: rootOf(power(fraction(certifiedSd), 2)) });
  });
});

/** `count` texts, each of the digits that an affine generator gives: the same in every run. */
function generated(count: number, score: (random: number) => string): string[] {
  let state = 20_011;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return score(state);
  });
}

const digits = (value: number, length: number) => String(value % 10 ** length).padStart(length, "0");

describe(`data of other magnitudes: ${RIGHT_DIGITS} digits are right`, () => {
  test.each([
    ["whole numbers up to 999, as Lottery", generated(218, (random) => digits(random, 3))],
    ["hundreds with signs, as Lew", generated(200, (random) => String((random % 1000) - 500))],
    ["2.00x with five decimals, as Mavro", generated(50, (random) => `2.001${digits(random, 2)}`)],
    ["299.x with two decimals, as Michelso", generated(100, (random) => `299.${digits(random, 2)}`)],
    ["a trillionth on top of 10^14", generated(300, (random) => `100000000000000.${digits(random, 9).padStart(12, "0")}`)],
    ["scores of both signs that nearly cancel", generated(101, (random) => `${random % 2 ? "-" : ""}99999999999.${digits(random, 3)}`)],
    ["trillionths alone", generated(64, (random) => `0.0000000000${digits(random, 2)}`)],
    ["numbers of all lengths", generated(2000, (random) => `${random}.${digits(random, random % 12) || "0"}`)],
  ])("%s", (_case, scores) => {
    const { mean, sd } = measured(scores);
    const reference = exact(scores);
    expect(hasRightDigits(mean, reference.mean)).toBe(true);
    expect(hasRightDigits(sd, reference.sd)).toBe(true);
  });
});

describe("what is measured by", () => {
  test("a double is right to its last digit, and one that is off by 10^-14 of itself is not", () => {
    expect(hasRightDigits(0.1, fraction("0.1"))).toBe(true);
    expect(hasRightDigits(0.1 * (1 + 1e-14), fraction("0.1"))).toBe(false);
    expect(hasRightDigits(-0.1, fraction("0.1"))).toBe(false);
    expect(hasRightDigits(Math.SQRT2, rootOf(fraction(2)))).toBe(true);
  });

  test("the data tell good arithmetic from bad: one pass of doubles over NumAcc4 leaves no right digit", () => {
    const scores = alternating("10000000.2", "10000000.1", "10000000.3").map(Number);
    const sum = scores.reduce((sum, score) => sum + score, 0);
    const squares = scores.reduce((sum, score) => sum + score * score, 0);
    const variance = (squares - (sum * sum) / scores.length) / (scores.length - 1);
    expect(Math.abs(variance - 0.01)).toBeGreaterThan(0.01 / 10);
  });

  test("the reference is the definition's: of 1, 2 and 3.5 the mean is 13/6 and the variance 19/12", () => {
    const { mean, sd } = exact(["1", "2", "3.5"]);
    expect(subtract(mean, [13n, 6n])[0]).toBe(0n);
    const [error, unit] = subtract(multiply(sd, sd), [19n, 12n]);
    expect((error * 10n ** 140n) / unit).toBe(0n);
    expect(add(fraction("0.5"), fraction(1))).toEqual([15n, 10n]);
  });
});
