// One row of score lines written again: as it was sent, but that a spreadsheet computes none of it and that no quote stays open.

import { isBlank, QUOTE, SPACE, TILDE } from "../reading/ascii.ts";
import { Cell } from "../reading/cell.ts";
import { DEFAULT_LIMITS } from "../reading/limits.ts";
import type { MissingTokens } from "../reading/missing-tokens.ts";
import { isNote, NOTE_MARK } from "../reading/note.ts";
import { FORMULA_STARTS } from "../reading/text-mark.ts";
import { firstInvalidByte } from "../reading/utf8.ts";
import { RowOutput } from "./row-output.ts";

const ROW_END = "\r\n";

/** Bytes that are not UTF-8 come as U+FFFD. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class RowWriter {
  readonly #delimiter: number;
  readonly #missingTokens: MissingTokens;
  readonly #out: RowOutput;
  readonly #cell = new Cell(DEFAULT_LIMITS.maxCellBytes);
  /** By byte, whether a cell that begins with it, and is ASCII, comes as it was sent whatever follows. */
  readonly #beginsPlain = new Uint8Array(128).fill(1, SPACE, TILDE + 1);

  /** @param write is given rows piece by piece; a piece is valid until it returns */
  constructor(delimiter: number, missingTokens: MissingTokens, write: (bytes: Uint8Array) => void) {
    this.#delimiter = delimiter;
    this.#missingTokens = missingTokens;
    this.#out = new RowOutput(write);
    const others = [QUOTE, NOTE_MARK.charCodeAt(0), ...Array.from(FORMULA_STARTS, (start) => start.charCodeAt(0))];
    for (const byte of others) this.#beginsPlain[byte] = 0;
  }

  /** Whether there is a cell that is not blank. */
  saysSomething(row: Uint8Array): boolean {
    return row.some((byte) => !isBlank(byte) && byte !== this.#delimiter);
  }

  /** Writes the row with CRLF behind it, and the note, in quotes, as its last cell. Notes that it had before are left out, unless scores stand behind them. */
  write(row: Uint8Array, note: string): void {
    const out = this.#out;
    let end = row.length;
    /** What stands before has been written. */
    let written = 0;
    let notesMayGo = true;
    for (let start = 0; start <= end; ) {
      let cellEnd = start === 0 ? -1 : this.#endOfPlain(row, start);
      if (cellEnd < 0) {
        cellEnd = this.#read(row, start);
        if (notesMayGo && start > 0 && this.#isOldNote()) {
          notesMayGo = false;
          if (this.#hasOnlyNotes(row, cellEnd + 1)) {
            end = start - 1;
            break;
          }
          this.#read(row, start);
        }
        const text = this.#changed(row.subarray(start, cellEnd), start === 0);
        if (text !== null) {
          out.bytes(row, written, start);
          out.text(text);
          written = cellEnd;
        }
      }
      start = cellEnd + 1;
    }
    out.bytes(row, written, end);
    out.text(note === "" ? ROW_END : `${String.fromCharCode(this.#delimiter)}${inQuotes(note)}${ROW_END}`);
    out.flush();
  }

  /** Where the cell from `start` on ends, if one sees without reading it that it comes as it was sent; else -1. */
  #endOfPlain(row: Uint8Array, start: number): number {
    const delimiter = this.#delimiter;
    let at = start;
    let byte = row[at];
    while (byte !== delimiter && isBlank(byte)) byte = row[++at];
    if (byte === undefined || byte === delimiter) return at;
    if (this.#beginsPlain[byte] !== 1) return -1;
    do byte = row[++at];
    while (byte !== undefined && byte !== delimiter && byte < 0x80);
    return byte === undefined || byte === delimiter ? at : -1;
  }

  /** Reads the cell from `start` on, and returns where it ends. */
  #read(row: Uint8Array, start: number): number {
    const cell = this.#cell;
    cell.clear();
    let at = start;
    for (; at < row.length; at++) {
      const byte = row[at] ?? 0;
      if (byte === this.#delimiter && !cell.quoteIsOpen) break;
      cell.take(byte, at);
    }
    cell.close(at);
    return at;
  }

  #isOldNote(): boolean {
    const { bytes, from, to } = this.#cell;
    return isNote(bytes, from, to) && !this.#isFaulty() && this.#missingTokens.find(bytes, from, to) < 0;
  }

  #hasOnlyNotes(row: Uint8Array, from: number): boolean {
    for (let start = from; start <= row.length; ) {
      const end = this.#read(row, start);
      if (this.#cell.from < this.#cell.to && !this.#isOldNote()) return false;
      start = end + 1;
    }
    return true;
  }

  /** Whether a quote is at fault. Without quotes a cell is too long at most, and comes as it was sent. */
  #isFaulty(): boolean {
    return this.#cell.quoted && this.#cell.fault() !== null;
  }

  /** The cell that was read as it has to be written, where that is not as it was sent. */
  #changed(raw: Uint8Array, isFirst: boolean): string | null {
    const cell = this.#cell;
    const isUtf8 = firstInvalidByte(raw) < 0;
    // Such a name would be a good one as soon as it is written as UTF-8 with good quotes: left out it is still missed, and the note has it.
    if (isFirst && (!isUtf8 || (cell.quoted && cell.fault() === "text-after-quote"))) return "";
    const sent = decoder.decode(raw);
    // What has a quote at fault would take in the note; as text in quotes it is no number either.
    if (this.#isFaulty()) return inQuotes(sent.replace(/^[ \t]+|[ \t]+$/g, ""));
    const said = cell.quoted ? decoder.decode(cell.bytes.subarray(cell.from, cell.to)).replaceAll('""', '"') : sent.replace(/^[ \t]+/, "");
    if (isFormula(said)) return inQuotes(`'${said}`);
    return isUtf8 ? null : sent;
  }
}

/** Whether a spreadsheet may compute it: not where it is a number, with whichever decimal mark. */
function isFormula(text: string): boolean {
  return FORMULA_STARTS.includes(text.charAt(0)) && text !== "" && !/^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?[ \t]*$/i.test(text);
}

function inQuotes(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
