// What separates the cells of an input, where nobody said it.

import { SEMICOLON, TAB } from "./ascii.ts";
import type { Declared, Delimiter } from "./dialect.ts";
import { judgeHeader } from "./header.ts";
import { END_OF_SAMPLE, readSample, type SampleLine, walkCells } from "./sample.ts";

const DELIMITERS: readonly Delimiter[] = [",", ";", "\t"];

/** What a candidate makes of the sample. */
interface Trial {
  delimiter: Delimiter;
  /** The lines without a header. */
  lines: SampleLine[];
}

/**
 * The delimiter of the input that starts with `sample`, or "ambiguous".
 *
 * 1. Candidates are those of comma, semicolon and tab that stand outside quotes in every line that has any of the three. A line of blanks is none, nor is a
 *    line that the sample cuts, unless it is the only one. When no line has any of them it is the comma; when there are such lines but no candidate, it is ambiguous.
 * 2. One candidate is the delimiter.
 * 3. Of several, those under which no cell behind a name is a number are dropped. If one is left, it is the delimiter.
 * 4. A candidate *reads all* when every cell behind a name is a number or missing, a header left out, and no name has quotes at fault. If just one
 *    does so, and no name under it has another of those left in it outside quotes, it is the delimiter.
 * 5. Otherwise it is ambiguous.
 *
 * A number may have either decimal mark, unless one was declared; under the comma it has the point.
 *
 * So `Quiz1;85,5;90,25` is delimited by semicolons and `Quiz 1; part a,85,90` by commas; `Quiz1;85,5` may be 85.5 points in Quiz1, or 5 points
 * in the quiz "Quiz1;85".
 */
export function judgeDelimiter(sample: Uint8Array, isWhole: boolean, declared: Declared): Delimiter | "ambiguous" {
  // By the first rule, without a look at quotes and lines.
  if (!sample.includes(SEMICOLON) && !sample.includes(TAB)) return ",";
  const candidates = findCandidates(sample, isWhole);
  const [only = "ambiguous"] = candidates;
  if (candidates.length <= 1) return only;
  const trials = candidates
    .map((delimiter) => tryOut(delimiter, sample, isWhole, declared))
    .filter(({ lines }) => lines.some(({ numbers }) => numbers > 0));
  const [first, second] = trials;
  if (first !== undefined && second === undefined) return first.delimiter;
  const [best, secondBest] = trials.filter(({ lines }) => lines.every(({ texts, nameIsFaulty }) => texts === 0 && !nameIsFaulty));
  if (best === undefined || secondBest !== undefined) return "ambiguous";
  const others = trials.filter((trial) => trial !== best).map(({ delimiter }) => delimiter);
  return best.lines.some(({ nameHolds }) => others.some((other) => nameHolds.includes(other))) ? "ambiguous" : best.delimiter;
}

function tryOut(delimiter: Delimiter, sample: Uint8Array, isWhole: boolean, declared: Declared): Trial {
  const lines = readSample(sample, isWhole, delimiter, declared);
  return { delimiter, lines: judgeHeader(lines, isWhole, declared.header) === "scores" ? lines : lines.slice(1) };
}

/** The delimiters that every line has which has any. Here each of the three ends a cell, so that a quote may open behind it. */
function findCandidates(sample: Uint8Array, isWhole: boolean): Delimiter[] {
  let inAll = DELIMITERS;
  let lineCount = 0;
  let inLine = new Set<Delimiter>();
  let isBlank = true;
  walkCells(sample, DELIMITERS, (cell, ending) => {
    const delimiter = DELIMITERS.find((candidate) => candidate.charCodeAt(0) === ending);
    if (delimiter !== undefined) inLine.add(delimiter);
    if (cell.length > 0 || (delimiter !== undefined && delimiter !== "\t")) isBlank = false;
    if (delimiter !== undefined) return true;
    const isCut = ending === END_OF_SAMPLE && !isWhole;
    if (!isBlank && inLine.size > 0 && (!isCut || lineCount === 0)) {
      const seen = inLine;
      inAll = inAll.filter((candidate) => seen.has(candidate));
      lineCount++;
    }
    inLine = new Set();
    isBlank = true;
    return true;
  });
  return lineCount === 0 ? [","] : [...inAll];
}
