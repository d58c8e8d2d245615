// What Scoreline set out to reach, and whether it did.

import { SCORELINE, SCORELINE_MIN_MAX_MEAN } from "../programs.ts";
import type { ShapeId } from "../shapes/shapes.ts";
import { measured, memoryGrowth, partOfBareRead, type Results, speedOf } from "./results.ts";

export interface Target {
  what: string;
  target: string;
  measured: string;
  /** Null where it was not measured. */
  isReached: boolean | null;
}

const MAX_GROWTH = 1.1;
const MIN_PART_OF_BARE_READ = 0.5;
/** "Low single-digit milliseconds". */
const MAX_SMALL_MS = 5;

/** Scoreline's program, a peer, and on each shape how many times as fast as the peer it is to be. */
const RACES: readonly [program: string, title: string, peer: string, targets: Partial<Record<ShapeId, number>>][] = [
  [SCORELINE, "with quartiles and standard deviation", "papaparse", { A: 5, B: 10, C: 6 }],
  [SCORELINE, "with quartiles and standard deviation", "duckdb", { A: 5, B: 5, C: 5 }],
  [SCORELINE, "with quartiles and standard deviation", "polars", { A: 5, B: 5, C: 5 }],
  [SCORELINE_MIN_MAX_MEAN, "min/max/mean alone", "papaparse", { A: 8, B: 8, C: 8 }],
];
const SHAPES: readonly ShapeId[] = ["A", "B", "C"];

export function judgeTargets(results: Results): Target[] {
  const small = measured(results.small);
  const races = RACES.flatMap(([program, title, peer, targets]) =>
    SHAPES.map((shape) => {
      const ratio = speedOf(results, shape, program) / speedOf(results, shape, peer);
      const wanted = targets[shape] ?? 0;
      return judge(`${shape}: ${title}, against ${peer}`, `≥ ${wanted} ×`, `${ratio.toFixed(1)} ×`, ratio, ratio >= wanted);
    }),
  );
  const reads = (measured(results.s3) ?? []).map((read) => {
    const part = partOfBareRead(read);
    const wanted = `≥ ${MIN_PART_OF_BARE_READ * 100} %`;
    return judge(`${read.shape.id}: of a bare GetObject`, wanted, `${Math.round(part * 100)} %`, part, part >= MIN_PART_OF_BARE_READ);
  });
  const growths = (measured(results.memory) ?? []).map((result) => {
    const growth = memoryGrowth(result);
    return judge(
      `${result.shape.id}: memory of five times the size`,
      `≤ ${MAX_GROWTH} ×`,
      `${growth.toFixed(2)} ×`,
      growth,
      growth <= MAX_GROWTH,
    );
  });
  const ms = small === null ? Number.NaN : small.importMs + small.runMs;
  const three = judge("three lines: import and run", `≤ ${MAX_SMALL_MS} ms`, `${ms.toFixed(1)} ms`, ms, ms <= MAX_SMALL_MS);
  return [...races, ...reads, ...growths, three];
}

function judge(what: string, target: string, measured: string, value: number, isReached: boolean): Target {
  return Number.isNaN(value) ? { what, target, measured: "–", isReached: null } : { what, target, measured, isReached };
}
