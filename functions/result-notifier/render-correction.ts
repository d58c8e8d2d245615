// What a mail says of a correction: the figures that changed, then and now.
import { type Change, type Correction, comparedFigures } from "./correction.ts";
import { leftToRight, plural, shorten, wrap } from "./plain-text.ts";
import { printable } from "./printable.ts";
import { renderNumber } from "./render-number.ts";
import { listItem } from "./render-problems.ts";
import { decimalsOf } from "./render-table.ts";

/** A mail tells so many changed quizzes at most, and so many that are gone. */
export const mostChanges = 20;

/** Columns of a quiz's name among other words. */
const widestName = 40;
const mostGone = 5;

const whyUnavailable: Record<NonNullable<Correction["unavailable"]>, string> = {
  "not-calculated": "Its figures were not there yet when these were computed, so there is nothing to compare them with.",
  rejected: "It was rejected and has no figures, so there is nothing to compare these with.",
  "too-large": "It is too large to be compared with: see its stored statistics.",
  unreadable: "Its stored statistics cannot be read any more, so there is nothing to compare these with.",
};

/** Nothing where it is no correction; with `most` 0 only what it replaces, and how many quizzes changed. */
export function renderCorrection(correction: Correction | undefined, most: number): string[] {
  if (correction === undefined) return [];
  const { submissionId, unavailable, changes } = correction;
  const heading = ["", `Replaces submission ${submissionId}`];
  if (unavailable !== undefined) return [...heading, ...wrap(whyUnavailable[unavailable])];
  const shown = changes.slice(0, most);
  return [...heading, ...wrap(renderCounts(correction, most)), ...shown.flatMap(renderChange), ...renderHidden(correction, shown.length)];
}

/** `1 quiz changed, 2 are the same, 1 is new, 1 is gone (Quiz3).` */
function renderCounts({ changedCount, sameCount, newCount, gone, goneCount }: Correction, most: number): string {
  const be = (count: number) => `${count} ${count === 1 ? "is" : "are"}`;
  const names = gone.slice(0, Math.min(most, mostGone)).map(nameOf);
  const listed = names.length > 0 ? ` (${names.join(", ")}${goneCount > names.length ? " and others" : ""})` : "";
  const others = [
    ...(sameCount > 0 ? [`${be(sameCount)} the same`] : []),
    ...(newCount > 0 ? [`${be(newCount)} new`] : []),
    ...(goneCount > 0 ? [`${be(goneCount)} gone${listed}`] : []),
  ];
  return `${[changedCount > 0 ? `${plural(changedCount, "quiz", "quizzes")} changed` : "No quiz changed", ...others].join(", ")}.`;
}

/** `- Quiz1: median 76 → 85, mean 73.67 → 83.67` */
function renderChange(change: Change): string[] {
  const figures = comparedFigures.flatMap(([figure, word]) => {
    // The earlier scores may have had more decimals than the new ones; two more than these still show a change of the mean.
    const [then, now] = [change.before[figure], change[figure]].map((value) => renderNumber(value ?? null, decimalsOf(change)));
    if (then === now) return [];
    if (change.before[figure] === null) return [`${word} now ${now}`];
    return [change[figure] === null ? `${word} was ${then}` : `${word} ${then} → ${now}`];
  });
  const changed = figures.length > 0 ? figures.join(", ") : "by less than is shown here";
  return listItem(`${nameOf(change.name)}: ${changed}`);
}

function renderHidden({ changedCount }: Correction, shown: number): string[] {
  return shown > 0 && changedCount > shown
    ? [`- and ${plural(changedCount - shown, "more quiz", "more quizzes")}: see the statistics, by the link below.`]
    : [];
}

function nameOf(name: string): string {
  return leftToRight(shorten(printable(name) || "?", widestName));
}
