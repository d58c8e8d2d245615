// For tests: reads an input as a summary does, and notes all that is told of it.

import type { Scaled } from "../arithmetic/scaled.ts";
import { LINE_FEED } from "./ascii.ts";
import { copyOf, joined } from "./copies.ts";
import { type Decimal, readDecimal } from "./decimal.ts";
import { type DecimalMark, type Delimiter, type Dialect, detectDialect, SAMPLE_BYTES } from "./dialect.ts";
import { type Encoding, Utf8Source } from "./encoding.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { MissingTokens } from "./missing-tokens.ts";
import { ProblemLog } from "./problem-log.ts";
import { type ScoreProblem, severityOf } from "./score-problem.ts";
import { type LineCounts, ScoreReader } from "./score-reader.ts";
import type { ScoreSink } from "./score-sink.ts";
import { decodeUtf8 } from "./utf8.ts";

/** What may be said of an input. */
export interface Asked {
  encoding?: Encoding;
  delimiter?: Delimiter;
  decimal?: DecimalMark;
  header?: boolean;
  missingTokens?: readonly string[];
  multilineCells?: boolean;
  limits?: Partial<Limits>;
  maxScore?: string;
  showCells?: boolean;
}

export type Told = ["line", string, number] | ["score", string] | ["missing", string] | ["end", number] | ["problem", ScoreProblem];

export interface Reading {
  /** In the order in which it was told. */
  told: Told[];
  problems: ProblemLog;
  lineCounts: LineCounts;
  dialect: Dialect;
  source: Utf8Source;
}

export const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A score as the shortest decimal that is it. */
export function exactText(digits: Scaled, decimals: number): string {
  const magnitude = String(BigInt(digits))
    .replace("-", "")
    .padStart(decimals + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - decimals);
  const fraction = magnitude.slice(magnitude.length - decimals).replace(/0+$/, "");
  return `${digits < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Reads the chunks of one input. */
export function readInput(chunks: readonly Uint8Array[], asked: Asked = {}): Reading {
  const told: Told[] = [];
  const missingTokens = new MissingTokens(asked.missingTokens);
  const limits = { ...DEFAULT_LIMITS, ...asked.limits };
  const problems = new TellingLog(told);
  const run = runReader(chunks, asked, problems, (delimiter) => new TellingSink(told, missingTokens.tokens, delimiter, limits.maxQuizzes));
  return { told, problems, ...run };
}

/** The same, of which a sink of the test's own is told. */
export function runReader(chunks: readonly Uint8Array[], asked: Asked, log: ProblemLog, sinkFor: (delimiter: number) => ScoreSink) {
  const pieces: { bytes: Uint8Array; offset: number; stride: number }[] = [];
  const source = new Utf8Source(asked.encoding, (bytes, offset, stride) => pieces.push({ bytes: copyOf(bytes), offset, stride }));
  for (const chunk of chunks) source.push(chunk);
  source.end();
  const text = joined(pieces.map(({ bytes }) => bytes));
  const missingTokens = new MissingTokens(asked.missingTokens);
  const dialect = detectDialect(text.subarray(0, SAMPLE_BYTES), text.length < SAMPLE_BYTES, {
    ...asked,
    isMissing: (bytes, from, to) => missingTokens.find(bytes, from, to) >= 0,
  });
  const delimiter = dialect.delimiter.charCodeAt(0);
  const reader = new ScoreReader(
    {
      delimiter,
      decimalMark: dialect.decimal.charCodeAt(0),
      decimalMarkIsDetected: dialect.decidedBy.decimal === "detected",
      firstLine: dialect.ambiguous.includes("header") ? "ambiguous" : dialect.header ? "header" : "scores",
      missingTokens,
      multilineCells: asked.multilineCells ?? true,
      limits: { ...DEFAULT_LIMITS, ...asked.limits },
      maxScore: asked.maxScore === undefined ? null : decimalOf(asked.maxScore),
      showCells: asked.showCells ?? true,
    },
    sinkFor(delimiter),
    log,
  );
  if (!dialect.ambiguous.includes("delimiter")) {
    for (const { bytes, offset, stride } of pieces) reader.push(bytes, offset, stride);
  }
  reader.end(joined(chunks).length);
  return { lineCounts: reader.lineCounts, dialect, source };
}

function decimalOf(text: string): Decimal {
  const decimal = readDecimal(encode(text), 0, text.length);
  if (typeof decimal === "string") throw new Error(`${text}: ${decimal}`);
  return decimal;
}

/** Tells of problems in their place among the scores. */
class TellingLog extends ProblemLog {
  readonly #told: Told[];

  constructor(told: Told[]) {
    super();
    this.#told = told;
  }

  override keep(problem: Omit<ScoreProblem, "severity">): void {
    super.keep(problem);
    this.#told.push(["problem", { ...problem, severity: severityOf(problem.code) }]);
  }
}

/** Remembers names as a collector does, so that both ways to a line's quiz are gone. */
class TellingSink implements ScoreSink {
  readonly #told: Told[];
  readonly #tokens: readonly string[];
  readonly #delimiter: number;
  readonly #maxQuizzes: number;
  readonly #names = new Map<string, Uint8Array>();

  constructor(told: Told[], tokens: readonly string[], delimiter: number, maxQuizzes: number) {
    this.#told = told;
    this.#tokens = tokens;
    this.#delimiter = delimiter;
    this.#maxQuizzes = maxQuizzes;
  }

  guessLine(chunk: Uint8Array, at: number, line: number): number {
    for (const [name, bytes] of this.#names) {
      const isBare = ![this.#delimiter, LINE_FEED, 0x0d, 0x22].some((byte) => bytes.includes(byte));
      if (isBare && chunk[at + bytes.length] === this.#delimiter && bytes.every((byte, i) => chunk[at + i] === byte)) {
        this.#told.push(["line", name, line]);
        return bytes.length;
      }
    }
    return 0;
  }

  line(name: Uint8Array, from: number, to: number, line: number): boolean {
    const text = decodeUtf8(name.subarray(from, to));
    const known = this.#names.has(text);
    if (!known && this.#names.size >= this.#maxQuizzes) return false;
    this.#names.set(text, name.slice(from, to));
    this.#told.push(["line", text, line]);
    return true;
  }

  scores(values: Int32Array, count: number, decimals: number): void {
    for (const value of values.subarray(0, count)) this.score(value, decimals);
  }

  score(digits: Scaled, decimals: number): void {
    this.#told.push(["score", exactText(digits, decimals)]);
  }

  missing(token: number): void {
    this.#told.push(["missing", this.#tokens[token] ?? "?"]);
  }

  endLine(cells: number): void {
    this.#told.push(["end", cells]);
  }
}

/** What was told in short: a line's name, a score, a missing token in brackets, a problem's code with line, column and byte offset. */
export function inShort(told: readonly Told[]): string[] {
  return told.flatMap((each) => {
    if (each[0] === "end") return [];
    if (each[0] === "missing") return [`[${each[1]}]`];
    if (each[0] !== "problem") return [each[1]];
    const { code, line, column, byteOffset } = each[1];
    return [`${code}@${line}:${column}${byteOffset === null ? "" : `+${byteOffset}`}`];
  });
}

/** The input cut at these places, wherever they fall. */
export function cutAt(input: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (input.length + 1)).sort((a, b) => a - b), input.length];
  return at.slice(1).map((end, index) => input.subarray(at[index], end));
}

export const byteByByte = (input: Uint8Array): Uint8Array[] => Array.from(input, (byte) => Uint8Array.of(byte));
