// The scores of a submission as a gradebook: CSV that a learning management system imports.
import type { StatisticsQuery } from "../../generated/types/statistics-query.d.ts";
import type { StoredObject, Submission } from "../../generated/types/submission.d.ts";
import { MAX_TABLE_CELLS, type NoTable, type ScoreTable } from "../../statistics/score-table.ts";
import { TableReader } from "../../statistics/table-reader.ts";
import { answerBytes, largestAnswerBytes } from "../boundary/http/answer.ts";
import { Problem } from "../boundary/problem.ts";
import { csvText } from "./csv.ts";
import { canvasRecords } from "./gradebook-canvas.ts";
import { moodleRecords } from "./gradebook-moodle.ts";
import { preferredMediaType } from "./media-type.ts";
import type { Wanted } from "./statistics-of.ts";
import { submissionPaths } from "./submission-id.ts";
import { type TextAnswer, taggedAnswer } from "./text-answer.ts";

export interface GradebookSources {
  hasStatistics: () => Promise<boolean>;
  submission: () => Promise<Submission | undefined>;
  /** The bytes of the score lines, or undefined where they are gone or others lie in their place. */
  read: (scores: StoredObject) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Why there are no statistics. */
  absence: () => Promise<Problem>;
}

/**
 * Without a byte order mark: neither system needs one, and where one is not known for what it is it becomes part of the first column's name.
 */
const csv = "text/csv; charset=utf-8; header=present";

/** As much as can be read within an answer's time, and many times what an answer can hold. */
const largestScoresBytes = 64 * 2 ** 20;

type Format = NonNullable<StatisticsQuery["format"]>;

/** By format, what makes the records of a table; undefined for a way to know students that the format has not. */
function recordsOf({ format, studentsBy }: StatisticsQuery & { format: Format }, maxScore: number | undefined) {
  if (format === "canvas") {
    const by = studentsBy ?? "login-id";
    if (by === "login-id" || by === "sis-user-id" || by === "canvas-id" || by === "name")
      return (table: ScoreTable) => canvasRecords(table, by, maxScore);
  } else {
    const by = studentsBy ?? "username";
    if (by === "username" || by === "id-number" || by === "email") return (table: ScoreTable) => moodleRecords(table, by);
  }
  return undefined;
}

/**
 * The gradebook, with an ETag that follows from its text. Three requests, and one more for every 64 MiB of score lines. Throws a Problem:
 * `invalid-request` where the query contradicts itself, `not-acceptable` where the client does not take CSV, `not-exportable` where the score lines
 * are no table of students or may not be shown, that of `absence` where there are no statistics; and what a source throws.
 */
export async function gradebookOf(
  id: string,
  query: StatisticsQuery & { format: Format },
  wanted: Wanted,
  { hasStatistics, submission, read, absence }: GradebookSources,
): Promise<TextAnswer> {
  if (!recordsOf(query, undefined)) throw noSuchStudents(query);
  if (preferredMediaType(wanted.accept, [csv]) === undefined)
    throw new Problem("not-acceptable", "A gradebook comes as text/csv. Send an Accept header with that, or none.");
  const found = (await hasStatistics()) ? await submission() : undefined;
  if (!found) throw await absence();
  const { options, scores } = found;
  if (options.minimumGroupSize !== undefined)
    throw notExportable(
      "These scores were submitted with minimumGroupSize, so that nobody's can be told from the answers; a gradebook tells everybody's. " +
        "Submit them without it to have one.",
    );
  if (scores.sizeBytes > largestScoresBytes) throw tooLarge();
  const chunks = await read(scores);
  if (!chunks) throw notExportable("The score lines do not lie any more where they were stored. Submit them again.");
  const table = await tableOf(chunks, new TableReader(options));
  if ("reason" in table) throw notExportable(advice(table, submissionPaths(id).problems));
  if (fewestBytes(table) > largestAnswerBytes) throw tooLarge(); // before there is a text of many times the size
  const text = csvText(recordsOf(query, options.maxScore)?.(table) ?? []);
  if (answerBytes(text) > largestAnswerBytes) throw tooLarge();
  return taggedAnswer({ text, contentType: csv, headers: { vary: "Accept" } }, wanted["if-none-match"]);
}

async function tableOf(chunks: AsyncIterable<Uint8Array>, reader: TableReader): Promise<ScoreTable | NoTable> {
  for await (const chunk of chunks) {
    reader.push(chunk);
    if (reader.full) break;
  }
  return reader.end();
}

/** No gradebook of the table is smaller. */
function fewestBytes({ students, quizzes }: ScoreTable): number {
  let bytes = 0;
  for (const student of students) bytes += student.length + 1;
  for (const { name, cells } of quizzes) {
    bytes += name.length + 1;
    for (const cell of cells) bytes += 1 + ("score" in cell ? cell.score.length : 0);
  }
  return bytes;
}

/** A studentsBy without a format is refused too: it would say nothing. */
export function noSuchStudents({ format, studentsBy }: StatisticsQuery): Problem {
  const detail =
    format === undefined
      ? "studentsBy is for a gradebook: say with format which one, canvas or moodle, or leave it out."
      : format === "canvas"
        ? `Canvas does not know students by ${studentsBy}: say login-id, sis-user-id, canvas-id or name.`
        : `Moodle does not know students by ${studentsBy}: say username, id-number or email.`;
  return new Problem("invalid-request", `${detail} See errors for each place.`, {
    errors: [{ pointer: "/studentsBy", code: "not-allowed", detail }],
  });
}

function advice(noTable: NoTable, problems: string): string {
  switch (noTable.reason) {
    case "no-header":
      return (
        "The score lines do not say whose scores they are. Submit them with a first line that names the students, such as " +
        '"quiz,ada,grace", and with the option header: true.'
      );
    case "nameless-student":
      return `Column ${noTable.column} has no name in the header that could be read: a gradebook needs one for each student. Name it and submit again.`;
    case "repeated-student":
      return `"${noTable.name}" is twice in the header: a gradebook needs one column for each student. Mend it and submit again.`;
    case "repeated-quiz":
      return `"${noTable.name}" has several lines: a gradebook needs one for each quiz, with a cell for each student. Join them and submit again.`;
    case "misaligned":
      return (
        `Line ${noTable.line} has ${noTable.cells === 1 ? "1 cell" : `${noTable.cells} cells`} behind its name, and the header ${noTable.expected}: nobody can tell whose they are. ` +
        "Give each line a cell for each student, an empty one where there is no score, and submit again."
      );
    case "unreadable":
      return `A gradebook needs every cell, and not all could be read. GET ${problems} names them; mend them and submit again.`;
    case "too-many-cells":
      return tooLargeAdvice;
  }
}

const tooLargeAdvice =
  `The scores are too many for a gradebook, which has ${MAX_TABLE_CELLS} cells and ${largestAnswerBytes} bytes at most. ` +
  "Submit them in parts: some of the quizzes, or some of the students, at a time.";

function tooLarge(): Problem {
  return notExportable(tooLargeAdvice);
}

function notExportable(detail: string): Problem {
  return new Problem("not-exportable", detail);
}
