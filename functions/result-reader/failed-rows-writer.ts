// One row of score lines written again: as it was sent, but that a spreadsheet computes none of it and that no quote stays open.
import { isBlank } from "../../statistics/reading/ascii.ts";
import { Cell } from "../../statistics/reading/cell.ts";
import { DEFAULT_LIMITS } from "../../statistics/reading/limits.ts";
import type { MissingTokens } from "../../statistics/reading/missing-tokens.ts";
import { isNote } from "../../statistics/reading/note.ts";
import { FORMULA_STARTS } from "../../statistics/reading/text-mark.ts";
import { firstInvalidByte } from "../../statistics/reading/utf8.ts";

interface Written {
  text: string;
  isNote: boolean;
  isBlank: boolean;
}

/** Bytes that are not UTF-8 come as U+FFFD. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class RowWriter {
  readonly #delimiter: number;
  readonly #missingTokens: MissingTokens;
  readonly #cell = new Cell(DEFAULT_LIMITS.maxCellBytes);

  constructor(delimiter: number, missingTokens: MissingTokens) {
    this.#delimiter = delimiter;
    this.#missingTokens = missingTokens;
  }

  /** Whether there is a cell that is not blank. */
  saysSomething(row: Uint8Array): boolean {
    return row.some((byte) => !isBlank(byte) && byte !== this.#delimiter);
  }

  /** The row with CRLF behind it, and the note, in quotes, as its last cell. Notes that it had before are left out, unless scores stand behind them. */
  write(row: Uint8Array, note: string): string {
    const cells = this.#cellsOf(row);
    const old = cells.findIndex(({ isNote }) => isNote);
    const kept = old >= 0 && cells.slice(old).every(({ isNote, isBlank }) => isNote || isBlank) ? cells.slice(0, old) : cells;
    const texts = [...kept.map(({ text }) => text), ...(note === "" ? [] : [inQuotes(note)])];
    return `${texts.join(String.fromCharCode(this.#delimiter))}\r\n`;
  }

  #cellsOf(row: Uint8Array): Written[] {
    const cell = this.#cell;
    const cells: Written[] = [];
    let start = 0;
    cell.clear();
    for (let at = 0; at <= row.length; at++) {
      const byte = row[at];
      if (byte !== undefined && (byte !== this.#delimiter || cell.quoteIsOpen)) {
        cell.take(byte, at);
        continue;
      }
      cell.close(at);
      cells.push(this.#written(row.subarray(start, at), cells.length === 0));
      cell.clear();
      start = at + 1;
    }
    return cells;
  }

  #written(raw: Uint8Array, isFirst: boolean): Written {
    const cell = this.#cell;
    const { bytes, from, to } = cell;
    const sent = decoder.decode(raw);
    const isBlank = from === to;
    const fault = cell.quoted ? cell.fault() : null;
    // Such a name would be a good one as soon as it is written as UTF-8 with good quotes: left out it is still missed, and the note has it.
    if (isFirst && (fault === "text-after-quote" || firstInvalidByte(raw) >= 0)) return { text: "", isNote: false, isBlank: true };
    // What has a quote at fault would take in the note; as text in quotes it is no number either.
    if (fault !== null) return { text: inQuotes(sent.replace(/^[ \t]+|[ \t]+$/g, "")), isNote: false, isBlank };
    const isOldNote = !isFirst && isNote(bytes, from, to) && this.#missingTokens.find(bytes, from, to) < 0;
    const said = cell.quoted ? decoder.decode(bytes.subarray(from, to)).replaceAll('""', '"') : sent.replace(/^[ \t]+/, "");
    return { text: isFormula(said) ? inQuotes(`'${said}`) : sent, isNote: isOldNote, isBlank };
  }
}

/** Whether a spreadsheet may compute it: not where it is a number, with whichever decimal mark. */
function isFormula(text: string): boolean {
  return FORMULA_STARTS.includes(text.charAt(0)) && text !== "" && !/^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?[ \t]*$/i.test(text);
}

function inQuotes(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
