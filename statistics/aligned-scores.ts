// The scores of all quizzes side by side, for as long as their columns can be the same students.

import { POWERS_OF_TEN, type Scaled, timesPowerOfTen } from "./arithmetic/scaled.ts";
import type { Reason } from "./figures/reason.ts";
import type { ScoreMatrix } from "./figures/score-matrix.ts";
import { withRoom } from "./with-room.ts";

/** The most cells that are kept: at most 8 MB of int32, or some 50 MB when every score needs a BigInt. */
export const MAX_ALIGNED_CELLS = 1_000_000;

/**
 * The matrix of scores, quiz by student, told line by line while the input streams by.
 *
 * Columns align when every quiz is on exactly one line, all lines have the same number of cells, and each of these was told as a score.
 * The first thing in the input that goes against it, or the first cell past `MAX_ALIGNED_CELLS`, closes the matrix for good: what was kept is let
 * go and `reason` says what it was. How the scores were split over calls makes no difference. What is told to a closed matrix is lost.
 *
 * Every score is kept as an integer at the one scale of the whole matrix, the most decimals met so far: as int32 while all of them fit, else
 * as `Scaled`. Cost: a copy or a multiplication a score, and a pass over the matrix whenever the scale grows (at most 12 times).
 */
export class AlignedScores implements ScoreMatrix {
  #reason: Reason | null = null;
  #decimals = 0;
  #narrow = new Int32Array(64);
  /** All the scores once one of them is no int32; until then null, and they are the first `#count` of `#narrow`. */
  #wide: Scaled[] | null = null;
  #count = 0;
  /** Scores of the lines before this one. */
  #before = 0;
  /** Cells of every line, or -1 until the first has ended. */
  #columns = -1;

  /** Whether the columns may still align, and so whether more need be told. */
  get open(): boolean {
    return this.#reason === null;
  }

  get reason(): Reason | null {
    return this.#reason;
  }

  get studentCount(): number {
    return Math.max(this.#columns, 0);
  }

  get decimals(): number {
    return this.#decimals;
  }

  row(quiz: number): Int32Array | readonly Scaled[] {
    const from = quiz * this.studentCount;
    const to = from + this.studentCount;
    return this.#wide === null ? this.#narrow.subarray(from, to) : this.#wide.slice(from, to);
  }

  /** A line begins. A quiz has one line. */
  beginLine(isFirstLineOfQuiz: boolean): void {
    if (!isFirstLineOfQuiz) this.#close("misaligned");
  }

  /** The line's next scores: `values[i] / 10^decimals`, for i in [from, from + count). The array is not kept. */
  scores(values: Int32Array, from: number, count: number, decimals: number): void {
    if (!this.#admits(count)) return;
    this.#growScale(decimals);
    const power = this.#decimals - decimals;
    const end = from + count;
    const copied = this.#wide === null ? this.#copyNarrow(values, from, end, power) : from;
    for (let i = copied; i < end; i++) this.#add(timesPowerOfTen(values[i] ?? 0, power));
  }

  /** The line's next score: `digits / 10^decimals`. */
  score(digits: Scaled, decimals: number): void {
    if (!this.#admits(1)) return;
    this.#growScale(decimals);
    this.#add(timesPowerOfTen(digits, this.#decimals - decimals));
  }

  /** The line's next cell holds no score. */
  missing(): void {
    this.#close("missing-cells");
  }

  /** The line ends after so many cells behind its name. Those that were not told could not be read. */
  endLine(cells: number): void {
    if (this.#columns < 0) this.#columns = cells;
    if (cells !== this.#columns) this.#close("misaligned");
    else if (this.#count - this.#before < cells) this.#close("missing-cells");
    this.#before = this.#count;
  }

  /** Whether so many more scores have a place in the line and in the matrix. */
  #admits(count: number): boolean {
    const room = MAX_ALIGNED_CELLS - this.#count;
    const expected = this.#columns < 0 ? Number.POSITIVE_INFINITY : this.#columns - (this.#count - this.#before);
    // When both run out within these scores, what comes first is the reason, as if they had been told one by one.
    if (count > Math.min(room, expected)) this.#close(expected <= room ? "misaligned" : "too-many-cells");
    return this.open;
  }

  /** Adds values times 10^power up to the first that is no int32, and returns the index of that one, or `end`. */
  #copyNarrow(values: Int32Array, from: number, end: number, power: number): number {
    this.#narrow = withRoom(Int32Array, this.#narrow, this.#count + end - from);
    const narrow = this.#narrow;
    const shift = this.#count - from;
    const factor = POWERS_OF_TEN[power] ?? Number.POSITIVE_INFINITY;
    let i = from;
    for (; i < end; i++) {
      const value = (values[i] ?? 0) * factor;
      if (value !== (value | 0)) break;
      narrow[shift + i] = value;
    }
    this.#count += i - from;
    return i;
  }

  #add(value: Scaled): void {
    if (this.#wide === null && isInt32(value)) {
      this.#narrow = withRoom(Int32Array, this.#narrow, this.#count + 1);
      this.#narrow[this.#count] = value;
    } else {
      this.#widen().push(value);
    }
    this.#count++;
  }

  #growScale(decimals: number): void {
    const power = decimals - this.#decimals;
    if (power <= 0) return;
    this.#decimals = decimals;
    const narrow = this.#narrow.subarray(0, this.#count);
    const factor = POWERS_OF_TEN[power] ?? Number.POSITIVE_INFINITY;
    if (this.#wide === null && narrow.every((value) => isInt32(value * factor))) {
      for (let i = 0; i < narrow.length; i++) narrow[i] = (narrow[i] ?? 0) * factor;
    } else {
      this.#wide = this.#widen().map((value) => timesPowerOfTen(value, power));
    }
  }

  #widen(): Scaled[] {
    if (this.#wide === null) {
      this.#wide = Array.from(this.#narrow.subarray(0, this.#count));
      this.#narrow = new Int32Array(0);
    }
    return this.#wide;
  }

  #close(reason: Reason): void {
    this.#reason ??= reason;
    this.#narrow = new Int32Array(0);
    this.#wide = null;
    this.#count = 0;
  }
}

function isInt32(value: Scaled): value is number {
  return typeof value === "number" && value === (value | 0);
}
