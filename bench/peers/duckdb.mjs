// DuckDB, one thread: its CSV reader with given column types where the lines have columns, else lines of text that are split; list functions add up.

import { DuckDBInstance } from "@duckdb/node-api";
import { AnswerSheet } from "../answer.ts";
import { readTask, tell } from "../task.ts";

const { file, quizzes, mostScores, ragged } = readTask();

/** More columns than this are no table any more. */
const MAX_COLUMNS = 10_000;
const LONGEST_LINE_BYTES = 100_000_000;

const columns = Array.from({ length: Math.min(mostScores, MAX_COLUMNS) }, (_, i) => `score${i}`);
const types = ["'quiz': 'VARCHAR'", ...columns.map((column) => `'${column}': 'DOUBLE'`)];
const fromColumns = `
  SELECT quiz, [${columns}] AS scores
  FROM read_csv('${file}', header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', null_padding = ${ragged},
                columns = {${types}})`;
// The delimiter is a byte that no line has. Cells in quotes would need a replace() on top; the long lines have none.
const fromLines = `
  SELECT substr(line, 1, strpos(line, ',') - 1) AS quiz, string_split(substr(line, strpos(line, ',') + 1), ',')::DOUBLE[] AS scores
  FROM read_csv('${file}', header = false, auto_detect = false, delim = '\x01', quote = '', escape = '', columns = {'line': 'VARCHAR'},
                max_line_size = ${LONGEST_LINE_BYTES}, buffer_size = ${2 * LONGEST_LINE_BYTES})`;

const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
await connection.run(`
  CREATE TABLE figures AS
  SELECT quiz, sum(n) AS n, min(lowest) AS lowest, max(highest) AS highest, sum(total) / sum(n) AS mean
  FROM (
    SELECT quiz, list_count(scores) AS n, list_min(scores) AS lowest, list_max(scores) AS highest, list_sum(scores) AS total
    FROM (${mostScores > MAX_COLUMNS ? fromLines : fromColumns})
  )
  GROUP BY quiz`);
const totals = await rows("SELECT count(*), sum(n), sum(lowest), sum(highest), sum(mean) FROM figures");
const asked = await rows(`SELECT quiz, n, lowest, highest, mean FROM figures WHERE quiz IN (${quizzes.map((name) => `'${name}'`)})`);

const { answer } = new AnswerSheet([]);
[answer.quizCount, answer.scoreCount, answer.sumOfMins, answer.sumOfMaxs, answer.sumOfMeans] = totals[0].map(Number);
for (const [name, ...figures] of asked) {
  const [count, min, max, mean] = figures.map(Number);
  answer.quizzes[name] = { count, min, max, mean };
}
tell(answer);

async function rows(sql) {
  return (await connection.runAndReadAll(sql)).getRows();
}
