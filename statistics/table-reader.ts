// From the bytes of score lines to the table of every student's scores.

import type { SubmissionOptions } from "../generated/types/statistics.d.ts";
import { checkMissingTokens } from "./options.ts";
import { dialectOf, dialectSettings } from "./reader-settings.ts";
import { copyOf, joined } from "./reading/copies.ts";
import { type Dialect, SAMPLE_BYTES } from "./reading/dialect.ts";
import { Utf8Source } from "./reading/encoding.ts";
import { HeaderCells } from "./reading/header-cells.ts";
import { DEFAULT_LIMITS } from "./reading/limits.ts";
import { MissingTokens } from "./reading/missing-tokens.ts";
import { ProblemLog } from "./reading/problem-log.ts";
import { ScoreReader } from "./reading/score-reader.ts";
import { MAX_TABLE_CELLS, type NoTable, Rows, type ScoreTable, tableOf } from "./score-table.ts";

interface Started {
  dialect: Dialect;
  header: HeaderCells;
  reader: ScoreReader;
  rows: Rows;
}

/**
 * Reads score lines into a table as they stream by, in chunks cut anywhere. They are read as `Summariser` reads them.
 *
 * Memory: the table. A reader that is `full` need not be told more: there is no table, and `end` says why.
 */
export class TableReader {
  readonly #options: SubmissionOptions;
  readonly #missingTokens: MissingTokens;
  readonly #problems = new ProblemLog();
  readonly #source: Utf8Source;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #length = 0;
  #started: Started | null = null;

  /** @throws OptionError for missing tokens that no input can have */
  constructor(options: SubmissionOptions) {
    checkMissingTokens(options);
    this.#options = options;
    this.#missingTokens = new MissingTokens(options.missingTokens);
    this.#source = new Utf8Source(options.encoding, (bytes, offset, stride) => this.#take(bytes, offset, stride));
  }

  get full(): boolean {
    return this.#started?.rows.refusal !== undefined;
  }

  push(chunk: Uint8Array): void {
    this.#length += chunk.length;
    this.#source.push(chunk);
  }

  end(): ScoreTable | NoTable {
    this.#source.end();
    const { dialect, header, reader, rows } = this.#started ?? this.#start();
    reader.end(this.#length);
    header.end();
    const refusal = rows.refusal;
    if (refusal) return refusal;
    const { errorCount } = this.#problems;
    if (errorCount > 0 || this.#source.contradiction !== null || dialect.ambiguous.length > 0)
      return { reason: "unreadable", errors: Math.max(errorCount, 1) };
    if (!dialect.header) return { reason: "no-header" };
    return tableOf(header.texts.slice(1), rows);
  }

  #take(bytes: Uint8Array, offset: number, stride: number): void {
    if (this.#started !== null) {
      this.#read(this.#started, bytes, offset, stride);
      return;
    }
    this.#held.push(copyOf(bytes));
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= SAMPLE_BYTES) this.#start();
  }

  #read({ dialect, header, reader, rows }: Started, bytes: Uint8Array, offset: number, stride: number): void {
    if (dialect.ambiguous.includes("delimiter") || rows.refusal !== undefined) return;
    header.push(bytes);
    reader.push(bytes, offset, stride);
  }

  #start(): Started {
    const held = joined(this.#held);
    this.#held = [];
    const dialect = dialectOf(held.subarray(0, SAMPLE_BYTES), held.length < SAMPLE_BYTES, this.#options, this.#missingTokens);
    const settings = dialectSettings(dialect, this.#options);
    const rows = new Rows(this.#missingTokens.tokens);
    const reader = new ScoreReader(
      {
        ...settings,
        missingTokens: this.#missingTokens,
        limits: DEFAULT_LIMITS,
        maxScore: null, // only warns
        showCells: false,
      },
      rows,
      this.#problems,
    );
    const { maxCellBytes } = DEFAULT_LIMITS;
    const { delimiter, multilineCells } = settings;
    const headerCells = new HeaderCells({ delimiter, multilineCells, maxCellBytes, maxCells: MAX_TABLE_CELLS });
    const started = { dialect, header: headerCells, reader, rows };
    this.#started = started;
    this.#read(started, held, 0, 1); // nobody asks here where a problem was
    return started;
  }
}
