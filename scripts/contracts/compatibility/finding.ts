// What is found wrong between a writer and a reader: refusals, each with a value, and doubts.
import type { Undecided } from "./language.ts";
import { pointer } from "./place.ts";

interface Base {
  /** JSON pointer into the writer's document, to what lets the value be written. */
  writer: string;
  /** JSON pointer into the reader's document, to what refuses it. */
  reader: string;
  /** Why, as a sentence. */
  because: string;
}

/** The writer may write `value`, and the reader refuses it. */
export interface Refusal extends Base {
  kind: "refusal";
  value: unknown;
  /** JSON pointer into the value. */
  at: string;
}

/** It is neither proved that the reader takes everything, nor is a value found that it refuses. */
export interface Doubt extends Base {
  kind: "doubt";
}

export type Finding = Refusal | Doubt;

/** The finding as it is one step further out, where `whole` makes a value round the refused one; a doubt where that fails. */
export function outwards(finding: Finding, step: string | number, whole: (value: unknown) => unknown): Finding {
  if (finding.kind === "doubt") return finding;
  const value = whole(finding.value);
  const { writer, reader } = finding;
  if (value === undefined)
    return { kind: "doubt", writer, reader, because: `${finding.because} No whole document was found that shows it.` };
  return { ...finding, value, at: pointer(step) + finding.at };
}

/** One finding of those that stand at the same places: what several references lead to is found once. */
export function distinct(findings: readonly Finding[]): Finding[] {
  const found = new Map(findings.toReversed().map((finding) => [`${finding.kind} ${finding.writer} ${finding.reader}`, finding]));
  return [...found.values()].toReversed();
}

/** A doubt: what was asked cannot be told, and why. */
export function doubt(writer: string, reader: string, undecided?: Undecided): Doubt {
  const why = undecided?.message ?? "neither a proof nor a value that it refuses was found";
  return {
    kind: "doubt",
    writer,
    reader,
    because: `Whether all that is written at ${writer || "the root"} is taken cannot be told: ${why}.`,
  };
}

/** A keyword of a reader, as a question to one atom of a writer. */
export interface Limit {
  keyword: string;
  /** Steps from the keyword on, where a part of it is meant. */
  at?: string;
  /** JSON pointer to what lets the values be written, where that is a part of the atom. */
  writer?: string;
  /** Every candidate breaks it, whether or not Ajv names it among what refuses the value. */
  certain?: boolean;
  /** Whether it is proved that every value keeps it. May throw `Undecided`. */
  keeps: () => boolean;
  /** Values of the writer, likely to break it. May throw `Undecided`. */
  candidates: () => Iterable<unknown>;
}
