// The scores of every student by name: a table, where a header names the students and every quiz has a cell for each.

import { MAX_ALIGNED_CELLS } from "./aligned-scores.ts";
import type { Scaled } from "./arithmetic/scaled.ts";
import { DEFAULT_LIMITS } from "./reading/limits.ts";
import type { ScoreSink } from "./reading/score-sink.ts";
import { decodeUtf8 } from "./reading/utf8.ts";

/** The most cells of a table: 1,000,000. */
export const MAX_TABLE_CELLS = MAX_ALIGNED_CELLS;

/** What a student has of a quiz: a score, as the shortest decimal with a point; or the missing token that stands there instead, "" among them. */
export type TableCell = { score: string } | { missing: string };

export interface ScoreTable {
  /** As the header has them, in its order; no two are the same, and none is blank. */
  students: readonly string[];
  /** In the order of the lines. `cells` has one for each student. */
  quizzes: readonly { name: string; cells: readonly TableCell[] }[];
}

/**
 * Why score lines are no table. `column` counts cells from 1 with the quiz's name, `line` lines.
 *
 * - `no-header`: no line names the students.
 * - `nameless-student`: a column of scores has no name in the header, or one that cannot be read.
 * - `repeated-student`, `repeated-quiz`: `name` is there twice.
 * - `misaligned`: a line has `cells` behind its name, and not as many as the header, `expected`.
 * - `unreadable`: `errors` things in the input cannot be read.
 * - `too-many-cells`: there are more than `MAX_TABLE_CELLS`.
 */
export type NoTable =
  | { reason: "no-header" | "too-many-cells" }
  | { reason: "nameless-student"; column: number }
  | { reason: "repeated-student" | "repeated-quiz"; name: string }
  | { reason: "misaligned"; line: number; cells: number; expected: number }
  | { reason: "unreadable"; errors: number };

/** Different scores whose cells are kept to be used again: most submissions have fewer, and memory is for the table. */
const KNOWN_SCORES = 10_000;

/** The cells of each quiz's line, as a reader tells them. With a refusal there is no table, and no more is kept. */
export class Rows implements ScoreSink {
  readonly rows: { name: string; line: number; cells: TableCell[] }[] = [];
  refusal: NoTable | undefined;
  readonly #missing: readonly TableCell[];
  readonly #known = new Map<string, TableCell>();
  readonly #names = new Set<string>();
  #cells: TableCell[] = [];
  #count = 0;

  constructor(missingTokens: readonly string[]) {
    this.#missing = missingTokens.map((missing) => ({ missing }));
  }

  guessLine(): number {
    return 0;
  }

  line(bytes: Uint8Array, from: number, to: number, line: number): boolean {
    if (this.rows.length === DEFAULT_LIMITS.maxQuizzes) return false;
    const name = decodeUtf8(bytes.subarray(from, to));
    if (this.#names.has(name)) this.refusal ??= { reason: "repeated-quiz", name };
    this.#names.add(name);
    this.#cells = [];
    this.rows.push({ name, line, cells: this.#cells });
    return true;
  }

  scores(values: Int32Array, count: number, decimals: number): void {
    for (let i = 0; i < count; i++) this.score(values[i] ?? 0, decimals);
  }

  score(digits: Scaled, decimals: number): void {
    const score = decimalText(digits, decimals);
    const known = this.#known.get(score);
    const cell = known ?? { score };
    if (known === undefined && this.#known.size < KNOWN_SCORES) this.#known.set(score, cell);
    this.#add(cell);
  }

  missing(token: number): void {
    this.#add(this.#missing[token] ?? { missing: "" });
  }

  endLine(): void {}

  #add(cell: TableCell): void {
    this.#count++;
    if (this.#count > MAX_TABLE_CELLS) this.refusal ??= { reason: "too-many-cells" };
    if (this.refusal === undefined) this.#cells.push(cell);
  }
}

/** The table of the rows. @param header what the columns of scores are called; null for a name that cannot be read */
export function tableOf(header: readonly (string | null)[], { rows }: Rows): ScoreTable | NoTable {
  if (header.length > MAX_TABLE_CELLS) return { reason: "too-many-cells" };
  const expected = header.length;
  const misaligned = rows.find(({ cells }) => cells.length !== expected);
  if (misaligned) return { reason: "misaligned", line: misaligned.line, cells: misaligned.cells.length, expected };
  const students: string[] = [];
  const columns: number[] = [];
  const names = new Set<string>();
  for (const [column, name] of header.entries()) {
    // Spreadsheets leave columns without anything behind the last one.
    if (name === "" && rows.every(({ cells }) => isBlank(cells[column]))) continue;
    if (name === "" || name === null) return { reason: "nameless-student", column: column + 2 };
    if (names.has(name)) return { reason: "repeated-student", name };
    names.add(name);
    students.push(name);
    columns.push(column);
  }
  if (students.length === 0) return { reason: "no-header" };
  const quizzes = rows.map(({ name, cells }) => ({ name, cells: columns.flatMap((column) => cells[column] ?? []) }));
  return { students, quizzes };
}

function isBlank(cell: TableCell | undefined): boolean {
  return cell !== undefined && "missing" in cell && cell.missing === "";
}

/** `digits / 10^decimals` without zeros that say nothing. */
function decimalText(digits: Scaled, decimals: number): string {
  if (decimals === 0) return String(digits);
  const text = String(digits < 0 ? -digits : digits).padStart(decimals + 1, "0");
  const fraction = text.slice(-decimals).replace(/0+$/, "");
  return `${digits < 0 ? "-" : ""}${text.slice(0, -decimals)}${fraction && `.${fraction}`}`;
}
