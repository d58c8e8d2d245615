// What may be said of an input beside its bytes, and what holds where nothing is said.

import type { SubmissionOptions } from "../generated/types/statistics.d.ts";
import { COMMA, POINT } from "./reading/ascii.ts";
import { type Decimal, readDecimal } from "./reading/decimal.ts";
import type { Encoding } from "./reading/encoding.ts";
import type { Limits } from "./reading/limits.ts";

/**
 * How an input is read and what is told of it: what the submitter said (see its contract), and what is for whoever reads it to know. What is left
 * out is detected by stated rules; where they do not decide, the input has a problem that says so. Whether an error rejects the input (`mode`) is for
 * the caller to judge.
 */
export interface Options extends SubmissionOptions {
  /** UTF-8 unless a byte order mark says UTF-16. */
  encoding?: Encoding;
  limits?: Partial<Limits>;
}

/** An option that no input can meet. */
export class OptionError extends RangeError {
  override readonly name = "OptionError";
  readonly option: keyof SubmissionOptions;

  constructor(option: keyof SubmissionOptions, message: string) {
    super(message);
    this.option = option;
  }
}

/** The marks that scores are held against, as exact decimals. */
export interface Marks {
  maxScore: Decimal | null;
  passMark: Decimal | null;
  gradeBands: { label: string; from: Decimal }[] | null;
}

/** @throws OptionError for a mark that no score can be, for a highest score that is not above 0, and for two grades of one lowest score */
export function marksOf({ maxScore, passMark, gradeBands }: SubmissionOptions): Marks {
  if (maxScore !== undefined && maxScore <= 0)
    throw new OptionError("maxScore", `maxScore says ${maxScore}: the highest possible score is above 0.`);
  const repeated = gradeBands?.find(({ from }, index) => gradeBands.findIndex((band) => band.from === from) < index);
  if (repeated)
    throw new OptionError("gradeBands", `gradeBands has two grades from ${repeated.from} on: give each grade a lowest score of its own.`);
  return {
    maxScore: maxScore === undefined ? null : decimalOf(maxScore, "maxScore"),
    passMark: passMark === undefined ? null : decimalOf(passMark, "passMark"),
    gradeBands: gradeBands?.map(({ label, from }) => ({ label, from: decimalOf(from, "gradeBands") })) ?? null,
  };
}

/** The decimal that a double is written as, 0.1 for 0.1: what whoever wrote it meant. */
function decimalOf(value: number, option: keyof SubmissionOptions): Decimal {
  const decimal = readText(String(value), POINT);
  if (typeof decimal === "object") return decimal;
  throw new OptionError(
    option,
    `${option} says ${value}, which no score can be: a score is below 10^15 in magnitude and has at most 12 decimals.`,
  );
}

/** @throws OptionError for a token that is a number, with a point or a comma: a score is never missing */
export function checkMissingTokens({ missingTokens = [] }: SubmissionOptions): void {
  const number = missingTokens.find((token) => [POINT, COMMA].some((mark) => readText(token.trim(), mark) !== "type-error"));
  if (number !== undefined)
    throw new OptionError("missingTokens", `missingTokens has "${number}", which is read as a score: leave it out.`);
}

function readText(text: string, mark: number): ReturnType<typeof readDecimal> {
  const bytes = new TextEncoder().encode(text);
  return readDecimal(bytes, 0, bytes.length, mark);
}
