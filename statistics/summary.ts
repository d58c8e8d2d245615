// From the bytes of a submission to what was in it: its quizzes' scores, how it was read, and its problems.

import type { SubmissionOptions } from "../generated/types/statistics.d.ts";
import type { AlignedScores } from "./aligned-scores.ts";
import { Collector, type QuizSummary } from "./collector.ts";
import { FailedRows } from "./failed-rows/failed-rows.ts";
import type { RowSink } from "./failed-rows/row-sink.ts";
import { TwoLogs } from "./failed-rows/two-logs.ts";
import { checkMissingTokens, type Marks, marksOf, type Options } from "./options.ts";
import { dialectOf, dialectSettings } from "./reader-settings.ts";
import { copyOf, joined } from "./reading/copies.ts";
import { type Dialect, SAMPLE_BYTES } from "./reading/dialect.ts";
import { type Encoding, Utf8Source } from "./reading/encoding.ts";
import { explain } from "./reading/hints.ts";
import { DEFAULT_LIMITS, type Limits } from "./reading/limits.ts";
import { MissingTokens } from "./reading/missing-tokens.ts";
import { ProblemLog } from "./reading/problem-log.ts";
import { type LineCounts, ScoreReader } from "./reading/score-reader.ts";

/** How an input was read. */
export interface Reading {
  encoding: Encoding;
  byteOrderMark: boolean;
  dialect: Dialect;
  lineCounts: LineCounts;
}

export interface Summary {
  /** What the submitter said, as it was said. */
  options: SubmissionOptions;
  marks: Marks;
  quizCount: number;
  /** Score lines: those that name a quiz and have a cell for a score. */
  lineCount: number;
  /** In the order of first appearance. A quiz on several lines is one. */
  quizzes(): Iterable<QuizSummary>;
  /** The scores by column, where the quizzes' columns align. */
  aligned: AlignedScores;
  missingTokens: readonly string[];
  reading: Reading;
  /** When it holds no error, every cell of the input is in some quiz, or in the header. */
  problems: ProblemLog;
}

interface Piece {
  bytes: Uint8Array;
  offset: number;
  stride: number;
}

/** What there is once the dialect is known. */
interface Started {
  dialect: Dialect;
  collector: Collector;
  reader: ScoreReader;
}

/**
 * Summarises score lines as they stream by, in chunks cut anywhere.
 *
 * Whether an error rejects the input or not is for the caller to say: the good cells are counted either way. The first `SAMPLE_BYTES` are held
 * back until they are complete, so that how the input is read does not depend on how it was cut.
 *
 * @throws OptionError for options that no input can meet
 */
export class Summariser {
  readonly #options: SubmissionOptions;
  readonly #limits: Limits;
  readonly #marks: Marks;
  readonly #problems = new ProblemLog();
  readonly #missingTokens: MissingTokens;
  readonly #source: Utf8Source;
  readonly #rowSink: RowSink | undefined;
  #length = 0;
  #held: Piece[] = [];
  #heldBytes = 0;
  #started: Started | null = null;

  /** @param rowSink where the rows that have an error go meanwhile. They show scores: not for an input whose small groups are hidden. */
  constructor({ limits, ...options }: Options = {}, rowSink?: RowSink) {
    checkMissingTokens(options);
    this.#options = options;
    this.#rowSink = rowSink;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#marks = marksOf(options);
    this.#missingTokens = new MissingTokens(options.missingTokens);
    this.#source = new Utf8Source(options.encoding, (bytes, offset, stride) => this.#take({ bytes, offset, stride }));
  }

  /** Reads the next bytes of the input. The chunk is not kept. */
  push(chunk: Uint8Array): void {
    this.#length += chunk.length;
    this.#source.push(chunk);
  }

  /** Ends the input and says what was in it. */
  end(): Summary {
    this.#source.end();
    const { dialect, collector, reader } = this.#started ?? this.#start();
    reader.end(this.#length);
    const { encoding, byteOrderMark } = this.#source;
    return {
      options: this.#options,
      marks: this.#marks,
      quizCount: collector.quizCount,
      lineCount: collector.lineCount,
      quizzes: () => collector.quizzes(),
      aligned: collector.aligned,
      missingTokens: this.#missingTokens.tokens,
      reading: { encoding, byteOrderMark, dialect, lineCounts: reader.lineCounts },
      problems: this.#problems,
    };
  }

  #take(piece: Piece): void {
    if (this.#started !== null) {
      this.#read(this.#started, piece);
      return;
    }
    // The last piece is whole, though the sample needs but its beginning; all are read when the sample is judged, before the caller goes on.
    this.#held.push(piece);
    this.#heldBytes += piece.bytes.length;
    if (this.#heldBytes >= SAMPLE_BYTES) this.#start();
    else piece.bytes = copyOf(piece.bytes);
  }

  #start(): Started {
    const dialect = this.#detectDialect();
    const settings = dialectSettings(dialect, this.#options);
    const collector = new Collector(settings.delimiter, this.#limits.maxQuizzes);
    const failedRows = this.#failedRows(dialect);
    const reader = new ScoreReader(
      {
        ...settings,
        missingTokens: this.#missingTokens,
        limits: this.#limits,
        // Where small groups are suppressed, nobody knows yet of which quiz a score may be told.
        maxScore: this.#options.minimumGroupSize === undefined ? this.#marks.maxScore : null,
        showCells: this.#options.minimumGroupSize === undefined,
      },
      collector,
      failedRows ? new TwoLogs(this.#problems, failedRows) : this.#problems,
      failedRows,
    );
    this.#started = { dialect, collector, reader };
    const { contradiction } = this.#source;
    if (contradiction !== null) this.#refuse("ambiguous-encoding", { startsLike: contradiction.looksLike });
    else if (dialect.ambiguous.includes("delimiter")) this.#refuse("ambiguous-delimiter");
    for (const piece of this.#held) this.#read(this.#started, piece);
    this.#held = [];
    return this.#started;
  }

  #failedRows({ delimiter, header }: Dialect): FailedRows | null {
    const sink = this.#rowSink;
    return sink ? new FailedRows({ delimiter: delimiter.charCodeAt(0), missingTokens: this.#missingTokens, header, sink }) : null;
  }

  #detectDialect(): Dialect {
    const sample = joined(this.#held.map(({ bytes }) => bytes.subarray(0, SAMPLE_BYTES))).subarray(0, SAMPLE_BYTES);
    return dialectOf(sample, this.#heldBytes < SAMPLE_BYTES, this.#options, this.#missingTokens);
  }

  #read({ dialect, reader }: Started, { bytes, offset, stride }: Piece): void {
    // Read with the wrong delimiter, every cell would be a problem of its own.
    if (!dialect.ambiguous.includes("delimiter")) reader.push(bytes, offset, stride);
  }

  /** Tells of a problem that keeps the whole input from being read. */
  #refuse(code: "ambiguous-delimiter" | "ambiguous-encoding", circumstances: { startsLike?: Encoding } = {}): void {
    this.#problems.add(code);
    this.#problems.keep({ code, line: 1, column: null, byteOffset: null, cell: null, hint: explain(code, circumstances) });
  }
}
