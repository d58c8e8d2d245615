// A reader of score lines that is after the failed rows alone.
import type { SubmissionOptions } from "../../generated/types/submission.d.ts";
import type { SubmissionProblems } from "../../generated/types/submission-problems.d.ts";
import { FailedRows } from "../../statistics/failed-rows/failed-rows.ts";
import type { RowSink } from "../../statistics/failed-rows/row-sink.ts";
import { marksOf } from "../../statistics/options.ts";
import { Utf8Source } from "../../statistics/reading/encoding.ts";
import { DEFAULT_LIMITS } from "../../statistics/reading/limits.ts";
import { MissingTokens } from "../../statistics/reading/missing-tokens.ts";
import { ScoreReader } from "../../statistics/reading/score-reader.ts";
import { QuizCounter } from "./failed-rows-quizzes.ts";

/** What the report and the submission say of the file, which need not be found out again. */
export interface FileRead {
  quality: SubmissionProblems["quality"];
  options: SubmissionOptions;
}

/** Reads a file as it streams by, in chunks cut anywhere, with the reader that the calculator had and as that did, but keeps no score. */
export class FailedRowsReader {
  readonly #failed: FailedRows;
  readonly #reader: ScoreReader;
  readonly #source: Utf8Source;
  #size = 0;

  /** @throws OptionError for options that no input can meet */
  constructor({ quality: { reading, problemCounts }, options }: FileRead, sink: RowSink) {
    const delimiter = reading.delimiter.charCodeAt(0);
    const missingTokens = new MissingTokens(options.missingTokens);
    this.#failed = new FailedRows({ delimiter, missingTokens, header: reading.header, sink });
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
      this.#failed,
      this.#failed,
    );
    this.#source = new Utf8Source(options.encoding, (bytes, offset, stride) => this.#reader.push(bytes, offset, stride));
  }

  /** Errors met so far. */
  get errorCount(): number {
    return this.#failed.errorCount;
  }

  push(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#source.push(chunk);
  }

  end(): void {
    this.#source.end();
    this.#reader.end(this.#size);
  }
}
