// How score lines are read: what was said of them, beside what their beginning shows.
import type { SubmissionOptions } from "../generated/types/statistics.d.ts";
import { type Dialect, detectDialect } from "./reading/dialect.ts";
import type { MissingTokens } from "./reading/missing-tokens.ts";
import type { ScoreReaderOptions } from "./reading/score-reader.ts";

/** The dialect of the input that starts with `sample`: what was said of it holds, and the rest is detected. `isWhole` where nothing comes behind. */
export function dialectOf(
  sample: Uint8Array,
  isWhole: boolean,
  { delimiter, decimal, header }: SubmissionOptions,
  missingTokens: MissingTokens,
): Dialect {
  return detectDialect(sample, isWhole, {
    ...(delimiter !== undefined && { delimiter }),
    ...(decimal !== undefined && { decimal }),
    ...(header !== undefined && { header }),
    isMissing: (text, from, to) => missingTokens.find(text, from, to) >= 0,
  });
}

/** What the dialect and the submitter's options mean to a `ScoreReader`. */
export function dialectSettings(
  dialect: Dialect,
  { multilineCells = true }: SubmissionOptions,
): Pick<ScoreReaderOptions, "delimiter" | "decimalMark" | "decimalMarkIsDetected" | "firstLine" | "multilineCells"> {
  return {
    delimiter: dialect.delimiter.charCodeAt(0),
    decimalMark: dialect.decimal.charCodeAt(0),
    decimalMarkIsDetected: dialect.decidedBy.decimal === "detected",
    firstLine: dialect.ambiguous.includes("header") ? "ambiguous" : dialect.header ? "header" : "scores",
    multilineCells,
  };
}
