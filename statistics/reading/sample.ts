// The start of an input seen as lines of cells, as far as its dialect depends on them.

import { CARRIAGE_RETURN, COMMA, LINE_FEED, POINT, SEMICOLON, TAB } from "./ascii.ts";
import { Cell } from "./cell.ts";
import { readDecimal } from "./decimal.ts";
import { provesMark } from "./decimal-mark.ts";
import type { DecimalMark, Declared, Delimiter } from "./dialect.ts";
import { isColumnTitle } from "./header.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { isNote } from "./note.ts";

/** A line that is not blank, under some delimiter. */
export interface SampleLine {
  /** Whether its first cell holds anything. */
  named: boolean;
  /** Whether its first cell is blank or titles a column of quizzes. Only told of the first line. */
  titled: boolean;
  /** Whether its first cell is no cell, since its quotes do not close or close too soon. */
  nameIsFaulty: boolean;
  /** The delimiters in its first cell, outside quotes. */
  nameHolds: Delimiter[];
  /** Cells behind the first: numbers, whatever their range; missing tokens that are not blank; blanks; notes; and others. */
  numbers: number;
  tokens: number;
  blanks: number;
  notes: number;
  texts: number;
  /** The decimal marks that the numbers prove. */
  proves: Set<DecimalMark>;
}

export const END_OF_SAMPLE = -1;

/**
 * Calls `visit` with each cell of the sample, closed, and the byte that ended it, for as long as it wants another; the last one ends with the sample.
 * Lines of blanks are seen as they are. A cell ends with any of the delimiters.
 */
export function walkCells(sample: Uint8Array, delimiters: readonly Delimiter[], visit: (cell: Cell, ending: number) => boolean): void {
  const cell = new Cell(DEFAULT_LIMITS.maxCellBytes);
  const endsCell = new Uint8Array(256);
  for (const delimiter of delimiters) endsCell[delimiter.charCodeAt(0)] = 1;
  endsCell[LINE_FEED] = 1;
  endsCell[CARRIAGE_RETURN] = 1;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0;
    // In an open quote all is text, until the cell is too long: then the line ends it.
    if (endsCell[byte] === 1 && (!cell.quoteIsOpen || (cell.tooLong && (byte === LINE_FEED || byte === CARRIAGE_RETURN)))) {
      cell.close(at);
      if (!visit(cell, byte)) return;
      cell.clear();
    } else {
      cell.take(byte, at);
    }
  }
  cell.close(sample.length);
  visit(cell, END_OF_SAMPLE);
}

/**
 * The lines of the sample that are not blank; of the last one, where `isWhole` is false, the complete cells.
 *
 * @param isEnough says of the first line, as far as it was read, whether it tells all that is asked: then nothing more is read
 */
export function readSample(
  sample: Uint8Array,
  isWhole: boolean,
  delimiter: Delimiter,
  declared: Declared,
  isEnough: (first: SampleLine) => boolean = () => false,
): SampleLine[] {
  const lines: SampleLine[] = [];
  const marks = possibleMarks(delimiter, declared.decimal);
  const delimiterByte = delimiter.charCodeAt(0);
  let line: SampleLine | null = null;
  walkCells(sample, [delimiter], (cell, ending) => {
    const isCut = ending === END_OF_SAMPLE && !isWhole;
    if (line !== null) {
      if (!isCut) count(cell, line, marks, declared);
    } else if (ending === delimiterByte || (cell.length > 0 && !isCut)) {
      line = lineOf(cell, lines.length === 0);
      lines.push(line);
    }
    if (ending !== delimiterByte) {
      if (line !== null && isBlank(line)) lines.pop();
      line = null;
    }
    const [first] = lines;
    return first === undefined || !isEnough(first);
  });
  return lines;
}

/** The decimal marks that a number may have. */
function possibleMarks(delimiter: Delimiter, declared: DecimalMark | undefined): DecimalMark[] {
  if (declared !== undefined) return [declared];
  return delimiter === "," ? ["."] : [".", ","];
}

/** Whether a line has nothing but empty cells: spreadsheets leave such rows behind the last one. */
function isBlank({ named, numbers, tokens, notes, texts }: SampleLine): boolean {
  return !named && numbers + tokens + notes + texts === 0;
}

function lineOf(name: Cell, isFirst: boolean): SampleLine {
  const nameIsFaulty = name.fault() !== null;
  return {
    named: name.length > 0,
    titled: isFirst && !nameIsFaulty && isColumnTitle(name.text()),
    nameIsFaulty,
    nameHolds: name.quoted ? [] : delimitersIn(name.raw()),
    numbers: 0,
    tokens: 0,
    blanks: 0,
    notes: 0,
    texts: 0,
    proves: new Set(),
  };
}

function delimitersIn(name: Uint8Array): Delimiter[] {
  const held: Delimiter[] = [];
  if (name.includes(COMMA)) held.push(",");
  if (name.includes(SEMICOLON)) held.push(";");
  if (name.includes(TAB)) held.push("\t");
  return held;
}

function count(cell: Cell, line: SampleLine, marks: readonly DecimalMark[], { isMissing }: Declared): void {
  const { bytes, from, to } = cell;
  if (cell.fault() !== null) {
    line.texts++;
    return;
  }
  const mark = marks.find((candidate) => readDecimal(bytes, from, to, candidate === "." ? POINT : COMMA) !== "type-error");
  if (mark !== undefined) {
    line.numbers++;
    if (provesMark(bytes, from, to, mark)) line.proves.add(mark);
  } else if (from === to) line.blanks++;
  else if (isMissing(bytes, from, to)) line.tokens++;
  else if (isNote(bytes, from, to)) line.notes++;
  else line.texts++;
}
