// The score lines of a request, read as the calculator will read them: what is accepted here is computed there.
import type { ProblemItem } from "../../generated/types/problem.d.ts";
import type { SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import { OptionError } from "../../statistics/options.ts";
import type { ScoreProblem } from "../../statistics/reading/score-problem.ts";
import { Summariser } from "../../statistics/summary.ts";
import { Problem } from "../boundary/problem.ts";

export interface LinesRead {
  /** The lines as one CSV file in UTF-8. */
  body: Uint8Array;
  /** Number of score lines; blank ones are not counted. */
  lineCount: number;
}

/**
 * Reads every line. Throws a Problem (`invalid-scores`) that names all bad ones by index, line, column and cell; in lenient mode only
 * where nothing is left that could be read, or where an element is no line of text.
 */
export function readLines(lines: string[], options: SubmissionOptions = {}): LinesRead {
  const broken = lines.flatMap((line, index) => brokenLine(line, index) ?? []);
  const isBroken = new Set(broken.map(({ line }) => line));
  // A broken line is read as a blank one, so that the lines behind it keep their numbers.
  const text = lines.map((line, index) => (isBroken.has(index + 1) ? "" : line)).join("\n");
  const body = new TextEncoder().encode(`${text}\n`);
  const summariser = summariserOf(options);
  summariser.push(body);
  const { problems, lineCount } = summariser.end();

  const errors = [...broken, ...problems.errors.map(itemOf)];
  const errorCount = broken.length + problems.errorCount;
  const isAcceptable = options.mode === "lenient" ? broken.length === 0 && lineCount > 0 : errorCount === 0;
  if (errorCount > 0 && !isAcceptable) throw unreadable(errors, errorCount);
  if (lineCount === 0)
    throw unreadable([{ pointer: "/data", code: "no-scores", detail: 'There is no score line. Send lines such as "Quiz1,85,76,90".' }], 1);
  return { body, lineCount };
}

function summariserOf(options: SubmissionOptions): Summariser {
  try {
    return new Summariser(options);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const errors = [{ pointer: `/${error.option}`, code: "invalid-option", detail: error.message }];
    throw new Problem("invalid-request", `${error.message} See errors for each place.`, { errors, cause: error });
  }
}

/** What keeps an element of `data` from being one line of text. */
function brokenLine(line: string, index: number): (ProblemItem & { line: number }) | undefined {
  const problem = (code: string, detail: string) => ({
    pointer: `/data/${index}`,
    code,
    detail,
    line: index + 1,
    column: 1,
    cell: line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line.toWellFormed(),
  });
  if (/[\n\r]/.test(line))
    return problem("embedded-newline", "One element is one line: send what follows the line break as an element of its own.");
  if (!line.isWellFormed())
    return problem("invalid-unicode", "The line holds half a character (a lone surrogate): send it as valid Unicode.");
  return undefined;
}

/** A problem of the reader's as the API tells it; one of the input as a whole has no line. */
function itemOf({ code, hint, line, column, cell }: ScoreProblem): ProblemItem {
  if (column === null) return { pointer: "/data", code, detail: hint };
  return { pointer: `/data/${line - 1}`, code, detail: hint, line, column, ...(cell !== null && { cell }) };
}

function unreadable(errors: ProblemItem[], errorCount: number): Problem {
  const byLine = errors.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const things = errorCount === 1 ? "1 thing keeps" : `${errorCount} things keep`;
  return new Problem(
    "invalid-scores",
    `${things} the score lines from being read; nothing was stored. Mend them and send all lines again.`,
    {
      errors: byLine,
      errorCount,
    },
  );
}
