// The programs that are measured over a file.

import { commandOf } from "./bundle-programs.ts";
import { PEER_TOLERANCE } from "./check-answer.ts";
import type { ShapeId } from "./shapes/shapes.ts";

export interface Program {
  id: string;
  /** As in the results. */
  title: string;
  /** What runs it, but for what it is to do. */
  command: readonly string[];
  /** The packages it stands on. */
  packages: readonly string[];
  /** What its answer is checked for. A limit has no answer. */
  answers: "all figures" | "minimum, maximum, mean" | "nothing";
  /** How far a figure may be off, relative. */
  tolerance: number;
  /** Shapes that it cannot read, and why. */
  cannot: Partial<Record<ShapeId, string>>;
}

export const SCORELINE = "scoreline";
export const SCORELINE_MIN_MAX_MEAN = "scoreline-min-max-mean";

function scoreline(id: string, title: string, path: string, answers: Program["answers"]): Program {
  return { id, title, command: commandOf(path), packages: [], answers, tolerance: 0, cannot: {} };
}

function peer(id: string, packages: readonly string[] = [id], cannot: Program["cannot"] = {}): Program {
  return {
    id,
    title: packages.join(" + "),
    command: commandOf(`peers/${id}`),
    packages,
    answers: "minimum, maximum, mean",
    tolerance: PEER_TOLERANCE,
    cannot,
  };
}

const RAGGED = "it needs as many cells on every line";

export const programs: readonly Program[] = [
  scoreline(SCORELINE, "**Scoreline**, with exact quartiles and standard deviation", "scoreline/all", "all figures"),
  scoreline(SCORELINE_MIN_MAX_MEAN, "**Scoreline**, min/max/mean alone", "scoreline/min-max-mean", "minimum, maximum, mean"),
  peer("papaparse"),
  peer("csv-parse"),
  peer("csv-parser"),
  peer("fast-csv"),
  peer("d3-dsv", ["d3-dsv", "simple-statistics"]),
  peer("udsv", ["udsv"], { A: RAGGED, A2: RAGGED }),
  peer("duckdb", ["@duckdb/node-api"]),
  peer("polars", ["nodejs-polars"]),
  scoreline("bare-read", "limit: a bare read of the stream", "limits/bare-read", "nothing"),
  scoreline("bare-read-buffer", "limit: a bare read into one buffer", "limits/bare-read-buffer", "nothing"),
  scoreline("wc", "limit: `wc -l`", "limits/wc", "nothing"),
];
