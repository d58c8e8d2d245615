// The mail about many submissions: a line for each, those that count nowhere first, with their first problems.
import { columns, leftToRight, plural, shorten, widthOf, wrap } from "./plain-text.ts";
import { printable } from "./printable.ts";
import { errorCountOf, firstProblems, listItem, renderList } from "./render-problems.ts";
import { hasResult, minuteOf, reasonOf } from "./render-report.ts";
import { commonCourse, labelOf, type Report } from "./report.ts";
import { linksOf, renderLink } from "./submission-links.ts";

/** Of the problems of a submission. */
const mostProblems = 3;
/** Less room than this shows nothing of a title. */
const leastLabel = 8;
const states: Report["status"][] = ["failed", "rejected", "partial", "complete"];

/** A digest but for the problems, which take what room is left. */
export interface Digest {
  /** What heads it. */
  heading: string[];
  /** Those that count nowhere, and then the others. */
  reports: Report[];
  /** A line for each of the reports. */
  lines: string[];
}

/** @param labels whether title and course are told, as far as they fit into a line */
export function digestOf(reports: Report[], labels: boolean): Digest {
  const inOrder = states.flatMap((state) => reports.filter(({ status }) => status === state));
  const course = labels ? commonCourse(reports) : undefined;
  const heading = [
    ...(course === undefined ? [] : wrap(printable(course))),
    `${plural(reports.length, "submission", "submissions")}: ${renderStates(reports)}`,
    `Received ${renderTimes(reports)}`,
  ];
  const label = (report: Report) => labelOf(course === undefined ? report : withoutCourse(report));
  return { heading, reports: inOrder, lines: renderLines(inOrder, labels ? label : () => "") };
}

/**
 * Its lines. No figures of quizzes are in it; each submission is named.
 *
 * @param problemBytes bytes of UTF-8 that there are for the problems of all
 */
export function renderDigest({ heading, reports, lines }: Digest, problemBytes: number, apiUrl: string): string[] {
  const counted = reports.filter(({ status }) => status === "partial" || status === "complete");
  const without = reports.slice(0, reports.length - counted.length);
  return [
    ...heading,
    ...(without.length > 0 ? ["", `${renderWords(without)}:`, ...withProblems(without, lines, problemBytes)] : []),
    ...(counted.length > 0 ? ["", "Counted:", ...lines.slice(without.length)] : []),
    "",
    ...renderPattern(apiUrl),
  ];
}

function renderStates(reports: Report[]): string {
  const counts = states.map((state) => [reports.filter(({ status }) => status === state).length, state] as const);
  return counts.flatMap(([count, state]) => (count > 0 ? [`${count} ${state}`] : [])).join(", ");
}

/** `FAILED or REJECTED`, or the one that there is. */
function renderWords(reports: Report[]): string {
  const words = new Set(reports.map(({ status }) => status.toUpperCase()));
  return [...words].join(" or ");
}

function withoutCourse({ title }: Report): Pick<Report, "title"> {
  return title === undefined ? {} : { title };
}

function renderTimes(reports: Report[]): string {
  const minutes = reports.map(({ submittedAt }) => minuteOf(submittedAt)).sort();
  const [first = "", last = ""] = [minutes[0], minutes.at(-1)];
  return first === last ? first : `from ${first} to ${last}`;
}

/** `<id>  3 quizzes, 90 scores  Week 7 (CS-487)`, with the titles below one another. */
function renderLines(reports: Report[], label: (report: Report) => string): string[] {
  const lines = reports.map((report) => shorten(`${report.submissionId}  ${renderOutcome(report)}`, columns));
  const width = Math.max(...lines.map(widthOf));
  const room = columns - width - 2;
  if (room < leastLabel) return lines;
  return reports.map((report, index) => {
    const line = lines[index] ?? "";
    const said = shorten(printable(label(report)), room);
    return said === "" ? line : `${line}${" ".repeat(width - widthOf(line))}  ${leftToRight(said)}`;
  });
}

function renderOutcome(report: Report): string {
  if (report.status === "failed") return hasResult(report) ? "FAILED: not mailed" : "FAILED";
  if (report.status === "rejected") return `REJECTED: ${plural(errorCountOf(report.quality), "problem", "problems")}`;
  const counts = `${plural(report.quizCount, "quiz", "quizzes")}, ${plural(report.scoreCount, "score", "scores")}`;
  return report.status === "partial" ? `${counts}, partial` : counts;
}

/** Under each line why, for as many of the submissions as there are bytes for. */
function withProblems(reports: Report[], lines: string[], problemBytes: number): string[] {
  let left = problemBytes;
  let told = 0;
  const withThem = reports.flatMap((report, index) => {
    const why = told === index ? renderWhy(report) : [];
    left -= Buffer.byteLength(`${why.join("\n")}\n`);
    if (left >= 0 && told === index) told += 1;
    return [lines[index] ?? "", ...(told > index ? why : [])];
  });
  return told === reports.length ? withThem : [...withThem, ...wrap("What is wrong with the others is behind their links.")];
}

function renderWhy(report: Report): string[] {
  if (report.status === "failed") return listItem(reasonOf(report));
  if (report.status !== "rejected") return [];
  const first = firstProblems(report.quality, "error", mostProblems);
  const more = errorCountOf(report.quality) - first.length;
  return [...renderList(first), ...(more > 0 ? [`- and ${more} more`] : [])];
}

function renderPattern(apiUrl: string): string[] {
  const { submission, statistics, problems } = linksOf(apiUrl, "ID");
  return [
    ...renderLink("To see one of them, put its id in the place of ID", submission),
    ...renderLink("Its statistics", statistics),
    ...renderLink("Its problems, and with the header Accept: text/csv its rows to mend", problems),
  ];
}
