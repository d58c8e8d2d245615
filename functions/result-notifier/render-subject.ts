// The subject of a mail: whose course it is, and how much is in it.
import { plural } from "./plain-text.ts";
import { errorCountOf } from "./render-problems.ts";
import type { Report } from "./render-report.ts";

/** SNS takes ASCII, fewer than 100 characters, that begins with a letter, a digit or punctuation. */
const mostCharacters = 99;
const mostOfCourse = 40;

/**
 * `[CS-487] 3 quizzes, 9 scores`; `[CS-487] REJECTED, 2 problems`; of several `Scoreline: 3 submissions, 6 quizzes, 18 scores, 1 partial,
 * 1 rejected`. The course stands there where all submissions are of one, and its name can be written in ASCII.
 */
export function renderSubject(reports: Report[]): string {
  const [only, second] = reports;
  const counts = only && !second ? countsOfOne(only) : countsOfMany(reports);
  const course = commonCourse(reports);
  return `${course === "" ? "Scoreline:" : `[${course}]`} ${counts.join(", ")}`.slice(0, mostCharacters).trimEnd();
}

function countsOfOne(report: Report): string[] {
  if (report.status === "rejected") return ["REJECTED", plural(errorCountOf(report.quality), "problem", "problems")];
  return [...figures([report]), ...(report.status === "partial" ? ["partial"] : [])];
}

function countsOfMany(reports: Report[]): string[] {
  const countOf = (status: Report["status"]) => {
    const count = reports.filter((report) => report.status === status).length;
    return count > 0 ? [`${count} ${status}`] : [];
  };
  return [plural(reports.length, "submission", "submissions"), ...figures(reports), ...countOf("partial"), ...countOf("rejected")];
}

/** `3 quizzes, 9 scores`; nothing where all are rejected. */
function figures(reports: Report[]): string[] {
  const counted = reports.flatMap((report) => (report.status === "rejected" ? [] : [report]));
  if (counted.length === 0) return [];
  const quizCount = counted.reduce((sum, report) => sum + report.quizCount, 0);
  const scoreCount = counted.reduce((sum, report) => sum + report.scoreCount, 0);
  return [plural(quizCount, "quiz", "quizzes"), plural(scoreCount, "score", "scores")];
}

function commonCourse(reports: Report[]): string {
  const [course, ...others] = new Set(reports.map(({ course }) => course));
  return course === undefined || others.length > 0 ? "" : inAscii(course);
}

/** Letters lose their accents; what is no ASCII then becomes a space. */
function inAscii(text: string): string {
  const ascii = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^ -~]+/g, " ")
    .replace(/ +/g, " ")
    .trim();
  return ascii.length <= mostOfCourse ? ascii : `${ascii.slice(0, mostOfCourse - 3)}...`;
}
