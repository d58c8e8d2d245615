// The subject of a mail: whose course it is, what became of the submission, and how much is in it.
import { plural } from "./plain-text.ts";
import { errorCountOf } from "./render-problems.ts";
import { hasResult } from "./render-report.ts";
import { commonCourse, type Report } from "./report.ts";

/** SNS takes ASCII, fewer than 100 characters. */
const mostCharacters = 99;
const mostOfCourse = 40;
const leastOfCourse = 8;
const noCourse = "Scoreline:";

/**
 * `[CS-487] 3 quizzes, 9 scores`; `[CS-487] REJECTED: 2 problems`; `[CS-487] FAILED: no statistics`; of several `Scoreline: 4 submissions, 1 FAILED,
 * 1 REJECTED, 1 partial, 6 quizzes, 18 scores`. The course stands there where all submissions are of one, and its name can be written in ASCII.
 * Where there is too little room the course is shortened first; then the last counts go, and never what failed.
 */
export function renderSubject(reports: Report[]): string {
  const [only, second] = reports;
  const parts = only && !second ? partsOfOne(only) : partsOfMany(reports);
  const said = joinedWithin(parts, mostCharacters - Math.max(noCourse.length + 1, leastOfCourse + 3));
  const course = shortened(inAscii(commonCourse(reports) ?? ""), Math.min(mostOfCourse, mostCharacters - said.length - 3));
  return `${course === "" ? noCourse : `[${course}]`} ${said}`;
}

/** What matters most comes first. */
function partsOfOne(report: Report): string[] {
  if (report.status === "failed") return [hasResult(report) ? "FAILED: result not mailed" : "FAILED: no statistics"];
  if (report.status === "rejected") return [`REJECTED: ${plural(errorCountOf(report.quality), "problem", "problems")}`];
  return [
    ...figures([report]),
    ...(report.status === "partial" ? ["partial"] : []),
    ...(report.correction === undefined ? [] : ["a correction"]),
  ];
}

function partsOfMany(reports: Report[]): string[] {
  const countOf = (status: Report["status"], word: string) => {
    const count = reports.filter((report) => report.status === status).length;
    return count > 0 ? [`${count} ${word}`] : [];
  };
  return [
    plural(reports.length, "submission", "submissions"),
    ...countOf("failed", "FAILED"),
    ...countOf("rejected", "REJECTED"),
    ...countOf("partial", "partial"),
    ...figures(reports),
  ];
}

/** `3 quizzes`, `9 scores`; nothing where none was counted. */
function figures(reports: Report[]): string[] {
  const counted = reports.flatMap((report) => (report.status === "complete" || report.status === "partial" ? [report] : []));
  if (counted.length === 0) return [];
  const quizCount = counted.reduce((sum, report) => sum + report.quizCount, 0);
  const scoreCount = counted.reduce((sum, report) => sum + report.scoreCount, 0);
  return [plural(quizCount, "quiz", "quizzes"), plural(scoreCount, "score", "scores")];
}

/** As many of the first parts as there is room for. */
function joinedWithin([first = "", ...others]: string[], most: number): string {
  let joined = first;
  for (const part of others) {
    if (joined.length + 2 + part.length > most) break;
    joined += `, ${part}`;
  }
  return joined;
}

/** Latin letters that Unicode does not take apart. */
const latin: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
};

/**
 * Letters lose their accents, and words with letters that ASCII has not are left out: half a word would be another one. Nothing where no word is left, or
 * a mere number. Brackets are the subject's own, and `=?` begins what mail programs decode.
 */
function inAscii(text: string): string {
  const words = text
    .replace(/[^\p{ASCII}]/gu, (character) => latin[character] ?? character)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .split(/[\s\p{C}]+/u);
  const writable = words.filter((word) => !/[[\p{L}\p{N}]--\p{ASCII}]/v.test(word));
  const ascii = writable
    .join(" ")
    .replace(/[^ -~]+/g, " ")
    .replace(/\[/g, "(")
    .replace(/\]/g, ")")
    .replace(/=\?/g, "= ?")
    .replace(/ +/g, " ")
    .trim();
  const isName = writable.length < words.length ? /[A-Za-z]/ : /[A-Za-z0-9]/;
  return isName.test(ascii) ? ascii : "";
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3).trimEnd()}...`;
}
