// What a mail says of a correction: the figures that changed, then and now.
import type { Change, Correction } from "./correction.ts";
import { plural, printable, shorten, wrap } from "./plain-text.ts";
import { renderNumber, renderRows } from "./render-table.ts";

/** A mail tells so many changed quizzes at most, and so many that are gone. */
export const mostChanges = 20;

const whyUnavailable: Record<NonNullable<Correction["unavailable"]>, string> = {
  "not-calculated": "Its figures were not there yet when these were computed, so there is nothing to compare them with.",
  rejected: "It was rejected and has no figures, so there is nothing to compare these with.",
  "too-large": "It is too large to be compared with: see its stored statistics.",
  unreadable: "Its stored statistics cannot be read any more, so there is nothing to compare these with.",
};

/** Nothing where no change is to be told. A figure that is the same stands there once. */
export function renderCorrection(correction: Correction | undefined, most: number): string[] {
  if (correction === undefined || most === 0) return [];
  const { submissionId, unavailable, changes, changedCount } = correction;
  const heading = ["", `Replaces submission ${submissionId}`];
  if (unavailable !== undefined) return [...heading, ...wrap(whyUnavailable[unavailable])];
  const shown = changes.slice(0, most);
  const hidden = changedCount - shown.length;
  const more = hidden > 0 ? [`… and ${plural(hidden, "more quiz", "more quizzes")} changed, see the stored statistics.`] : [];
  const table = shown.length > 0 ? ["Changed, then → now:", ...renderRows(["Scores", "Median", "Mean"], shown.map(rowOf))] : [];
  return [...heading, ...table, ...more, ...renderOthers(correction, most)];
}

function rowOf({ name, decimals, count, median, mean, before }: Change) {
  // The earlier scores may have had more decimals than the new ones; two more than these still show a change of the mean.
  const number = (value: number | null) => renderNumber(value, (decimals ?? 0) + 2);
  const cells = [
    fromTo(String(before.count), String(count)),
    fromTo(number(before.median), number(median)),
    fromTo(number(before.mean), number(mean)),
  ];
  return { name, cells };
}

function fromTo(before: string, now: string): string {
  return before === now ? now : `${before} → ${now}`;
}

/** `The same: 2 quizzes. New: 1 quiz. Gone: 1 quiz (Quiz3).` */
function renderOthers({ sameCount, newCount, gone, goneCount }: Correction, most: number): string[] {
  const quizzes = (count: number) => plural(count, "quiz", "quizzes");
  const names = gone.slice(0, Math.min(most, 5)).map((name) => shorten(printable(name), 40));
  const listed = `${names.join(", ")}${goneCount > names.length ? ", …" : ""}`;
  const parts = [
    ...(sameCount > 0 ? [`The same: ${quizzes(sameCount)}.`] : []),
    ...(newCount > 0 ? [`New: ${quizzes(newCount)}.`] : []),
    ...(goneCount > 0 ? [`Gone: ${quizzes(goneCount)} (${listed}).`] : []),
  ];
  return parts.length > 0 ? wrap(parts.join(" ")) : [];
}
