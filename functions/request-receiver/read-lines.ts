// The score lines of a request, read as the calculator will read them: what is accepted here is computed there.
import type { ProblemItem } from "../../generated/types/problem.ts";
import { Summariser } from "../../statistics/summary.ts";
import { Problem } from "../boundary/problem.ts";

export interface LinesRead {
  /** The lines as one CSV file in UTF-8. */
  body: Uint8Array;
  /** Number of score lines; blank ones are not counted. */
  lineCount: number;
}

/** Reads every line. Throws a Problem (`invalid-scores`) that names all bad ones by index, line, column and cell. */
export function readLines(lines: string[]): LinesRead {
  const broken = lines.flatMap((line, index) => brokenLine(line, index) ?? []);
  const isBroken = new Set(broken.map(({ line }) => line));
  // A broken line is read as a blank one, so that the lines behind it keep their numbers.
  const text = lines.map((line, index) => (isBroken.has(index + 1) ? "" : line)).join("\n");
  const body = new TextEncoder().encode(`${text}\n`);
  const summariser = new Summariser();
  summariser.push(body);
  const { problems, problemCount, lineCount } = summariser.end();

  const errors = [...broken, ...problems.map(({ code, line, column, cell, message }) => item(code, message, line, column, cell))];
  const errorCount = broken.length + problemCount;
  if (errorCount > 0) throw unreadable(errors, errorCount);
  if (lineCount === 0)
    throw unreadable([{ pointer: "/data", code: "no-scores", detail: 'Every line is blank. Send lines such as "Quiz1,85,76,90".' }], 1);
  return { body, lineCount };
}

/** What keeps an element of `data` from being one line of text. */
function brokenLine(line: string, index: number): (ProblemItem & { line: number }) | undefined {
  if (/[\n\r]/.test(line))
    return {
      ...item(
        "embedded-newline",
        "One element is one line: send what follows the line break as an element of its own.",
        index + 1,
        1,
        line,
      ),
    };
  if (!line.isWellFormed())
    return {
      ...item(
        "invalid-unicode",
        "The line holds half a character (a lone surrogate): send it as valid Unicode.",
        index + 1,
        1,
        line.toWellFormed(),
      ),
    };
  return undefined;
}

function item(code: string, detail: string, line: number, column: number, cell: string) {
  return {
    pointer: `/data/${line - 1}`,
    code,
    detail,
    line,
    column,
    cell: cell.length > 60 ? `${cell.slice(0, 60).toWellFormed()}…` : cell,
  };
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
