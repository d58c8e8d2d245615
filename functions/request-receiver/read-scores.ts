// The score lines of a request, read as the calculator will read them: what is accepted here is computed there.
import { createHash } from "node:crypto";
import type { ProblemItem } from "../../generated/types/problem.d.ts";
import type { SubmissionOptions } from "../../generated/types/raw-data-stored.d.ts";
import { OptionError } from "../../statistics/options.ts";
import type { ScoreProblem } from "../../statistics/reading/score-problem.ts";
import { Summariser, type Summary } from "../../statistics/summary.ts";
import { Problem } from "../boundary/problem.ts";

export interface ScoresRead {
  /** The bytes that were read, and that are stored. */
  body: Uint8Array;
  /** Of these bytes. */
  sha256: string;
  summary: Summary;
}

/** Where in the request the score lines stand, as JSON pointers: all of them, and the one of a number. */
interface Pointers {
  all: string;
  ofLine: (line: number) => string;
}

const inData: Pointers = { all: "/data", ofLine: (line) => `/data/${line - 1}` };
/** A body that is no JSON has no places but itself; line and column say the rest. */
const inFile: Pointers = { all: "", ofLine: () => "" };

/**
 * Reads the lines of a JSON body, as one CSV file in UTF-8. Throws a Problem (`invalid-scores`) that names all bad ones by pointer, line, column and
 * cell; in lenient mode only where nothing is left that could be read, or where an element is no line of text.
 */
export function readLines(lines: string[], options: SubmissionOptions): ScoresRead {
  const broken = lines.flatMap((line, index) => brokenLine(line, index) ?? []);
  const isBroken = new Set(broken.map(({ line }) => line));
  // A broken line is read as a blank one, so that the lines behind it keep their numbers.
  const text = lines.map((line, index) => (isBroken.has(index + 1) ? "" : line)).join("\n");
  return read(new TextEncoder().encode(`${text}\n`), options, inData, broken);
}

/** Reads a body that is a CSV file itself, byte for byte. Throws a Problem as `readLines` does. */
export function readFile(body: Uint8Array, options: SubmissionOptions): ScoresRead {
  return read(body, options, inFile, []);
}

function read(body: Uint8Array, options: SubmissionOptions, pointers: Pointers, broken: ProblemItem[]): ScoresRead {
  const summariser = summariserOf(options);
  summariser.push(body);
  const summary = summariser.end();
  const { problems, lineCount } = summary;
  const errors = [...broken, ...problems.errors.map((problem) => itemOf(problem, pointers))];
  const errorCount = broken.length + problems.errorCount;
  const isAcceptable = options.mode === "lenient" ? broken.length === 0 && lineCount > 0 : errorCount === 0;
  if (errorCount > 0 && !isAcceptable) throw unreadable(errors, errorCount);
  if (lineCount === 0) {
    const detail = 'There is no score line. Send lines such as "Quiz1,85,76,90".';
    throw unreadable([{ pointer: pointers.all, code: "no-scores", detail }], 1);
  }
  return { body, sha256: createHash("sha256").update(body).digest("hex"), summary };
}

/** Throws a Problem (`invalid-request`) that names the option which no score can meet. */
export function summariserOf(options: SubmissionOptions): Summariser {
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
    pointer: inData.ofLine(index + 1),
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
function itemOf({ code, hint, line, column, cell }: ScoreProblem, { all, ofLine }: Pointers): ProblemItem {
  if (column === null) return { pointer: all, code, detail: hint };
  return { pointer: ofLine(line), code, detail: hint, line, column, ...(cell !== null && { cell }) };
}

export function unreadable(errors: ProblemItem[], errorCount: number): Problem {
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
