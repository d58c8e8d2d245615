// The rows of a score file that have an error, as CSV: each as it was sent, with a note behind it that the reader of score lines passes over.

import type { SubmissionOptions } from "../../generated/types/submission.d.ts";
import type { SubmissionProblems } from "../../generated/types/submission-problems.d.ts";
import { marksOf } from "../../statistics/options.ts";
import { CARRIAGE_RETURN, LINE_FEED } from "../../statistics/reading/ascii.ts";
import { Utf8Source } from "../../statistics/reading/encoding.ts";
import { DEFAULT_LIMITS } from "../../statistics/reading/limits.ts";
import { MissingTokens } from "../../statistics/reading/missing-tokens.ts";
import { ScoreReader } from "../../statistics/reading/score-reader.ts";
import { RowProblems } from "./failed-rows-problems.ts";
import { QuizCounter } from "./failed-rows-quizzes.ts";
import { RowWriter } from "./failed-rows-writer.ts";

/** What the report and the submission say of the file, which need not be found out again. */
export interface FileRead {
  quality: SubmissionProblems["quality"];
  options: SubmissionOptions;
}

/**
 * Finds the failed rows as a file streams by, in chunks cut anywhere. The reader gets the file line by line, so that what it tells is of the row
 * that is held; a row goes on over the line breaks in its quotes. Memory: one row, of at most `mostBytes`, and the rows found.
 */
export class FailedRows {
  /** The CSV so far; CRLF behind each row. */
  readonly rows: string[] = [];
  /** Errors met so far. */
  errorCount = 0;
  readonly #problems = new RowProblems();
  readonly #reader: ScoreReader;
  readonly #source: Utf8Source;
  readonly #writer: RowWriter;
  readonly #mostBytes: number;
  #row = new Uint8Array(65_536);
  #length = 0;
  #size = 0;
  #awaitsHeader: boolean;

  /** @throws OptionError for options that no input can meet */
  constructor({ quality: { reading, problemCounts }, options }: FileRead, mostBytes: number) {
    const delimiter = reading.delimiter.charCodeAt(0);
    const missingTokens = new MissingTokens(options.missingTokens);
    this.#mostBytes = mostBytes;
    this.#awaitsHeader = reading.header;
    this.#writer = new RowWriter(delimiter, missingTokens);
    this.#reader = new ScoreReader(
      {
        delimiter,
        decimalMark: reading.decimal.charCodeAt(0),
        decimalMarkIsDetected: reading.decimalDecidedBy === "detected",
        firstLine: problemCounts.some(({ code }) => code === "ambiguous-header") ? "ambiguous" : reading.header ? "header" : "scores",
        missingTokens,
        multilineCells: options.multilineCells ?? true,
        limits: DEFAULT_LIMITS,
        maxScore: marksOf(options).maxScore,
        showCells: true,
      },
      new QuizCounter(delimiter, DEFAULT_LIMITS.maxQuizzes),
      this.#problems,
    );
    this.#source = new Utf8Source(options.encoding, (bytes, offset, stride) => this.#read(bytes, offset, stride));
  }

  push(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#source.push(chunk);
  }

  end(): void {
    this.#source.end();
    this.#reader.end(this.#size);
    this.#endRow();
  }

  #read(bytes: Uint8Array, offset: number, stride: number): void {
    for (let at = 0; at < bytes.length; ) {
      const end = endOfLine(bytes, at);
      const line = bytes.subarray(at, end);
      this.#hold(line);
      this.#reader.push(line, offset + at * stride, stride);
      const last = line[line.length - 1];
      if ((last === LINE_FEED || last === CARRIAGE_RETURN) && this.#reader.isBetweenLines) this.#endRow();
      at = end;
    }
  }

  /** What no answer could hold is not held, only its length is. */
  #hold(line: Uint8Array): void {
    const length = this.#length + line.length;
    if (length <= this.#mostBytes) {
      if (length > this.#row.length) {
        const larger = new Uint8Array(Math.min(2 * length, this.#mostBytes));
        larger.set(this.#row.subarray(0, this.#length));
        this.#row = larger;
      }
      this.#row.set(line, this.#length);
    }
    this.#length = length;
  }

  /** @throws RowTooLong */
  #endRow(): void {
    const { errorCount } = this.#problems;
    if (errorCount > 0 || this.#awaitsHeader) {
      if (this.#length > this.#mostBytes) throw new RowTooLong();
      const row = withoutLineEnd(this.#row.subarray(0, this.#length));
      const isHeader = this.#awaitsHeader && this.#writer.saysSomething(row);
      if (isHeader) this.#awaitsHeader = false;
      if (isHeader || errorCount > 0) this.rows.push(this.#writer.write(row, this.#problems.note()));
    }
    this.errorCount += errorCount;
    this.#problems.clear();
    this.#length = 0;
  }
}

/** A failed row, or the header, is longer than an answer. */
export class RowTooLong extends Error {
  override readonly name = "RowTooLong";
}

/** Behind the first line end from `from` on, CRLF being one where it is not cut; else the end. */
function endOfLine(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === LINE_FEED) return at + 1;
    if (byte === CARRIAGE_RETURN) return bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
  }
  return bytes.length;
}

function withoutLineEnd(row: Uint8Array): Uint8Array {
  let end = row.length;
  if (end > 0 && row[end - 1] === LINE_FEED) end--;
  if (end > 0 && row[end - 1] === CARRIAGE_RETURN) end--;
  return row.subarray(0, end);
}
