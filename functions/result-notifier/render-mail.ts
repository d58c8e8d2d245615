// The mail: plain text of 78 columns at most, readable in any mail program; a big result is shortened, never split.
import type { QuizStatistics, Statistics } from "../../generated/types/statistics.d.ts";
import { renderProblems } from "./render-problems.ts";

export interface Mail {
  /** ASCII, fewer than 100 characters. */
  subject: string;
  /** Plain text, well below SNS's 256 KiB. */
  text: string;
}

export interface Report extends Pick<Statistics, "status" | "quizCount" | "scoreCount" | "missingCount" | "quality"> {
  submissionId: string;
  /** RFC 3339, UTC. */
  submittedAt: string;
  /** The first quizzes; `quizCount` counts all. */
  quizzes: QuizStatistics[];
}

/** A mail shows so many quizzes at most; 600 lines of 78 columns stay below SNS's 256 KiB in any script, beside 1,000 submissions' headings. */
export const mostRows = 600;

/** The mail for one result, with its problems, or for many: then each result has its part. `reports` is not empty. */
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
  const partial = total(({ status }) => Number(status === "partial"));
  if (partial > 0) counts.push(reports.length > 1 ? `${partial} partial` : "partial");
  const [only, second] = reports;
  const problems = only && !second ? renderProblems(only.quality) : [];
  const parts = reports.map((report) => renderReport(report, rows)).join(`\n\n${"-".repeat(78)}\n\n`);
  return { subject: `Scoreline: ${counts.join(", ")}`, text: `${[parts, ...problems].join("\n")}\n` };
}

function renderReport(report: Report, rows: number): string {
  const { submissionId, submittedAt, quizCount, quizzes } = report;
  const heading = [renderCounts(report), `Received ${submittedAt.slice(0, 16).replace("T", " ")} UTC`, `Submission ${submissionId}`];
  const shown = quizzes.slice(0, rows);
  const table = shown.length > 0 ? ["", ...renderTable(shown)] : [];
  const hidden = quizCount - shown.length;
  const more =
    hidden > 0
      ? ["", `${shown.length > 0 ? `… and ${plural(hidden, "more quiz", "more quizzes")}` : "The quizzes are"} in the stored statistics.`]
      : [];
  return [...heading, ...table, ...more].join("\n");
}

/** `3 quizzes, 9 scores (1 missing, 2 left out)`; what is suppressed is not told. */
function renderCounts({ quizCount, scoreCount, missingCount, quality }: Report): string {
  const leftOut = quality.problemCounts.reduce((sum, { severity, count }) => sum + (severity === "error" ? count : 0), 0);
  const apart = [...(missingCount ? [`${missingCount} missing`] : []), ...(leftOut > 0 ? [`${leftOut} left out`] : [])];
  return `${plural(quizCount, "quiz", "quizzes")}, ${plural(scoreCount, "score", "scores")}${apart.length > 0 ? ` (${apart.join(", ")})` : ""}`;
}

/** Columns of figures, right-aligned, behind the quiz's name; the name is shortened where it must be. */
function renderTable(quizzes: QuizStatistics[]): string[] {
  const heading = ["Scores", "Missing", "Min", "Median", "Mean", "SD", "Max"];
  const figures = [heading, ...quizzes.map(renderFigures)];
  const widths = heading.map((_, column) => Math.max(...figures.map((row) => row[column]?.length ?? 0)));
  const room = 78 - widths.reduce((sum, width) => sum + width + 2, 0);
  const names = ["Quiz", ...quizzes.map(({ name }) => shorten(printable(name), room))];
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
function renderNumber(value: number | null, decimals: number): string {
  if (value === null) return "-";
  const wholeDigits = Math.trunc(Math.abs(value)).toString().length;
  const text = value.toFixed(Math.max(Math.min(decimals, 10 - wholeDigits), 0));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
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
