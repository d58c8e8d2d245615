// The figures of quizzes as a table of plain text.
import type { QuizStatistics } from "../../generated/types/statistics.d.ts";
import { columns, printable, shorten } from "./plain-text.ts";

export interface Row {
  /** Name of the quiz. */
  name: string;
  cells: string[];
}

export function renderTable(quizzes: QuizStatistics[]): string[] {
  const heading = ["Scores", "Missing", "Min", "Median", "Mean", "SD", "Max"];
  return renderRows(
    heading,
    quizzes.map((quiz) => ({ name: quiz.name, cells: renderFigures(quiz) })),
  );
}

/** Columns of figures, right-aligned, behind the quiz's name; the name is shortened where it must be. */
export function renderRows(heading: string[], rows: Row[]): string[] {
  const figures = [heading, ...rows.map(({ cells }) => cells)];
  const widths = heading.map((_, column) => Math.max(...figures.map((row) => row[column]?.length ?? 0)));
  const room = columns - widths.reduce((sum, width) => sum + width + 2, 0);
  const names = ["Quiz", ...rows.map(({ name }) => shorten(printable(name), room))];
  const nameWidth = Math.max(...names.map((name) => [...name].length));
  return figures.map((row, index) => {
    const name = names[index] ?? "";
    const padding = " ".repeat(nameWidth - [...name].length);
    return name + padding + row.map((figure, column) => `  ${figure.padStart(widths[column] ?? 0)}`).join("");
  });
}

/** As many decimals as the scores have and two more. The standard deviation is that of a sample. */
function renderFigures({ count, missing, min, median, mean, sdSample, max, decimals }: QuizStatistics): string[] {
  const figures = [min, median, mean, sdSample, max].map((figure) => renderNumber(figure, (decimals ?? 0) + 2));
  return [String(count), missing === null ? "-" : String(missing), ...figures];
}

/** At most so many decimals and ten digits in all, and no trailing zeros: 83.67, 76, 0.5. A figure that is not defined is a dash. */
export function renderNumber(value: number | null, decimals: number): string {
  if (value === null) return "-";
  const wholeDigits = Math.trunc(Math.abs(value)).toString().length;
  const text = value.toFixed(Math.max(Math.min(decimals, 10 - wholeDigits), 0));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
