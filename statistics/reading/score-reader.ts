// From the bytes of score lines to scores: a streaming reader that makes no string for a number and keeps no more than one cell.

import { CARRIAGE_RETURN, COMMA, isBlank, LINE_FEED, POINT, QUOTE, SPACE, TILDE } from "./ascii.ts";
import { Cell } from "./cell.ts";
import { type Decimal, isGreater, readDecimal } from "./decimal.ts";
import { explain, HIDDEN, type HintedCode } from "./hints.ts";
import type { Limits } from "./limits.ts";
import type { LineListener } from "./line-listener.ts";
import { looksLike } from "./looks-like.ts";
import type { MissingTokens } from "./missing-tokens.ts";
import { isNote } from "./note.ts";
import { BATCH, PlainScores } from "./plain-scores.ts";
import type { ProblemSink } from "./problem-log.ts";
import type { ScoreSink } from "./score-sink.ts";
import { showCell } from "./show-cell.ts";
import { APOSTROPHE, behindTextMark } from "./text-mark.ts";
import { firstInvalidByte } from "./utf8.ts";

export interface ScoreReaderOptions {
  /** The byte between two cells: a comma, a semicolon or a tab. */
  delimiter: number;
  /** The byte before the decimals: a point or a comma. */
  decimalMark: number;
  /** Whether the other mark may well have been meant, since nobody said which it is. */
  decimalMarkIsDetected: boolean;
  /** What the first line that is not blank is: scores, the columns' names, or nobody can tell. */
  firstLine: "scores" | "header" | "ambiguous";
  missingTokens: MissingTokens;
  /** Whether a line break is text inside quotes; otherwise it ends the line there too, and the quote is a problem. */
  multilineCells: boolean;
  limits: Limits;
  /** A score above this is worth a warning, exactly: digits / 10^decimals. */
  maxScore: Decimal | null;
  /** Whether a problem shows what the input says and how much, or only where: a cell may hold a score, whatever it should. */
  showCells: boolean;
}

/** How often each kind of line end was seen, and lines of nothing but blanks. */
export interface LineCounts {
  lf: number;
  crlf: number;
  cr: number;
  blank: number;
}

const END_OF_INPUT = -1;
const NO_BYTE = -1;
const NOTHING = new Uint8Array(0);

/**
 * Reads score lines, `name,score,score,…`, from chunks of UTF-8 cut anywhere: how the input was cut never shows in what the sink is told.
 *
 * Lines end in LF, CRLF or CR, the last one may lack it; lines of blanks and of empty cells are ignored, and so are blanks round cells, inside
 * quotes too; RFC 4180 quotes. Numbers are those of `readDecimal`. A line whose name is bad belongs to no quiz: its cells are checked, but no score of it
 * is told. A quote that stays open takes in lines until its cell is too long; reading goes on behind the line where that happened.
 *
 * Memory: one cell and one batch of scores. Time: linear in the input. Nothing throws but the sink.
 *
 * Two ways lead through a cell. A plain number that lies whole in the chunk is read in place (`PlainScores`); every other cell, and one
 * that the chunk cuts, goes byte by byte through `Cell`. Both must say the same of a plain number.
 */
export class ScoreReader {
  readonly lineCounts: LineCounts = { lf: 0, crlf: 0, cr: 0, blank: 0 };
  readonly #options: ScoreReaderOptions;
  readonly #sink: ScoreSink;
  readonly #problems: ProblemSink;
  readonly #lines: LineListener | null;
  readonly #cell: Cell;
  readonly #plain: PlainScores;
  /** Where the chunk's first byte lay in the input as sent, and how far its bytes lie apart there. */
  #offset = 0;
  #stride = 1;
  #line = 1;
  #column = 1;
  /** Line breaks inside the cell. */
  #breaks = 0;
  /** Whether the last byte was a CR inside the cell: an LF after it is of the same line break. */
  #afterInnerReturn = false;
  /** Whether the sink was told this line's quiz. */
  #named = false;
  /** Whether the line is the first that is not blank, until it ends. */
  #first = true;
  /** Whether the cells of this line are passed over. */
  #skipping = false;
  /** The cells before the note of this line, or -1 where it has none so far. What is behind a note is passed over. */
  #noteBehind = -1;
  /** Whether the last byte was a CR: an LF after it ends no line of its own. */
  #afterReturn = false;
  /** Whether a line ended with the last byte, until the listener has been told of it. */
  #lineHasEnded = false;
  /** Where the name of this line should be, if that cell is empty and no other cell so far says anything; otherwise -1. */
  #emptyNameAt = -1;
  /** Cells behind the name that a line should have, or -1 before the first line. */
  #expected = -1;

