// Everything that a run of the bench found out.

import type { ShapeResults } from "../compare-programs.ts";
import type { Failure } from "../failure.ts";
import type { MemoryResult } from "../measure-memory.ts";
import { median } from "../median.ts";
import type { Options } from "../options.ts";
import { secondsOf } from "../run-program.ts";
import type { ReadResult } from "../s3/compare-reads.ts";
import type { ShapeId } from "../shapes/shapes.ts";
import type { SmallFile } from "../small/measure-small.ts";
import type { Circumstances } from "./circumstances.ts";

/** A part that was not asked for is null, or empty. */
export interface Results {
  circumstances: Circumstances;
  options: Options;
  shapes: readonly ShapeResults[];
  s3: readonly ReadResult[] | Failure | null;
  memory: readonly MemoryResult[] | Failure | null;
  small: SmallFile | Failure | null;
}

/** Bytes a second of a program on a shape, by the median of its times; NaN where it was not measured. */
export function speedOf({ shapes }: Results, shapeId: ShapeId, programId: string): number {
  const results = shapes.find(({ shape }) => shape.id === shapeId);
  const measurement = results?.measurements.find(({ program }) => program.id === programId);
  if (measurement === undefined || measurement.runs.length === 0) return Number.NaN;
  return measurement.sizeBytes / median(measurement.runs.map(secondsOf));
}

/** The speed of Scoreline over an object as a part of that of a bare read. */
export function partOfBareRead({ bare, scoreline }: ReadResult): number {
  return median(bare.map(secondsOf)) / median(scoreline.map(secondsOf));
}

/** How many times as much memory the longer file takes. */
export function memoryGrowth({ short, long }: MemoryResult): number {
  return long.peakBytes / short.peakBytes;
}

/** What was measured of a part, or null. */
export function measured<T extends object>(part: T | Failure | null): T | null {
  return part === null || "reason" in part ? null : part;
}
