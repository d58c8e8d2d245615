// Two versions of a JSON Schema → what changed, whom it breaks, and what that asks of the version number.
import { closed, type JsonSchema } from "../../generate/json-schema.ts";
import { isSurelyNothing } from "./atoms.ts";
import { attribute } from "./attribution.ts";
import { type Break, type Bump, bumps, type Change, type Comparison, type Mode } from "./comparison.ts";
import { differences } from "./differences.ts";
import { doubt, type Finding } from "./finding.ts";
import { findings } from "./inclusion.ts";
import { accepts, refusesAt } from "./judge.ts";
import { canonical } from "./keywords.ts";
import { type Outside, outside } from "./outside.ts";
import { root } from "./place.ts";

/**
 * Compares two versions of a contract. A writer is closed, a reader open as its document is. Both directions are always told of; the
 * mode decides what a break or an unknown asks of the version number. Pure: the documents are neither kept nor changed.
 */
export function compare(oldDocument: JsonSchema, newDocument: JsonSchema, mode: Mode): Comparison {
  const [before, after] = [structuredClone(oldDocument), structuredClone(newDocument)];
  const [outsideOld, outsideNew] = [outside(before), outside(after)];
  const unknown = unknownChanges(outsideOld, outsideNew);
  const fatal = [...outsideOld, ...outsideNew].some((found) => found.fatal);
  const same = fatal || JSON.stringify(before) === JSON.stringify(after);
  const others = same ? [] : changesBetween(before, after, mode).filter((change) => !unknown.some((one) => isToldBy(one, change)));
  const changes = unknown.length + others.length > 0 || same ? [...unknown, ...others] : rewritten(before, after);
  return { changes, bump: bumps[Math.max(0, ...changes.map(({ bump }) => bumps.indexOf(bump)))] ?? "none" };
}

function changesBetween(before: JsonSchema, after: JsonSchema, mode: Mode): Change[] {
  const found = attribute(differences(before, after), {
    "new-reader": refusals(closed(before), after),
    "old-reader": refusals(closed(after), before),
  });
  const changes = found.map(({ difference, breaks, doubts }): Change => {
    const isMajor = [...breaks, ...doubts].some(({ who }) => protects(mode, who));
    const bump: Bump = isMajor ? "major" : difference.structural ? "minor" : "patch";
    const change: Change = { old: difference.old, new: difference.new, what: difference.what, breaks, bump };
    const why = doubts.map(({ who, because }) => `${who === "new-reader" ? "New" : "Old"} reader: ${because}`);
    return why.length === 0 ? change : { ...change, unknown: why.join(" ") };
  });
  return [...changes, ...impossible(before, "new-reader", mode), ...impossible(after, "old-reader", mode)];
}

function protects(mode: Mode, who: Break["who"]): boolean {
  return mode === "FULL" || who === (mode === "BACKWARD" ? "new-reader" : "old-reader");
}

/** A reader takes all of nothing, which shows nothing: a version that contradicts itself is a fault to be told of. */
function impossible(document: JsonSchema, who: Break["who"], mode: Mode): Change[] {
  if (!isSurelyNothing([root(closed(document))])) return [];
  const isOld = who === "new-reader";
  const what = `The ${isOld ? "old" : "new"} version contradicts itself: as a closed writer it accepts no document at all.`;
  const unknown = `${what} Look for a required property that is not declared, and for bounds that exclude each other.`;
  return [{ old: isOld ? "" : null, new: isOld ? null : "", what, breaks: [], unknown, bump: protects(mode, who) ? "major" : "minor" }];
}

/** A keyword that is not understood is told of once, though it may also have changed. */
function isToldBy(unknown: Change, change: Change): boolean {
  return change.breaks.length === 0 && [unknown.old, unknown.new].includes(change.new ?? change.old);
}

/** Documents that differ in nothing that is read. */
function rewritten(before: JsonSchema, after: JsonSchema): Change[] {
  const [{ $id: _, ...one }, { $id: __, ...other }] = [before, after];
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const what = canonical(one) === canonical(other) ? "The keys are in another order." : "Definitions differ that nothing refers to.";
  return [{ old: "", new: "", what, breaks: [], bump: "patch" }];
}

/** Every way in which a reader does not take what a writer writes; each value has been confirmed by Ajv. */
function refusals(writing: JsonSchema, reading: JsonSchema): Finding[] {
  const [writer, reader] = [root(writing), root(reading)];
  return findings([writer], reader).map((finding) => {
    if (finding.kind === "doubt" || (accepts(writer, finding.value) && refusesAt(reader, finding.value, finding.at))) return finding;
    return {
      ...doubt(finding.writer, finding.reader),
      because: `${finding.because} Ajv does not confirm the document that should show it.`,
    };
  });
}

/** What is outside the profile is unknown, the same or not. */
function unknownChanges(before: readonly Outside[], after: readonly Outside[]): Change[] {
  const pointers = new Set([...before, ...after].map(({ pointer }) => pointer));
  return [...pointers].map((pointer): Change => {
    const [was, is] = [before, after].map((list) => list.find((found) => found.pointer === pointer));
    const found = is ?? was;
    const what = `The gate does not understand ${found?.what} at ${pointer || "the root"}.`;
    const unknown = `${what} ${found?.remedy}`;
    return { old: was ? pointer : null, new: is ? pointer : null, what, breaks: [], unknown, bump: "major" };
  });
}
