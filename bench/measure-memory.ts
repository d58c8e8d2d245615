// The memory that Scoreline takes for a file and for one five times as long, with the same number of quizzes.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { Contestant } from "./contestant.ts";
import { median } from "./median.ts";
import type { Options } from "./options.ts";
import { programs, SCORELINE } from "./programs.ts";
import { type Shape, shapes } from "./shapes/shapes.ts";

export interface MemoryResult {
  shape: Shape;
  /** Sizes in bytes, and the medians of the highest memory of the processes. */
  short: { sizeBytes: number; peakBytes: number };
  long: { sizeBytes: number; peakBytes: number };
}

const TIMES_AS_LONG = 5;

/** Shapes whose number of quizzes is the same at every size. On the others memory grows with the quizzes, and with the different scores of each. */
const FIXED_QUIZZES: readonly string[] = ["B", "C"];

/** @throws Error where Scoreline gives no right answer */
export async function measureMemory({ megabytes, rounds }: Options, folder: string): Promise<MemoryResult[]> {
  const results: MemoryResult[] = [];
  for (const shape of shapes.filter(({ id }) => FIXED_QUIZZES.includes(id))) {
    const short = await peakOver(shape, megabytes, rounds, folder);
    const long = await peakOver(shape, megabytes * TIMES_AS_LONG, rounds, folder);
    results.push({ shape, short, long });
  }
  return results;
}

async function peakOver(shape: Shape, megabytes: number, rounds: number, folder: string) {
  const program = programs.find(({ id }) => id === SCORELINE);
  if (program === undefined) throw new Error("Scoreline is not among the programs");
  const path = join(folder, "memory.csv");
  const file = { path, facts: shape.write(path, megabytes) };
  const contestant = new Contestant(program, file, file);
  await contestant.try();
  for (let round = 1; round <= rounds; round++) await contestant.measure();
  rmSync(path);
  const { runs, remark } = contestant.result();
  if (runs.length < rounds) throw new Error(`over ${megabytes} MB of shape ${shape.id}: ${remark}`);
  return { sizeBytes: file.facts.sizeBytes, peakBytes: median(runs.map(({ peakBytes }) => peakBytes ?? Number.NaN)) };
}
