// What the check found, as text for people.
import { pairMode } from "./candidates.ts";
import type { CheckReport } from "./check-report.ts";
import type { Break, Change } from "./compatibility/comparison.ts";
import { faultText } from "./fault.ts";
import { type Compared, passes, type Verdict } from "./gate.ts";
import { markedLines } from "./witness-text.ts";

/** The whole report: each contract with its differences, then what fails, with what to do. */
export function reportText(report: CheckReport): string {
  const { contracts, leftOut, historyNotAsked } = report;
  return [
    ...contracts.flatMap(verdictLines),
    ...leftOut.map((name) => `${name}: internal, not judged.`),
    "",
    ...(historyNotAsked === null ? [] : [`The released files were not compared with git's history: ${historyNotAsked}`]),
    ...endLines(report),
  ].join("\n");
}

/** What fails alone: the differences that matter, then what to do. */
export function failuresText(report: CheckReport): string {
  const failing = report.contracts.filter((verdict) => !passes(verdict));
  return [...failing.flatMap(verdictLines), "", ...endLines(report)].join("\n").trimStart();
}

function endLines({ ok, faults, contracts }: CheckReport): string[] {
  if (ok) return [`${contracts.length} contracts, and each has a version that is high enough.`];
  return [...faults.map(faultText), ...contracts.flatMap(({ remedy }) => remedy ?? [])];
}

function verdictLines(verdict: Verdict): string[] {
  const { name, version, mode, compared, latest, sinceLastMajor } = verdict;
  const head = [name, version, mode === null ? null : `(${mode})`].filter((part) => part !== null).join(" ");
  const versions = compared.length === 0 ? "" : ` Compared with ${compared.map((one) => one.version).join(", ")}.`;
  const lines = [`${head} ${verdictWords(verdict)}${versions}`];
  for (const one of sinceLastMajor === undefined ? compared : [sinceLastMajor]) {
    const inFull = !passes(verdict) || one.version === latest || verdict.state === "compatible";
    lines.push(...(inFull ? comparedLines(verdict, one) : [summary(one)]).map((line) => `  ${line}`));
  }
  return lines;
}

function verdictWords({ state, required, latest }: Verdict): string {
  switch (state) {
    case "never-released":
      return "passes: it has no release to compare with.";
    case "unchanged":
      return "passes: unchanged.";
    case "raised":
      return `passes: ${required} or higher is needed.`;
    case "new-major":
      return `passes: a new major is bound by no release. What changed since ${latest}, for information, the major's number taken as equal:`;
    case "too-low":
      return `FAILS: ${required} or higher is needed.`;
    case "gone":
      return "FAILS: it is gone, which is a change that needs a new major.";
    case "compatible":
      return "passes: nobody breaks. It says no version.";
    case "breaking":
      return "FAILS: it breaks somebody, and says no version that could be raised.";
  }
}

function summary({ version, comparison: { changes, bump } }: Compared): string {
  if (changes.length === 0) return `Since ${version}: no difference.`;
  return `Since ${version}: ${changes.length} ${changes.length === 1 ? "difference" : "differences"}, ${bump}.`;
}

function comparedLines(verdict: Verdict, compared: Compared): string[] {
  return [
    summary(compared),
    ...compared.comparison.changes.flatMap((change) => changeLines(verdict, compared.version, change)).map((line) => `  ${line}`),
  ];
}

function changeLines(verdict: Verdict, old: string, change: Change): string[] {
  const indent = (line: string) => `       ${line}`;
  return [
    `${change.bump.padEnd(6)} ${change.what}`,
    indent(`${place(change.old, "not in the old one")} → ${place(change.new, "not in the new one")}`),
    ...(change.unknown === undefined ? [] : [indent(`Nobody can say whom it breaks, so it counts as a break: ${change.unknown}`)]),
    ...change.breaks.flatMap((broken) => breakLines(verdict, old, broken)).map(indent),
  ];
}

function place(pointer: string | null, absent: string): string {
  return pointer === null ? `(${absent})` : pointer || "(the whole document)";
}

function breakLines({ mode }: Verdict, old: string, { who, because, witness, at }: Break): string[] {
  const broken =
    who === "new-reader" ? `A new reader breaks on what ${old} writes` : `A reader of ${old} breaks on what the new version writes`;
  const counted = mode === null || pairMode(mode) === "FULL" || pairMode(mode) === (who === "new-reader" ? "BACKWARD" : "FORWARD");
  if (!counted) return [`${broken}, which ${mode} allows: ${because}`];
  const lines = markedLines(witness, at).map((line) => `  ${line}`);
  return [`${broken}: ${because}`, `For example this, refused at ${place(at, "")}:`, ...lines];
}
