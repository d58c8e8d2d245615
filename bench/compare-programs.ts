// Every program over every shape: whether its answer is right, and what it takes.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { Contestant, type Measurement } from "./contestant.ts";
import { isWanted, type Options } from "./options.ts";
import { type Program, programs } from "./programs.ts";
import { secondsOf } from "./run-program.ts";
import type { ScoreFileFacts } from "./shapes/score-file.ts";
import { type Shape, shapes } from "./shapes/shapes.ts";

export interface ShapeResults {
  shape: Shape;
  facts: ScoreFileFacts;
  measurements: readonly Measurement[];
}

/** The small file is so much smaller. */
const SMALL_PART = 10;

/** Shape after shape; on each of them all programs once, then all again, so that what slows the machine down for a while hits all. */
export async function comparePrograms(options: Options, folder: string, say: (text: string) => void): Promise<ShapeResults[]> {
  const results: ShapeResults[] = [];
  for (const shape of shapes) {
    const wanted = programs.filter(({ id }) => isWanted(options, shape.id, id));
    if (wanted.length > 0) results.push(await compareOn(shape, wanted, options, folder, say));
  }
  return results;
}

async function compareOn(
  shape: Shape,
  wanted: readonly Program[],
  { megabytes, rounds }: Options,
  folder: string,
  say: (text: string) => void,
): Promise<ShapeResults> {
  const write = (name: string, size: number) => {
    const path = join(folder, name);
    return { path, facts: shape.write(path, size) };
  };
  const small = write("small.csv", Math.ceil(megabytes / SMALL_PART));
  const whole = write("whole.csv", megabytes);
  const contestants = wanted.filter(({ cannot }) => cannot[shape.id] === undefined).map((program) => new Contestant(program, small, whole));
  for (const contestant of contestants) await contestant.try();
  for (let round = 1; round <= rounds; round++) {
    for (const contestant of contestants) {
      await contestant.measure();
      say(`${shape.id} round ${round}: ${inShort(contestant.result())}`);
    }
  }
  for (const { path } of [small, whole]) rmSync(path);
  const results = new Map(contestants.map((contestant) => [contestant.program, contestant.result()]));
  const cannot = (program: Program) => ({ program, sizeBytes: 0, runs: [], remark: program.cannot[shape.id] ?? null });
  return { shape, facts: whole.facts, measurements: wanted.map((program) => results.get(program) ?? cannot(program)) };
}

function inShort({ program, sizeBytes, runs, remark }: Measurement): string {
  const last = runs.at(-1);
  const speed = last === undefined ? "" : ` ${Math.round(sizeBytes / 1e6 / secondsOf(last))} MB/s`;
  return `${program.id}${speed}${remark === null ? "" : ` (${remark})`}`;
}
