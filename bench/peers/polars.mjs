// polars, one thread and its streaming engine: a lazy scan with a given schema where the lines have columns, else lines of text that are split.

import pl from "nodejs-polars";
import { AnswerSheet } from "../answer.ts";
import { readTask, tell } from "../task.ts";

const { file, quizzes, mostScores, ragged } = readTask();

/** More columns than this are no table any more. */
const MAX_COLUMNS = 10_000;

const score = pl.col("score");
// A lazy scan refuses the ragged lines, whatever the schema says.
const scores = ragged || mostScores > MAX_COLUMNS ? fromLines() : fromColumns();
const figures = scores
  .groupBy("quiz")
  .agg(score.count().alias("count"), score.min().alias("min"), score.max().alias("max"), score.mean().alias("mean"))
  .collectSync({ engine: "streaming" });

const { answer } = new AnswerSheet([]);
answer.quizCount = figures.height;
answer.scoreCount = figures.getColumn("count").sum();
answer.sumOfMins = figures.getColumn("min").sum();
answer.sumOfMaxs = figures.getColumn("max").sum();
answer.sumOfMeans = figures.getColumn("mean").sum();
for (const { quiz, ...asked } of figures.filter(pl.col("quiz").isIn(quizzes)).toRecords()) answer.quizzes[quiz] = asked;
tell(answer);

function fromColumns() {
  const columns = Array.from({ length: mostScores }, (_, i) => `score${i}`);
  const schema = { quiz: pl.Utf8, ...Object.fromEntries(columns.map((column) => [column, pl.Float64])) };
  return pl.scanCSV(file, { hasHeader: false, schema }).unpivot(["quiz"], columns, { valueName: "score" });
}

/** The separator and the quote are bytes that no line has. */
function fromLines() {
  const cells = pl.col("cells");
  return pl
    .scanCSV(file, { hasHeader: false, sep: "\x01", quoteChar: "\x02", schema: { line: pl.Utf8 } })
    .select(pl.col("line").str.split(",").alias("cells"))
    .select(cells.lst.first().alias("quiz"), cells.lst.slice(1, mostScores).alias("score"))
    .explode("score")
    .withColumn(score.cast(pl.Float64));
}
