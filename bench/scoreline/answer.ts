// Scoreline as its functions use it, from the bytes to min, max, mean, exact quartiles and standard deviation.

import { highest, lowest } from "../../statistics/figures/extremes.ts";
import { mean } from "../../statistics/figures/mean.ts";
import { quantile } from "../../statistics/figures/quantile.ts";
import { sdSample } from "../../statistics/figures/standard-deviation.ts";
import { Summariser } from "../../statistics/summary.ts";
import { type Answer, AnswerSheet } from "../answer.ts";

/** A million is more than Scoreline takes unless it is told to. */
const MAX_QUIZZES = 2_000_000;

export async function answerOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, askedFor: readonly string[]): Promise<Answer> {
  const summariser = new Summariser({ limits: { maxQuizzes: MAX_QUIZZES } });
  for await (const chunk of chunks) summariser.push(chunk);
  const summary = summariser.end();
  const { errorCount } = summary.problems;
  if (errorCount > 0) throw new Error(`There are ${errorCount} errors in the file.`);
  const sheet = new AnswerSheet(askedFor);
  for (const { name, sample } of summary.quizzes()) {
    // A figure that has a reason instead of a value becomes NaN, and that is a wrong answer.
    sheet.add(name, {
      count: sample.count,
      min: Number(lowest(sample)),
      max: Number(highest(sample)),
      mean: Number(mean(sample)),
      quartiles: [Number(quantile(sample, 25)), Number(quantile(sample, 50)), Number(quantile(sample, 75))],
      standardDeviation: Number(sdSample(sample)),
    });
  }
  return sheet.answer;
}
