// d3-dsv with simple-statistics: rows of strings from the one, a line's figures from the other, which also says how means are combined.

import { dsvFormat } from "d3-dsv";
import { combineMeans, max, mean, min } from "simple-statistics";
import { AnswerSheet } from "../answer.ts";
import { readTask, tell } from "../task.ts";
import { wholeLines } from "./whole-lines.ts";

const { file, quizzes } = readTask();
const csv = dsvFormat(",");
const groups = new Map();

function addLine(cells) {
  const scores = [];
  for (let i = 1; i < cells.length; i++) {
    const score = Number(cells[i]);
    if (!Number.isNaN(score)) scores.push(score);
  }
  const line = { count: scores.length, min: min(scores), max: max(scores), mean: mean(scores) };
  const group = groups.get(cells[0]);
  if (group === undefined) {
    groups.set(cells[0], line);
    return;
  }
  group.mean = combineMeans(group.mean, group.count, line.mean, line.count);
  group.count += line.count;
  group.min = Math.min(group.min, line.min);
  group.max = Math.max(group.max, line.max);
}

for await (const text of wholeLines(file)) csv.parseRows(text, addLine);

const sheet = new AnswerSheet(quizzes);
for (const [name, figures] of groups) sheet.add(name, figures);
tell(sheet.answer);
