// From the bytes of score lines to scores: a streaming reader that makes no string for a number and keeps no more than one cell.

import { CARRIAGE_RETURN, COMMA, isBlank, LINE_FEED, NINE, POINT, ZERO } from "./ascii.ts";
import { Cell } from "./cell.ts";
import { readDecimal } from "./decimal.ts";
import { type MissingToken, missingToken } from "./missing-token.ts";
import { explainProblem, MAX_PROBLEMS, type ScoreProblem, type ScoreProblemCode } from "./score-problem.ts";
import { showCell } from "./show-cell.ts";
import { firstInvalidByte } from "./utf8.ts";

/** What a `ScoreReader` tells, in the order of the input. Every `score` and `missing` belongs to the `line` before it. */
export interface ScoreSink {
  /** A score line begins; `quiz` is its name, trimmed and unquoted. Not called for a line whose name is bad or that has no scores. */
  line(quiz: string): void;
  /** A score of `digits / 10^decimals`, with as few decimals as it can be written with; `digits` is a bigint only when it is no safe integer. */
  score(digits: number | bigint, decimals: number): void;
  /** A cell without a score: blank, `NA`, `ABS` or `EX`, told in upper case. */
  missing(token: MissingToken): void;
  /**
   * A cell that cannot be read. The rest of its line is still told. Only the first `MAX_PROBLEMS` are told, since a file that is no score file
   * has one in every cell and to explain it costs more than to read it; `ScoreReader.problemCount` counts all.
   */
  problem(problem: ScoreProblem): void;
}

/** As many digits as an int32 always holds. */
const PLAIN_DIGITS = 9;

const END_OF_INPUT = -1;

/**
 * Reads score lines, `name,score,score,…`, from chunks of bytes cut anywhere: how the input was cut never shows in what the sink is told.
 *
 * UTF-8 with or without a byte order mark; commas; lines end in LF, CRLF or CR, the last one may lack it; lines of blanks are ignored, and so
 * are blanks round cells, inside quotes too; RFC 4180 quotes, closed on their own line. Numbers are those of `readDecimal`.
 * A line whose name is bad belongs to no quiz: its cells are checked, but no score of it is told.
 *
 * Memory: one cell (`MAX_CELL_BYTES`). Time: linear in the input. Nothing throws but the sink.
 *
 * Two ways lead through a cell. A plain number that lies whole in the chunk is read in place (`#readPlainScores`); every other cell, and one
 * that the chunk cuts, goes byte by byte through `Cell`. Both must say the same of a plain number.
 */
export class ScoreReader {
  readonly #sink: ScoreSink;
  readonly #cell = new Cell();
  /** Bytes in the chunks before this one. */
  #offset = 0;
  #line = 1;
  #column = 1;
  /** Whether the sink was told this line's name. */
  #named = false;
  /** Whether the last byte was a CR: an LF after it ends no line of its own. */
  #afterReturn = false;
  #problemCount = 0;
  #lastName = "";
  #lastNameBytes = new Uint8Array(0);

  constructor(sink: ScoreSink) {
    this.#sink = sink;
  }

  /** Problems so far, told to the sink or not. */
  get problemCount(): number {
    return this.#problemCount;
  }

