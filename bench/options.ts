// What is to be run, as the command line says it.

import { parseArgs } from "node:util";
import { programs } from "./programs.ts";
import { shapes } from "./shapes/shapes.ts";

const PARTS: readonly string[] = [...shapes.map(({ id }) => id), "s3", "memory", "small"];

export const USAGE = `node bench/run.ts [--megabytes 200] [--rounds 3] [--only part[:program],…] [--quick]

  --megabytes N  size of each file; the memory is measured at five times of it too
  --rounds N     how often each program is measured
  --only LIST    parts: A, A2, B, C, s3, memory, small; A:papaparse is one program on one shape, :papaparse one program on all
  --quick        20 MB, one round: to see that everything runs; the figures mean little

A run of everything writes RESULTS.md; with --only or --quick the results are printed and nothing is written.`;

export interface Options {
  megabytes: number;
  rounds: number;
  quick: boolean;
  /** Null for everything. */
  only: readonly { part: string; program: string }[] | null;
}

/** @throws TypeError for an option that there is not, RangeError for one that has no such value */
export function readOptions(arguments_: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...arguments_],
    options: {
      megabytes: { type: "string" },
      rounds: { type: "string" },
      only: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const { quick } = values;
  const only = values.only?.split(",").map(readWanted);
  return {
    megabytes: positive("megabytes", values.megabytes ?? (quick ? "20" : "200")),
    rounds: positive("rounds", values.rounds ?? (quick ? "1" : "3")),
    quick,
    only: only ?? null,
  };
}

/** Whether a program is to be run on a shape, or another part, which has no programs to choose from. */
export function isWanted({ only }: Options, part: string, program = ""): boolean {
  if (only === null) return true;
  return only.some((wanted) => ["", part].includes(wanted.part) && ["", program].includes(wanted.program));
}

function readWanted(wanted: string): { part: string; program: string } {
  const [part = "", program = ""] = wanted.split(":");
  const isPart = part === "" || PARTS.includes(part);
  const isProgram = program === "" || programs.some(({ id }) => id === program);
  if (isPart && isProgram) return { part, program };
  throw new RangeError(`--only has parts (${PARTS.join(", ")}) and programs (${programs.map(({ id }) => id).join(", ")}), not ${wanted}.`);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} is a whole number from 1 on, not ${text}.`);
  return value;
}
