// The rows of a score file that have an error, as CSV: each as it was sent, with a note behind it that the reader of score lines passes over.

import { CARRIAGE_RETURN, LINE_FEED } from "../reading/ascii.ts";
import type { LineListener } from "../reading/line-listener.ts";
import type { MissingTokens } from "../reading/missing-tokens.ts";
import type { ProblemSink } from "../reading/problem-log.ts";
import type { ScoreProblem, ScoreProblemCode } from "../reading/score-problem.ts";
import { HeldRow } from "./held-row.ts";
import { RowProblems } from "./row-problems.ts";
import type { RowSink } from "./row-sink.ts";
import { RowWriter } from "./row-writer.ts";

/** How the file is read, and who wants its failed rows. */
export interface Wanted {
  /** The byte between two cells. */
  delimiter: number;
  missingTokens: MissingTokens;
  /** Whether the first line that says something is a header, which comes before the rows whether it has an error or not. */
  header: boolean;
  sink: RowSink;
}

/**
 * Finds the failed rows as a `ScoreReader` reads the file, of whose problems and lines it is told. Which rows come, and how, does not depend on how the file
 * was cut. A row goes on over the line breaks in its quotes.
 *
 * Memory: one row that several chunks have, up to `sink.mostRowBytes`. Time: next to none for a row without an error that one chunk has; a copy of what earlier
 * chunks have of any other.
 */
export class FailedRows implements LineListener, ProblemSink {
  /** Errors in the rows so far. */
  errorCount = 0;
  readonly #problems = new RowProblems();
  readonly #writer: RowWriter;
  readonly #sink: RowSink;
  /** What chunks before had of the row. */
  readonly #row: HeldRow;
  #awaitsHeader: boolean;

  constructor({ delimiter, missingTokens, header, sink }: Wanted) {
    this.#writer = new RowWriter(delimiter, missingTokens, (bytes) => sink.write(bytes));
    this.#row = new HeldRow(sink.mostRowBytes);
    this.#sink = sink;
    this.#awaitsHeader = header;
  }

  add(code: ScoreProblemCode): boolean {
    return this.#sink.isOpen && this.#problems.add(code);
  }

  keep(problem: Omit<ScoreProblem, "severity">): void {
    this.#problems.keep(problem);
  }

  hold(chunk: Uint8Array, from: number): void {
    if (this.#sink.isOpen) this.#row.add(from === 0 ? chunk : chunk.subarray(from));
  }

  endLine(chunk: Uint8Array, from: number, to: number): void {
    if (this.#sink.isOpen && (this.#awaitsHeader || this.#problems.errorCount > 0)) this.#endRow(chunk.subarray(from, to));
    this.#problems.clear();
    this.#row.clear();
  }

  #endRow(end: Uint8Array): void {
    if (this.#row.length + end.length > this.#sink.mostRowBytes) {
      this.#sink.refuse();
      return;
    }
    if (this.#row.length > 0) this.#row.add(end);
    const row = withoutLineEnd(this.#row.length > 0 ? this.#row.bytes() : end);
    const { errorCount } = this.#problems;
    const isHeader = this.#awaitsHeader && this.#writer.saysSomething(row);
    if (isHeader) this.#awaitsHeader = false;
    if (isHeader || errorCount > 0) this.#writer.write(row, this.#problems.note());
    this.errorCount += errorCount;
  }
}

function withoutLineEnd(row: Uint8Array): Uint8Array {
  let end = row.length;
  if (end > 0 && row[end - 1] === LINE_FEED) end--;
  if (end > 0 && row[end - 1] === CARRIAGE_RETURN) end--;
  return row.subarray(0, end);
}
