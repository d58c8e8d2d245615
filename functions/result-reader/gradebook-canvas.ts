// The scores as Canvas imports them: a row for each student, a column for each quiz.
//
// As instructure/canvas-lms has it, lib/gradebook_importer.rb and ui/features/gradebook_uploads/jquery/process_gradebook_upload.js:
// - The header is known by "Student" and "ID" in its first two columns and, behind the two of the SIS, "Section"; then come the assignments.
// - A student is looked for by ID, then SIS User ID, then SIS Login ID, and last by the name in "Student".
// - An assignment is known by its id at the end, "Week 1 (4711)", or else by its title; where there is none one is made.
// - A row whose first cell has "Points Possible" says how many points an assignment has.
// - "EX" excuses. An empty cell is no grade: one that Canvas has is removed, which its preview shows before anything is changed.
// - Numbers may have a point whatever the language. A file is split at semicolons only where these say more than its commas do.
import type { ScoreTable, TableCell } from "../../statistics/score-table.ts";
import { Problem } from "../boundary/problem.ts";
import type { Cell } from "./csv.ts";

const columns = { "canvas-id": 1, "sis-user-id": 2, "login-id": 3, name: 0 } as const;

export type CanvasStudentsBy = keyof typeof columns;

/** What Canvas takes for a column of its own: one that it passes over, or one that tells who the student is. */
const computed =
  /Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade|Override Score|Override Grade|Override Status/;
const reserved = ["Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Section", "Integration ID", "Root Account"];

/**
 * The records of the file, its header first. "Student" has what the score lines call the student whatever `studentsBy` says: Canvas shows it
 * where it finds nobody. Throws a Problem (`not-exportable`) where Canvas would misread a name.
 *
 * @param maxScore what each quiz has as its points; left out, nothing is said of points
 */
export function canvasRecords({ students, quizzes }: ScoreTable, studentsBy: CanvasStudentsBy, maxScore?: number): Cell[][] {
  const quiz = quizzes.find(({ name }) => computed.test(name) || reserved.includes(name));
  if (quiz)
    throw new Problem(
      "not-exportable",
      `Canvas takes "${quiz.name}" for a column of its own, and would not import its scores. Give the quiz another name and submit again.`,
    );
  const noId = studentsBy === "canvas-id" ? students.find((student) => !/^\d+$/.test(student)) : undefined;
  if (noId !== undefined)
    throw new Problem(
      "not-exportable",
      `"${noId}" is no id of Canvas's, which is digits alone. Say with studentsBy what the header has: login-id, sis-user-id or name.`,
    );
  const header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ...quizzes.map(({ name }) => name)];
  const points = maxScore === undefined ? [] : [["Points Possible", "", "", "", "", ...quizzes.map(() => maxScore)]];
  return [
    header,
    ...points,
    ...students.map((student, row) => {
      const who = [student, "", "", "", ""];
      who[columns[studentsBy]] = student;
      return [...who, ...quizzes.map(({ cells }) => grade(cells[row]))];
    }),
  ];
}

/** Of what stands for no score only one is more to Canvas than that. */
function grade(cell: TableCell | undefined): string {
  if (cell === undefined) return "";
  if ("score" in cell) return cell.score;
  return cell.missing.toUpperCase() === "EX" ? "EX" : "";
}
