// How an input is written: what separates its cells, what stands before decimals, and whether it has a header.

import { judgeDecimalMark } from "./decimal-mark.ts";
import { judgeDelimiter } from "./delimiter.ts";
import { isNoHeader, judgeHeader } from "./header.ts";
import { readSample } from "./sample.ts";

/** What separates two cells. */
export type Delimiter = "," | ";" | "\t";

/** What stands before the decimals of a score. */
export type DecimalMark = "." | ",";

/** How many bytes at the start of an input its dialect is detected by. */
export const SAMPLE_BYTES = 65_536;

/** What was said of an input's dialect, and what its missing tokens are. */
export interface Declared {
  delimiter?: Delimiter;
  decimal?: DecimalMark;
  header?: boolean;
  /** Whether the bytes in [from, to) are a missing token. */
  isMissing(text: Uint8Array, from: number, to: number): boolean;
}

/** How an input is read. */
export interface Dialect {
  delimiter: Delimiter;
  decimal: DecimalMark;
  /** Whether the first line that is not blank names the columns. */
  header: boolean;
  decidedBy: Record<"delimiter" | "decimal" | "header", "declared" | "detected">;
  /** What neither was declared nor can be told. Without a delimiter nothing else is told, and what stands there means nothing. */
  ambiguous: ("delimiter" | "header")[];
}

/**
 * The dialect of the input that starts with `sample`, which is UTF-8; `isWhole` where nothing comes behind it.
 *
 * What is declared holds; the rest is told by the rules of `judgeDelimiter`, `judgeDecimalMark` and `judgeHeader`, from the sample alone. They see lines
 * as `ScoreReader` does: RFC 4180 quotes, a quote opening only as the first byte of a cell that is not a blank, line breaks as text inside them. Where the sample is
 * not the whole input, its last line is cut: that counts as far as its last complete cell.
 *
 * Cost: linear in the sample, at most four passes.
 */
export function detectDialect(sample: Uint8Array, isWhole: boolean, declared: Declared): Dialect {
  const decidedBy = {
    delimiter: declared.delimiter === undefined ? "detected" : "declared",
    decimal: declared.decimal === undefined ? "detected" : "declared",
    header: declared.header === undefined ? "detected" : "declared",
  } as const;
  const delimiter = declared.delimiter ?? judgeDelimiter(sample, isWhole, declared);
  if (delimiter === "ambiguous") {
    const { decimal = ".", header = false } = declared;
    return { delimiter: ",", decimal, header, decidedBy, ambiguous: ["delimiter"] };
  }
  // Between commas the decimal mark is the point: only the header is still to be judged.
  const lines = readSample(sample, isWhole, delimiter, declared, delimiter === "," ? isNoHeader : undefined);
  const header = judgeHeader(lines, isWhole, declared.header);
  return {
    delimiter,
    decimal: declared.decimal ?? judgeDecimalMark(lines, delimiter),
    header: header === "header",
    decidedBy,
    ambiguous: header === "ambiguous" ? ["header"] : [],
  };
}
