// What the columns are called: the cells of an input's header, which the reader of score lines passes over.

import { CARRIAGE_RETURN, LINE_FEED } from "./ascii.ts";
import { Cell } from "./cell.ts";
import { firstInvalidByte } from "./utf8.ts";

/** Takes in the first line that is not blank, from chunks of UTF-8 cut anywhere. Its cells end where those of `ScoreReader` do. */
export class HeaderCells {
  /** What the cells say, without the quotes and blanks round them; null for one that cannot be read. */
  readonly texts: (string | null)[] = [];
  readonly #delimiter: number;
  readonly #multilineCells: boolean;
  readonly #maxCells: number;
  readonly #cell: Cell;
  #isBlank = true;
  #isDone = false;

  /** @param options how cells are told apart, and how many are kept at most: one more is, so that it shows */
  constructor(options: { delimiter: number; multilineCells: boolean; maxCellBytes: number; maxCells: number }) {
    this.#delimiter = options.delimiter;
    this.#multilineCells = options.multilineCells;
    this.#maxCells = options.maxCells;
    this.#cell = new Cell(options.maxCellBytes);
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && !this.#isDone; at++) {
      const byte = chunk[at] ?? 0;
      const isBreak = byte === LINE_FEED || byte === CARRIAGE_RETURN;
      const endsLine = isBreak && !(this.#cell.quoteIsOpen && this.#multilineCells && !this.#cell.tooLong);
      if (endsLine || (byte === this.#delimiter && !this.#cell.quoteIsOpen)) this.#endCell(endsLine);
      else this.#cell.take(byte, at);
    }
  }

  end(): void {
    if (!this.#isDone) this.#endCell(true);
  }

  #endCell(endsLine: boolean): void {
    const cell = this.#cell;
    cell.close(0);
    if (cell.length > 0) this.#isBlank = false;
    const isReadable = cell.fault() === null && firstInvalidByte(cell.bytes, 0, cell.length) < 0;
    this.texts.push(isReadable ? cell.text() : null);
    cell.clear();
    this.#isDone = this.texts.length > this.#maxCells || (endsLine && !this.#isBlank);
    if (endsLine && this.#isBlank) this.texts.length = 0;
  }
}
