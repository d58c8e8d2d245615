// The mail: plain text of 78 columns at most, readable in any mail program; a big result is shortened, never split.
import type { QuizStatistics, Statistics } from "../../generated/types/statistics.ts";

export interface Mail {
  /** ASCII, fewer than 100 characters. */
  subject: string;
  /** Plain text, well below SNS's 256 KiB. */
  text: string;
}

export interface Report extends Pick<Statistics, "quizCount" | "scoreCount" | "missingCount"> {
  submissionId: string;
  /** RFC 3339, UTC. */
  submittedAt: string;
  /** The first quizzes; `quizCount` counts all. */
  quizzes: QuizStatistics[];
}

/** A mail shows so many quizzes at most; 600 lines of 78 columns stay below SNS's 256 KiB in any script, beside 1,000 submissions' headings. */
export const mostRows = 600;

/** The mail for one result, or for many: then each result has its part. `reports` is not empty. */
export function renderMail(reports: Report[]): Mail {
  const rows = Math.floor(mostRows / reports.length);
  const total = (count: (report: Report) => number) => reports.reduce((sum, report) => sum + count(report), 0);
  const counts = [
    plural(
      total(({ quizCount }) => quizCount),
      "quiz",
      "quizzes",
    ),
    plural(
      total(({ scoreCount }) => scoreCount),
      "score",
      "scores",
    ),
  ];
  if (reports.length > 1) counts.unshift(plural(reports.length, "submission", "submissions"));
  return {
    subject: `Scoreline: ${counts.join(", ")}`,
    text: `${reports.map((report) => renderReport(report, rows)).join(`\n\n${"-".repeat(78)}\n\n`)}\n`,
  };
}

function renderReport({ submissionId, submittedAt, quizCount, scoreCount, missingCount, quizzes }: Report, rows: number): string {
  const missing = missingCount > 0 ? ` (${missingCount} missing)` : "";
  const heading = [
    `${plural(quizCount, "quiz", "quizzes")}, ${plural(scoreCount, "score", "scores")}${missing}`,
    `Received ${submittedAt.slice(0, 16).replace("T", " ")} UTC`,
    `Submission ${submissionId}`,
  ];
  const shown = quizzes.slice(0, rows);
  const table = shown.length > 0 ? ["", ...renderTable(shown)] : [];
  const hidden = quizCount - shown.length;
  const more =
    hidden > 0
      ? ["", `${shown.length > 0 ? `… and ${plural(hidden, "more quiz", "more quizzes")}` : "The quizzes are"} in the stored statistics.`]
      : [];
  return [...heading, ...table, ...more].join("\n");
}

/** Columns of figures, right-aligned, behind the quiz's name; the name is shortened where it must be. */
function renderTable(quizzes: QuizStatistics[]): string[] {
  const figures = [["Scores", "Missing", "Min", "Max", "Mean"], ...quizzes.map(renderFigures)];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...figures.map((row) => row[column]?.length ?? 0)));
  const room = 78 - widths.reduce((sum, width) => sum + width + 2, 0);
  const names = ["Quiz", ...quizzes.map(({ name }) => shorten(printable(name), room))];
  const nameWidth = Math.max(...names.map((name) => [...name].length));
  return figures.map((row, index) => {
    const name = names[index] ?? "";
    const padding = " ".repeat(nameWidth - [...name].length);
    return name + padding + row.map((figure, column) => `  ${figure.padStart(widths[column] ?? 0)}`).join("");
  });
}

function renderFigures({ count, missing, min, max, mean }: QuizStatistics): string[] {
  const decimals = Math.max(decimalsOf(min), decimalsOf(max)) + 2;
  return [String(count), String(missing), ...[min, max, mean].map((figure) => renderNumber(figure, decimals))];
}

/** At most so many decimals, and no trailing zeros: 83.67, 76, 0.5. A figure that is not defined is a dash. */
function renderNumber(value: number | null, decimals: number): string {
  if (value === null) return "-";
  return value.toFixed(Math.min(decimals, 12)).replace(/\.?0+$/, "");
}

function decimalsOf(value: number | null): number {
  const [, fraction = ""] = renderNumber(value, 12).split(".");
  return fraction.length;
}

/** Control characters, line and direction marks would break the table, or the mail; they become spaces. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

function shorten(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(width - 1, 0)).join("")}…`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
