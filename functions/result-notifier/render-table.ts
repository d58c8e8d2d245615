// The figures of quizzes as a table of plain text.
import type { QuizStatistics } from "../../generated/types/statistics.d.ts";
import { columns, leftToRight, shorten, widthOf, wrap } from "./plain-text.ts";
import { printable } from "./printable.ts";
import { renderNumber, widestNumber } from "./render-number.ts";

/** How wide figures may be: narrower ones where names would be left too little room. */
const figureWidths = [widestNumber, 10, 8, 7];
/** What names are left at least where they need it. */
const roomForNames = 16;

/** A line for each quiz, below a heading, and notes on what is not told. The standard deviation is that of a sample. */
export function renderTable(quizzes: QuizStatistics[]): string[] {
  const heading = ["n", "Missing", "Min", "Median", "Mean", "SD", "Max"];
  const tables = figureWidths.map((width) => [heading, ...quizzes.map((quiz) => renderFigures(quiz, width))]);
  const names = namesOf(quizzes);
  const { cells, room } = withRoom(names, tables);
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const nameCells = nameColumn(names, room);
  const lines = cells.map(
    (row, index) => `${nameCells[index] ?? ""}${row.map((cell, column) => `  ${cell.padStart(widths[column] ?? 0)}`).join("")}`,
  );
  return [...lines, ...renderNotes(quizzes)];
}

function renderNotes(quizzes: QuizStatistics[]): string[] {
  const isSuppressed = quizzes.some(({ undefinedStatistics = [] }) => undefinedStatistics.some(({ reason }) => reason === "suppressed"));
  const error = Math.max(...quizzes.map(({ relativeError = 0 }) => relativeError));
  return [
    ...(isSuppressed ? wrap("Of a quiz with too few scores only their number is told, so that nobody is given away.") : []),
    ...(error > 0 ? [`~ is an estimate, at most ${renderNumber(100 * error, 2)} % off.`] : []),
  ];
}

/** The heading of the names, and the names. */
export function namesOf(quizzes: Pick<QuizStatistics, "name">[]): string[] {
  return ["Quiz", ...quizzes.map(({ name }) => printable(name) || "?")];
}

/** The first of the tables, the widest, that leaves the names the room that they need, or else the last; and what it leaves them of a line. */
export function withRoom(names: string[], tables: string[][][], width: number = columns): { cells: string[][]; room: number } {
  const needed = Math.min(Math.max(...names.map(widthOf)), roomForNames);
  const fitted = tables.map((cells) => ({ cells, room: width - widthBehindNames(cells) }));
  return fitted.find(({ room }) => room >= needed) ?? fitted.at(-1) ?? { cells: [], room: width };
}

/** Names, all of the same width: that of the widest, and no more than there is room for. */
export function nameColumn(names: string[], room: number): string[] {
  const short = names.map((name) => shorten(name, room));
  const width = Math.max(...short.map(widthOf));
  return short.map((name) => `${leftToRight(name)}${" ".repeat(width - widthOf(name))}`);
}

function widthBehindNames(cells: string[][]): number {
  const [first = []] = cells;
  return first.reduce((sum, _, column) => sum + 2 + Math.max(...cells.map((row) => row[column]?.length ?? 0)), 0);
}

/** As many decimals as the scores have and two more. */
function renderFigures(quiz: QuizStatistics, width: number): string[] {
  const { count, missing, min, median, mean, sdSample, max, method } = quiz;
  const estimated = method === "sketch" && median !== null ? "~" : "";
  const number = (value: number | null, most = width) => renderNumber(value, decimalsOf(quiz), most);
  return [
    renderNumber(count, 0, width),
    renderNumber(missing, 0, width),
    number(min),
    `${estimated}${number(median, width - estimated.length)}`,
    number(mean),
    number(sdSample),
    number(max),
  ];
}

/** So many decimals are told of a quiz's figures. */
export function decimalsOf({ decimals }: Pick<QuizStatistics, "decimals">): number {
  return (decimals ?? 0) + 2;
}
