// The scores as Moodle imports them: a row for each student, a column for each quiz.
//
// As docs.moodle.org/en/Grade_import and moodle/moodle's grade/import/csv/classes/load_data.php have it:
// - Whoever imports says which column tells the user ("Map from") and as what ("Map to": user name, ID number, e-mail address), and for each other
//   column the grade item that it is, or that it is a new one. What the columns are called is free; here it is what Moodle's own exports call them.
// - One user whom Moodle does not know, and one grade above the site's highest (100, unless it is set otherwise), ends the whole import.
// - A cell of "-" is no grade. An empty one is not, always: of a new grade item it is stored as what the database makes of it, which is 0.
// - Numbers may have a point whatever the language.
import type { ScoreTable } from "../../statistics/score-table.ts";
import type { Cell } from "./csv.ts";

const titles = { username: "Username", "id-number": "ID number", email: "Email address" } as const;

export type MoodleStudentsBy = keyof typeof titles;

const noGrade = "-";

/** The records of the file, its header first. */
export function moodleRecords({ students, quizzes }: ScoreTable, studentsBy: MoodleStudentsBy): Cell[][] {
  const rows = students.map((student, row) => [student, ...quizzes.map(({ cells }) => scoreOf(cells[row]))]);
  return [[titles[studentsBy], ...quizzes.map(({ name }) => name)], ...rows];
}

function scoreOf(cell: ScoreTable["quizzes"][number]["cells"][number] | undefined): string {
  return cell && "score" in cell ? cell.score : noGrade;
}
