// Which difference makes a reader refuse what a writer writes: each finding is put to the one that stands nearest.
import type { Break } from "./comparison.ts";
import { type Difference, difference } from "./difference.ts";
import type { Doubt, Finding } from "./finding.ts";
import { isUnder } from "./place.ts";

type Who = Break["who"];

export interface Attributed {
  difference: Difference;
  /** One for each reader at most: the one with the smallest witness. */
  breaks: Break[];
  /** Only of readers that it is not known to break. */
  doubts: (Doubt & { who: Who })[];
}

/** Every finding is put to a difference; where none fits, one is made for it, so that none is lost. */
export function attribute(differences: readonly Difference[], found: Readonly<Record<Who, readonly Finding[]>>): Attributed[] {
  const result = differences.map((one): Attributed => ({ difference: one, breaks: [], doubts: [] }));
  for (const who of ["new-reader", "old-reader"] as const) {
    for (const finding of found[who]) add(nearest(result, who, finding), who, finding);
  }
  return result.map((one) => ({ ...one, doubts: one.doubts.filter(({ who }) => !one.breaks.some((other) => other.who === who)) }));
}

function add(to: Attributed, who: Who, finding: Finding): void {
  if (finding.kind === "doubt") {
    if (!to.doubts.some((other) => other.who === who && other.because === finding.because)) to.doubts.push({ ...finding, who });
    return;
  }
  const { because, value: witness, at } = finding;
  const known = to.breaks.findIndex((other) => other.who === who);
  if (known < 0) to.breaks.push({ who, because, witness, at });
  else if (size(witness) < size(to.breaks[known]?.witness)) to.breaks[known] = { who, because, witness, at };
}

function nearest(all: Attributed[], who: Who, finding: Finding): Attributed {
  const [best] = all
    .map((one) => ({ one, distance: distance(one.difference, who, finding) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance);
  if (best !== undefined) return best.one;
  const [before, after] = who === "new-reader" ? [finding.writer, finding.reader] : [finding.reader, finding.writer];
  const made = { difference: difference(before, after, "What is taken here has changed."), breaks: [], doubts: [] };
  all.push(made);
  return made;
}

/** Steps from a difference down to the finding, the reader's side first; a difference under the place of the finding is further than all these. */
function distance({ old, new: now, also, structural }: Difference, who: Who, { writer, reader }: Finding): number {
  if (!structural) return Infinity;
  const sides = [
    [old, ...also.old],
    [now, ...also.new],
  ].map((pointers) => pointers.filter((one) => one !== null));
  const [writers = [], readers = []] = who === "new-reader" ? sides : sides.toReversed();
  const above = Math.min(...readers.map((one) => steps(one, reader)), ...writers.map((one) => steps(one, writer) + 0.5));
  if (above < Infinity) return above;
  const place = reader.slice(0, Math.max(0, reader.lastIndexOf("/")));
  return 1000 + Math.min(...readers.map((one) => steps(place, one)), ...writers.map((one) => steps(writer, one)));
}

function steps(from: string, to: string): number {
  return isUnder(to, from) ? to.slice(from.length).split("/").length - 1 : Infinity;
}

function size(witness: unknown): number {
  return JSON.stringify(witness).length;
}
