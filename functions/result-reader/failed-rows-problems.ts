// What is wrong with one row, and the note that says it.
import { NOTE_MARK } from "../../statistics/reading/note.ts";
import { ProblemLog } from "../../statistics/reading/problem-log.ts";
import { type ScoreProblem, type ScoreProblemCode, severityOf } from "../../statistics/reading/score-problem.ts";

/** A note is a cell, which has 1,000 bytes at most; some are left for its quotes and its last words. */
const noteBytes = 900;
/** As many as can stand in a note. */
const mostKept = 20;

/** Problems of a name for which the row is written without it. */
const leftOut: ReadonlySet<ScoreProblemCode> = new Set(["encoding-error", "text-after-quote"]);

/** The problems of the row that is being read. */
export class RowProblems extends ProblemLog {
  #errorCount = 0;
  #count = 0;
  #kept: Omit<ScoreProblem, "severity">[] = [];

  /** Of this row. */
  override get errorCount(): number {
    return this.#errorCount;
  }

  override add(code: ScoreProblemCode): boolean {
    this.#count++;
    if (severityOf(code) === "error") this.#errorCount++;
    return this.#kept.length < mostKept;
  }

  override keep(problem: Omit<ScoreProblem, "severity">): void {
    this.#kept.push(problem);
  }

  clear(): void {
    this.#errorCount = 0;
    this.#count = 0;
    if (this.#kept.length > 0) this.#kept = [];
  }

  /** Errors before warnings, each with line and column as in the file that was sent; empty where nothing is wrong. */
  note(): string {
    const byWeight = this.#kept.toSorted((one, other) => Number(isWarning(one)) - Number(isWarning(other)));
    let note = "";
    let told = 0;
    for (const { code, line, column, cell, hint } of byWeight) {
      const longer = `${note}${told === 0 ? NOTE_MARK : " "}Line ${line}${column === null ? "" : `, column ${column}`}: ${code}: ${hint}${column === 1 && leftOut.has(code) ? ` It was sent as ${cell}.` : ""}`;
      if (told > 0 && Buffer.byteLength(longer.replaceAll('"', '""')) > noteBytes) break;
      note = longer;
      told++;
    }
    return told < this.#count ? `${note} And ${this.#count - told} more.` : note;
  }
}

const isWarning = ({ code }: Pick<ScoreProblem, "code">) => severityOf(code) === "warning";