  /** Reads the next bytes of the input. The chunk is not kept. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (chunk[at] === LINE_FEED) at++;
      }
      if (this.#named && this.#cell.length === 0) at = this.#readPlainScores(chunk, at);
      // The line may have ended with a CR there: an LF behind it is not a cell's.
      if (!this.#afterReturn) at = this.#readCell(chunk, at);
    }
    this.#offset += chunk.length;
  }

  /** Ends the input, and with it the last line if that has no line end. */
  end(): void {
    if (this.#column > 1 || this.#cell.length > 0) this.#endCell(END_OF_INPUT, this.#offset);
  }

  /** Reads plain numbers (`85`, `8.25`; up to nine digits) from the cell that starts at `from`, and returns where the first other cell starts. */
  #readPlainScores(chunk: Uint8Array, from: number): number {
    const end = chunk.length;
    let column = this.#column;
    let start = from;
    for (;;) {
      while (start < end && isBlank(chunk[start])) start++;
      let at = start;
      let byte = 0;
      let digits = 0;
      while (at < end) {
        byte = chunk[at] ?? 0;
        if (byte < ZERO || byte > NINE) break;
        digits = (digits * 10 + (byte - ZERO)) | 0;
        at++;
      }
      let count = at - start;
      let decimals = 0;
      if (byte === POINT && count > 0) {
        const point = at++;
        while (at < end) {
          byte = chunk[at] ?? 0;
          if (byte < ZERO || byte > NINE) break;
          digits = (digits * 10 + (byte - ZERO)) | 0;
          at++;
        }
        decimals = at - point - 1;
        count = decimals === 0 ? 0 : count + decimals;
      }
      const lineEnds = byte === LINE_FEED || byte === CARRIAGE_RETURN;
      if (count === 0 || count > PLAIN_DIGITS || (byte !== COMMA && !lineEnds)) break;
      while (decimals > 0 && digits % 10 === 0) {
        digits = (digits / 10) | 0;
        decimals--;
      }
      this.#sink.score(digits, decimals);
      start = at + 1;
      if (lineEnds) {
        this.#endLine(byte);
        return start;
      }
      column++;
    }
    this.#column = column;
    return start;
  }

  /** Takes bytes into the cell until it ends or the chunk does, and returns where the next cell starts. */
  #readCell(chunk: Uint8Array, from: number): number {
    const cell = this.#cell;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN || (byte === COMMA && !cell.quoteIsOpen)) {
        this.#endCell(byte, this.#offset + at);
        return at + 1;
      }
      cell.take(byte, this.#offset + at);
    }
    return chunk.length;
  }

  #endCell(ending: number, offset: number): void {
    this.#cell.close(offset);
    if (this.#column === 1) this.#tellName(ending === COMMA);
    else this.#tellScore();
    this.#cell.clear();
    if (ending === COMMA) this.#column++;
    else this.#endLine(ending);
  }

  #endLine(ending: number): void {
    this.#line++;
    this.#column = 1;
    this.#named = false;
    this.#afterReturn = ending === CARRIAGE_RETURN;
  }

  #tellName(scoresFollow: boolean): void {
    if (this.#cell.length === 0 && !scoresFollow) return; // a blank line
    const name = this.#readName();
    if (name === null) return;
    if (scoresFollow) {
      this.#named = true;
      this.#sink.line(name);
    } else {
      this.#tellProblem("no-scores");
    }
  }

  /** The quiz name in the cell, or null when it is a problem, which the sink has then been told. The last name's bytes give the last name's string. */
  #readName(): string | null {
    const cell = this.#cell;
    const fault = cell.fault();
    if (fault === null && sameBytes(cell.bytes, cell.length, this.#lastNameBytes)) return this.#lastName;
    const invalid = firstInvalidByte(cell.raw());
    const problem = fault ?? (cell.from === cell.to ? "no-quiz-name" : invalid >= 0 ? "invalid-utf8" : null);
    if (problem !== null) {
      this.#tellProblem(problem, cell.start + invalid);
      return null;
    }
    this.#lastName = cell.text();
    this.#lastNameBytes = cell.raw().slice();
    return this.#lastName;
  }

  #tellScore(): void {
    const { bytes, from, to } = this.#cell;
    const score = this.#cell.fault() ?? readDecimal(bytes, from, to);
    if (typeof score === "object") {
      if (this.#named) this.#sink.score(score.digits, score.decimals);
      return;
    }
    const token = score === "not-a-number" ? missingToken(bytes, from, to) : null;
    if (token === null) this.#tellProblem(score);
    else if (this.#named) this.#sink.missing(token);
  }

  #tellProblem(code: ScoreProblemCode, invalidOffset = 0): void {
    if (++this.#problemCount > MAX_PROBLEMS) return;
    const cell = showCell(this.#cell.raw());
    const message = explainProblem(code, cell, invalidOffset);
    this.#sink.problem({ code, line: this.#line, column: this.#column, byteOffset: this.#cell.start, cell, message });
  }
}

/** Whether the first `length` bytes are the bytes of the last name; no name is empty. */
function sameBytes(bytes: Uint8Array, length: number, name: Uint8Array): boolean {
  if (length !== name.length || length === 0) return false;
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== name[i]) return false;
  }
  return true;
}
