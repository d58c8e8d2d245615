// What is wrong with one row, and the note that says it.

import { NOTE_MARK } from "../reading/note.ts";
import type { ProblemSink } from "../reading/problem-log.ts";
import { type ScoreProblem, type ScoreProblemCode, severityOf } from "../reading/score-problem.ts";

type Kept = Omit<ScoreProblem, "severity">;

/** A note is a cell, which has 1,000 bytes at most; some are left for its quotes and its last words. */
const noteBytes = 900;
/** As many as can stand in a note. */
const mostKept = 20;

/** Problems of a name for which the row is written without it. */
const leftOut: ReadonlySet<ScoreProblemCode> = new Set(["encoding-error", "text-after-quote"]);

/** Warnings that come when the row is over: without an error before them nobody will read them. */
const ofTheWholeRow: ReadonlySet<ScoreProblemCode> = new Set(["missing-cell", "extra-cell"]);

/** The problems of the row that is being read. */
export class RowProblems implements ProblemSink {
  /** Of this row. */
  errorCount = 0;
  #count = 0;
  #kept: Kept[] = [];

  add(code: ScoreProblemCode): boolean {
    this.#count++;
    if (severityOf(code) === "error") this.errorCount++;
    else if (this.errorCount === 0 && ofTheWholeRow.has(code)) return false;
    return this.#kept.length < mostKept;
  }

  keep(problem: Kept): void {
    this.#kept.push(problem);
  }

  clear(): void {
    if (this.#count === 0) return;
    this.errorCount = 0;
    this.#count = 0;
    if (this.#kept.length > 0) this.#kept = [];
  }

  /** Errors before warnings, each with line and column as in the file that was sent; empty where nothing is wrong. */
  note(): string {
    const kept = this.#kept;
    const [first, ...others] = kept.length > 1 ? [...kept.filter(isError), ...kept.filter((problem) => !isError(problem))] : kept;
    if (first === undefined) return "";
    let note = `${NOTE_MARK}${said(first)}`;
    let bytes = others.length > 0 ? bytesInQuotes(note) : 0;
    let told = 1;
    for (const problem of others) {
      const text = ` ${said(problem)}`;
      bytes += bytesInQuotes(text);
      if (bytes > noteBytes) break;
      note += text;
      told++;
    }
    return told < this.#count ? `${note} And ${this.#count - told} more.` : note;
  }
}

const isError = ({ code }: Kept) => severityOf(code) === "error";

function said({ code, line, column, cell, hint }: Kept): string {
  const place = `Line ${line}${column === null ? "" : `, column ${column}`}`;
  return `${place}: ${code}: ${hint}${column === 1 && leftOut.has(code) ? ` It was sent as ${cell}.` : ""}`;
}

/** As UTF-8, each quote doubled. */
function bytesInQuotes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) bytes++;
    else if (unit >= 0x80) bytes += unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1; // half a pair is two bytes of four
  }
  return bytes;
}
