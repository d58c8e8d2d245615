// What was read, how, and what was wrong with it.
import { Type } from "@sinclair/typebox";
import { Count, OneOf, OrNull } from "../lib/values.ts";

function DecidedBy(what: string) {
  return OneOf(["declared", "detected"], `${what} decided by`, "`declared` by the submitter, or `detected` from the input.");
}

const LineEndings = Type.Object(
  {
    lf: Count("LF", "Lines that end in LF."),
    crlf: Count("CRLF", "Lines that end in CR LF."),
    cr: Count("CR", "Lines that end in CR."),
  },
  { title: "Line endings", description: "How the lines end; the last one may end with the input." },
);

const Reading = Type.Object(
  {
    encoding: OneOf(["utf-8", "utf-16le", "utf-16be", "windows-1252"], "Encoding", "The encoding that the input was read in."),
    byteOrderMark: Type.Boolean({ title: "Byte order mark", description: "Whether the input began with one, which was dropped." }),
    delimiter: OneOf([",", ";", "\t"], "Delimiter", "What separates the cells."),
    delimiterDecidedBy: DecidedBy("Delimiter"),
    decimal: OneOf([".", ","], "Decimal mark", "What stands before the decimals."),
    decimalDecidedBy: DecidedBy("Decimal mark"),
    header: Type.Boolean({ title: "Header", description: "Whether the first line names the columns." }),
    headerDecidedBy: DecidedBy("Header"),
    blankLineCount: Count("Blank lines", "Number of lines without anything, which were passed over."),
    lineEndings: LineEndings,
  },
  { title: "Reading", description: "How the input was read." },
);

const Severity = OneOf(["error", "warning"], "Severity", "An `error` keeps something from being read, a `warning` does not.");

const Code = Type.String({
  title: "Code",
  description: "What is wrong, as one of a closed list that docs/statistics.md explains.",
  pattern: "^[a-z0-9-]+$",
});

const ScoreProblem = Type.Object(
  {
    code: Code,
    severity: Severity,
    line: Type.Integer({ title: "Line", description: "Physical line in the input, from 1, as an editor counts.", minimum: 1 }),
    column: OrNull(
      Type.Integer({ minimum: 1 }),
      "Column",
      "Cell in the line, from 1, which is the quiz name. Null where the whole line is meant.",
    ),
    byteOffset: OrNull(
      Type.Integer({ minimum: 0 }),
      "Byte offset",
      "Where the cell starts in the input as sent, in bytes from 0. Null where no cell is meant.",
    ),
    cell: OrNull(
      Type.String(),
      "Cell",
      "The cell as sent, shortened to 40 characters, what cannot be seen escaped. Null where no cell is meant.",
    ),
    hint: Type.String({ title: "Hint", description: "What is wrong and what to do about it." }),
  },
  { title: "Score problem", description: "One thing that is wrong with the input, and where." },
);

const ProblemCount = Type.Object(
  { code: Code, severity: Severity, count: Count("Count", "How many problems of this kind there are.") },
  { title: "Problem count", description: "All problems of one kind." },
);

export const QualityReport = Type.Object(
  {
    reading: Reading,
    problemCount: Count("Problems", "Number of all problems, warnings included."),
    problemCounts: Type.Array(ProblemCount, { title: "Problem counts", description: "All problems by kind, ascending by code." }),
    problems: Type.Array(ScoreProblem, {
      title: "Problems",
      description: "The first 100 in the order of the input: errors, and warnings as far as there is room beside them.",
      maxItems: 100,
    }),
  },
  { title: "Quality report", description: "How the input was read, and what was wrong with it." },
);
