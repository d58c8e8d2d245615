// What a submitter may say of the score lines: how they are read, and what is told of them.
import { Type } from "@sinclair/typebox";
import { OneOf } from "./values.ts";

const GradeBand = Type.Object(
  {
    label: Type.String({ title: "Grade", description: "The grade's name.", minLength: 1, maxLength: 40 }),
    from: Type.Number({ title: "From", description: "The lowest score that earns it, in points." }),
  },
  { title: "Grade band", description: "A grade and the scores that earn it: up to the next higher grade's lowest score." },
);

export const submissionOptions = {
  mode: Type.Optional(
    OneOf(
      ["strict", "lenient"],
      "Mode",
      "`strict`, the default: one cell that cannot be read rejects the submission. `lenient`: what can be read counts, and the rest is told as a problem.",
    ),
  ),
  delimiter: Type.Optional(OneOf([",", ";", "\t"], "Delimiter", "What separates the cells. Detected when left out.")),
  decimal: Type.Optional(OneOf([".", ","], "Decimal mark", "What stands before the decimals. Detected when left out.")),
  header: Type.Optional(
    Type.Boolean({ title: "Header", description: "Whether the first line that is not blank names the columns. Detected when left out." }),
  ),
  missingTokens: Type.Optional(
    Type.Array(Type.String({ maxLength: 40 }), {
      title: "Missing tokens",
      description: "What stands for a missing score, in any case of letters, instead of NA, ABS and EX. A blank cell always does.",
      maxItems: 20,
      uniqueItems: true,
    }),
  ),
  maxScore: Type.Optional(
    Type.Number({
      title: "Highest possible score",
      description: "In points. Scores above it are warned of, and the facility index is told.",
      exclusiveMinimum: 0,
    }),
  ),
  passMark: Type.Optional(
    Type.Number({ title: "Pass mark", description: "In points. From this score on a quiz is passed; the pass rate is told." }),
  ),
  gradeBands: Type.Optional(
    Type.Array(GradeBand, { title: "Grade bands", description: "Grades: how many scores earn each is told.", minItems: 1, maxItems: 20 }),
  ),
  excludeZeros: Type.Optional(
    Type.Boolean({ title: "Exclude zeros", description: "Tell the figures without the scores of 0 too, beside those with them." }),
  ),
  minimumGroupSize: Type.Optional(
    Type.Integer({
      title: "Minimum group size",
      description: "Of a quiz with fewer scores nothing but their number is told, so that no student is given away. Off when left out.",
      minimum: 1,
      maximum: 1000,
    }),
  ),
};

/** Of bytes alone: the lines of a JSON body are text already. */
export const encoding = Type.Optional(
  OneOf(
    ["utf-8", "utf-16le", "utf-16be", "windows-1252"],
    "Encoding",
    "How the bytes are read as text. When left out: what a byte order mark says, else UTF-8.",
  ),
);

export const SubmissionOptions = Type.Object(
  {
    ...submissionOptions,
    encoding,
    multilineCells: Type.Optional(
      Type.Boolean({
        title: "Multiline cells",
        description: "Whether a line break may stand in a quoted cell, which it may when left out. Not where every line came by itself.",
      }),
    ),
  },
  {
    title: "Submission options",
    description: "What is known of the score lines beside their bytes; what is left out is detected, or has its default.",
  },
);