  /** @param lines is told where each line ends */
  constructor(options: ScoreReaderOptions, sink: ScoreSink, problems: ProblemSink, lines: LineListener | null = null) {
    this.#options = options;
    this.#sink = sink;
    this.#problems = problems;
    this.#lines = lines;
    this.#cell = new Cell(options.limits.maxCellBytes);
    // Between commas a decimal comma stands in quotes alone: a plain number has no mark there.
    const plainMark = options.decimalMark === options.delimiter ? NO_BYTE : options.decimalMark;
    this.#plain = new PlainScores(options.delimiter, plainMark, options.maxScore);
    this.#first = options.firstLine !== "scores";
  }

  /** Reads the next bytes. The chunk is not kept. Byte i of it lay at `offset + i * stride` in the input as sent. */
  push(chunk: Uint8Array, offset: number, stride: number): void {
    this.#offset = offset;
    this.#stride = stride;
    let at = 0;
    let line = 0;
    while (at < chunk.length) {
      if (this.#lineHasEnded) line = this.#tellLine(chunk, line, at);
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (chunk[at] === LINE_FEED) {
          this.lineCounts.cr--;
          this.lineCounts.crlf++;
          line = ++at;
          continue;
        }
      }
      if (this.#cell.length === 0 && !this.#skipping) {
        if (this.#column === 1 && !this.#first) at = this.#readBareName(chunk, at);
        if (this.#named) {
          at = this.#readPlainScores(chunk, at);
          if (!this.#named) continue; // the line ended there
        }
      }
      at = this.#readCell(chunk, at);
    }
    if (this.#lineHasEnded) this.#tellLine(chunk, line, at);
    else if (line < at) this.#lines?.hold(chunk, line);
  }

  /** Ends the input, and with it the last line if that has no line end. `offset` is the length of the input as sent. */
  end(offset: number): void {
    if (this.#column === 1 && this.#cell.length === 0) return;
    this.#endCell(END_OF_INPUT, offset);
    this.#tellLine(NOTHING, 0, 0);
  }

  /** Tells of the line that ended before `to`, and returns where the next one starts. */
  #tellLine(chunk: Uint8Array, from: number, to: number): number {
    this.#lineHasEnded = false;
    this.#lines?.endLine(chunk, from, to);
    return to;
  }

  /**
   * Where a line's name lies bare and whole in the chunk, begins its line and returns where its first score starts; otherwise `from`. A name that is not
   * ASCII, or has blanks at its ends or an apostrophe before it, goes the other way, and so does a line without a score.
   */
  #readBareName(chunk: Uint8Array, from: number): number {
    let length = this.#sink.guessLine(chunk, from, this.#line);
    if (length === 0) {
      const end = endOfBareName(chunk, from, this.#options.delimiter, this.#options.limits.maxCellBytes);
      if (end === from || !this.#sink.line(chunk, from, end, this.#line)) return from;
      length = end - from;
    }
    this.#named = true;
    this.#column = 2;
    return from + length + 1;
  }

  /** Reads plain numbers from the cell that starts at `from`, and returns where the first other cell starts, or the next line. */
  #readPlainScores(chunk: Uint8Array, from: number): number {
    const plain = this.#plain;
    let at = from;
    for (;;) {
      const room = Math.min(this.#options.limits.maxCellsPerLine + 2 - this.#column, BATCH);
      at = plain.read(chunk, at, room);
      if (plain.count > 0) this.#sink.scores(plain.values, plain.count, plain.decimals);
      this.#column += plain.count;
      if (plain.ending !== 0) {
        this.#endLine(plain.ending, this.#column - 2);
        return at;
      }
      if (plain.count < BATCH && plain.nextDecimals === plain.decimals) return at;
    }
  }

  /** Takes bytes into the cell until it ends or the chunk does, and returns where the next cell starts. */
  #readCell(chunk: Uint8Array, from: number): number {
    const cell = this.#cell;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      const completesBreak = this.#afterInnerReturn && byte === LINE_FEED;
      this.#afterInnerReturn = false;
      const endsLine = !completesBreak && (byte === LINE_FEED || byte === CARRIAGE_RETURN);
      if (endsLine && cell.quoteIsOpen && this.#options.multilineCells && !cell.tooLong) {
        this.#breaks++;
        this.#afterInnerReturn = byte === CARRIAGE_RETURN;
      } else if (endsLine || (byte === this.#options.delimiter && !cell.quoteIsOpen)) {
        this.#endCell(byte, this.#offsetOf(at));
        return at + 1;
      }
      cell.take(byte, this.#offsetOf(at));
    }
    return chunk.length;
  }

  #endCell(ending: number, offset: number): void {
    const scoresFollow = ending === this.#options.delimiter;
    this.#cell.close(offset);
    if (this.#emptyNameAt >= 0 && this.#cell.length > 0) this.#endBlank();
    if (this.#skipping) this.#endSkipped();
    else if (this.#column === 1) this.#endName(scoresFollow);
    else this.#endScore();
    this.#cell.clear();
    this.#line += this.#breaks;
    this.#breaks = 0;
    if (scoresFollow) this.#column++;
    else this.#endLine(ending, this.#noteBehind < 0 ? this.#column - 1 : this.#noteBehind);
  }

  #endLine(ending: number, cells: number): void {
    if (this.#named) {
      this.#sink.endLine(cells);
      this.#judgeLength(cells);
    }
    if (this.#emptyNameAt >= 0) {
      this.lineCounts.blank++;
      this.#emptyNameAt = -1;
    } else if (this.#skipping && this.#first) {
      this.#first = false;
      // A line of one cell is a title rather than the columns' names.
      if (this.#options.firstLine === "header" && cells > 0) this.#expected = cells;
    }
    if (ending === LINE_FEED) this.lineCounts.lf++;
    else if (ending === CARRIAGE_RETURN) this.lineCounts.cr++;
    this.#line++;
    this.#column = 1;
    this.#named = false;
    this.#skipping = false;
    this.#noteBehind = -1;
    this.#plain.nextDecimals = 0;
    this.#afterReturn = ending === CARRIAGE_RETURN;
    this.#lineHasEnded = true;
  }

  /** Warns of a line that has not as many cells as the header, or as the first line where there is none. */
  #judgeLength(cells: number): void {
    if (this.#noteBehind === 0) return; // its having no scores has been told
    if (this.#expected < 0) this.#expected = cells;
    if (cells === this.#expected) return;
    const code = cells < this.#expected ? "missing-cell" : "extra-cell";
    if (!this.#problems.add(code)) return;
    const { showCells } = this.#options;
    const hint = explain(code, showCells ? { expected: this.#expected, actual: cells } : {});
    const column = showCells ? Math.min(cells, this.#expected) + 2 : null;
    this.#problems.keep({ code, line: this.#line, column, byteOffset: null, cell: null, hint });
  }

  #endName(scoresFollow: boolean): void {
    const cell = this.#cell;
    if (cell.length === 0) {
      // A line of empty cells alone is blank: spreadsheets leave such rows behind the last one.
      this.#emptyNameAt = cell.start;
      this.#skipping = this.#first;
    } else if (this.#first) {
      this.#skipping = true;
      if (this.#options.firstLine === "ambiguous") this.#tellProblem("ambiguous-header");
      else this.#endSkipped();
    } else {
      const problem = this.#nameProblem() ?? (scoresFollow ? this.#beginLine() : "no-scores");
      if (problem !== null) this.#tellProblem(problem);
    }
  }

  #nameProblem(): HintedCode | null {
    const cell = this.#cell;
    const fault = cell.fault();
    if (fault !== null) return fault;
    if (cell.from === cell.to) return "no-quiz-name";
    return firstInvalidByte(cell.bytes, 0, cell.length) < 0 ? null : "encoding-error";
  }

  /** A cell says something: the line is no blank one. So it has no name, unless it is a header. */
  #endBlank(): void {
    const byteOffset = this.#emptyNameAt;
    this.#emptyNameAt = -1;
    if (this.#first || !this.#problems.add("no-quiz-name")) return;
    const hint = explain("no-quiz-name", {});
    this.#problems.keep({ code: "no-quiz-name", line: this.#line, column: 1, byteOffset, cell: "", hint });
  }

  /** Tells the sink the line's quiz, and says what is wrong where it does not take it. */
  #beginLine(): HintedCode | null {
    const { bytes, from, to, quoted } = this.#cell;
    const name = quoted ? new TextEncoder().encode(this.#cell.text()) : bytes;
    const end = quoted ? name.length : to;
    this.#named = this.#sink.line(name, behindTextMark(name, quoted ? 0 : from, end), end, this.#line);
    return this.#named ? null : "too-many-quizzes";
  }

  #endScore(): void {
    const { bytes, from, to } = this.#cell;
    if (this.#beginsNote()) {
      this.#noteBehind = this.#column - 2;
      this.#skipping = true;
      if (this.#named && this.#noteBehind === 0) this.#tellProblem("no-scores");
      return;
    }
    if (this.#column - 1 > this.#options.limits.maxCellsPerLine) {
      this.#tellProblem("too-many-cells");
      this.#skipping = true;
      return;
    }
    const score = this.#cell.fault() ?? readDecimal(bytes, from, to, this.#options.decimalMark);
    if (typeof score === "object") {
      const { maxScore } = this.#options;
      if (maxScore !== null && isGreater(score, maxScore)) this.#tellProblem("constraint-error");
      if (this.#named) this.#sink.score(score.digits, score.decimals);
      return;
    }
    const token = score === "type-error" ? this.#options.missingTokens.find(bytes, from, to) : -1;
    if (token < 0) this.#tellProblem(score === "type-error" ? this.#whyNoNumber() : score);
    else if (this.#named) this.#sink.missing(token);
  }

  /** A declared token stays one, whatever it looks like. */
  #beginsNote(): boolean {
    const { bytes, from, to } = this.#cell;
    return isNote(bytes, from, to) && this.#cell.fault() === null && this.#options.missingTokens.find(bytes, from, to) < 0;
  }

  /**
   * What is passed over is not judged, but an open quote has taken in lines that are not to be passed over, and no score may get lost behind a note:
   * only other notes may stand there, and the empty cells by which spreadsheets make lines equally long.
   */
  #endSkipped(): void {
    if (this.#cell.fault() === "unterminated-quote") this.#tellProblem("unterminated-quote");
    else if (this.#noteBehind >= 0 && this.#cell.from < this.#cell.to && !this.#beginsNote()) this.#tellProblem("type-error");
  }

  #whyNoNumber(): HintedCode {
    const { bytes, from, to } = this.#cell;
    if (firstInvalidByte(bytes, 0, this.#cell.length) >= 0) return "encoding-error";
    const { delimiter, decimalMark, decimalMarkIsDetected } = this.#options;
    // Between commas nobody writes decimal commas, so that a comma in quotes is one of thousands, or a slip.
    if (!decimalMarkIsDetected || delimiter === COMMA) return "type-error";
    const otherMark = decimalMark === POINT ? COMMA : POINT;
    return readDecimal(bytes, from, to, otherMark) === "type-error" ? "type-error" : "ambiguous-decimal";
  }

  #tellProblem(code: HintedCode): void {
    if (this.#problems.add(code)) this.#keepProblem(code, this.#cell.raw(), this.#cell.start);
  }

  #keepProblem(code: HintedCode, bytes: Uint8Array, byteOffset: number): void {
    const cell = this.#options.showCells ? showCell(bytes) : HIDDEN;
    const about = code === "encoding-error" ? { invalidOffset: this.#invalidOffset(), looksLike: looksLike(bytes) } : {};
    const isBehindNote = this.#noteBehind >= 0;
    const hint = explain(code, { cell, limits: this.#options.limits, isBehindNote, ...about });
    this.#problems.keep({ code, line: this.#line, column: this.#column, byteOffset, cell, hint });
  }

  /** Where the cell's first byte that is not UTF-8 lay. In an input in another encoding that is 0xFF; in UTF-8 its bytes lay side by side. */
  #invalidOffset(): number {
    const { bytes, length, start, invalidAt } = this.#cell;
    const first = firstInvalidByte(bytes, 0, length);
    return bytes[first] === 0xff ? invalidAt : start + first;
  }

  #offsetOf(at: number): number {
    return this.#offset + at * this.#stride;
  }
}

/** Where the delimiter stands behind the printable ASCII from `from` on, if that is no longer than a cell and neither a quote, an apostrophe nor a blank at an end; else `from`. */
function endOfBareName(chunk: Uint8Array, from: number, delimiter: number, maxBytes: number): number {
  const stop = Math.min(chunk.length, from + maxBytes + 1);
  for (let at = from; at < stop; at++) {
    const byte = chunk[at] ?? 0;
    if (byte === delimiter) return isBlank(chunk[from]) || isBlank(chunk[at - 1]) ? from : at;
    if (byte < SPACE || byte > TILDE || ((byte === QUOTE || byte === APOSTROPHE) && at === from)) return from;
  }
  return from;
}
