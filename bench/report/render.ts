// The results as Markdown.

import type { ShapeResults } from "../compare-programs.ts";
import type { Measurement } from "../contestant.ts";
import type { Failure } from "../failure.ts";
import type { MemoryResult } from "../measure-memory.ts";
import { median, spread } from "../median.ts";
import { SCORELINE, SCORELINE_MIN_MAX_MEAN } from "../programs.ts";
import { type Run, secondsOf } from "../run-program.ts";
import type { ReadResult } from "../s3/compare-reads.ts";
import type { SmallFile } from "../small/measure-small.ts";
import { decimal, grouped, megabytes, milliseconds, percent, table } from "./format.ts";
import { memoryGrowth, partOfBareRead, type Results, speedOf } from "./results.ts";
import { judgeTargets } from "./targets.ts";

const NOT_MEASURED = "–";

export function renderResults(results: Results): string {
  const sections = [
    intro(results),
    targets(results),
    ...results.shapes.map((shape) => comparison(shape, results)),
    ...section("Through S3", results.s3, s3),
    ...section("Memory", results.memory, memory),
    ...section("A file of three lines", results.small, small),
  ];
  return `${sections.join("\n\n")}\n`;
}

function intro({ circumstances, options }: Results): string {
  const { date, commit, cpu, cores, memoryBytes, node, canPin, peers } = circumstances;
  const versions = peers.map(([name, version]) => `${name} ${version}`).join(", ");
  return `<!-- Written by \`npm run bench\`. Do not edit: run it again. -->
# Results of the benchmark

Written by \`npm run bench\` on ${date}, of commit ${commit}. [README.md](README.md) says how to read it.

* **Machine** ${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GB of memory, Node ${node}. Every program ran ${canPin ? "on one core, by itself" : "wherever the system put it"}; the engines with one thread.
* **Runs** ${options.rounds} of each program, in turns, each a process of its own over a file of ${options.megabytes} MB that the system had in its cache.
* **Answers** were checked in every run, against what the generator counted: Scoreline's to the last bit (its standard deviation within 10⁻¹⁵), the peers' within 10⁻⁹. A wrong answer is reported and not timed.
* **Peers** ${versions}.`;
}

function targets(results: Results): string {
  const rows = judgeTargets(results).map(({ what, target, measured, isReached }) => [
    what,
    target,
    measured,
    isReached === null ? "not measured" : isReached ? "yes" : "**no**",
  ]);
  return `## Targets\n\n${table(["", "target", "measured", "reached"], rows)}`;
}

function comparison({ shape, facts, measurements }: ShapeResults, results: Results): string {
  const [all, minMaxMean] = [SCORELINE, SCORELINE_MIN_MAX_MEAN].map((program) => speedOf(results, shape.id, program));
  const rows = measurements.map((measurement) => comparisonRow(measurement, all ?? Number.NaN, minMaxMean ?? Number.NaN));
  const { quizCount, scoreCount } = facts.answer;
  const heads = ["program", "MB/s", "best", "spread", "÷ Scoreline", "÷ min/max/mean", "CPU s", "peak MB", ""];
  return `## ${shape.id}: ${shape.title}

${megabytes(facts.sizeBytes)} MB, ${grouped(facts.lineCount)} lines, ${grouped(quizCount)} quizzes, ${grouped(scoreCount)} scores. The two ratios say how many times as long a program takes as Scoreline, with all figures and with the peers' alone.

${table(heads, rows)}`;
}

function comparisonRow({ program, sizeBytes, runs, remark }: Measurement, all: number, minMaxMean: number): string[] {
  if (runs.length === 0) return [program.title, ...new Array<string>(7).fill(NOT_MEASURED), remark ?? ""];
  const seconds = runs.map(secondsOf);
  const speed = sizeBytes / median(seconds);
  return [
    program.title,
    megabytes(speed),
    megabytes(sizeBytes / Math.min(...seconds)),
    percent(spread(seconds)),
    decimal(all / speed, 2),
    decimal(minMaxMean / speed, 2),
    decimal(
      medianOf(runs, ({ cpuSeconds }) => cpuSeconds),
      2,
    ),
    megabytes(medianOf(runs, ({ peakBytes }) => peakBytes)),
    remark ?? "",
  ];
}

function s3(results: readonly ReadResult[]): string {
  const rows = results.map((result) => {
    const speed = (runs: readonly Run[]) => megabytes(result.sizeBytes / median(runs.map(secondsOf)));
    const spreads = [result.bare, result.scoreline].map((runs) => percent(spread(runs.map(secondsOf))));
    return [result.shape.id, speed(result.bare), speed(result.scoreline), percent(partOfBareRead(result)), spreads.join(", ")];
  });
  return `GetObject by the SDK's client over https, from a server on this machine, on another core where there is one; the SDK validates the checksum, and a wrong one was noticed. From the request to the last figure.

${table(["shape", "bare read, MB/s", "Scoreline, MB/s", "part of the bare read", "spreads"], rows)}`;
}

function memory(results: readonly MemoryResult[]): string {
  const rows = results.map((result) => {
    const { shape, short, long } = result;
    const sizes = [short, long].flatMap(({ sizeBytes, peakBytes }) => [megabytes(sizeBytes), megabytes(peakBytes)]);
    return [shape.id, ...sizes, `${memoryGrowth(result).toFixed(2)} ×`];
  });
  return `The highest memory of the whole process, with the same number of quizzes in a file and in one of five times its size. On shape A it grows with the file, since the number of quizzes does, and within a quiz with the different scores.

${table(["shape", "file, MB", "peak, MB", "file, MB", "peak, MB", "growth"], rows)}`;
}

function small({ processes, bundleBytes, importMs, runMs, processMs, emptyProcessMs }: SmallFile): string {
  const figures = [importMs, runMs, importMs + runMs, processMs, emptyProcessMs];
  return `Medians of ${processes} fresh processes. The statistics module is one bundle of ${Math.round(bundleBytes / 1000)} KB; it makes the whole statistics document.

${table(["import", "run", "both", "whole process", "`node -e 0`"], [figures.map(milliseconds)])}`;
}

/** A section of its own, unless the part was not asked for. */
function section<T extends object>(head: string, part: T | Failure | null, render: (part: T) => string): string[] {
  if (part === null) return [];
  return [`## ${head}\n\n${"reason" in part ? `Not measured: ${part.reason}.` : render(part)}`];
}

/** NaN where a run does not know its figure. */
function medianOf(runs: readonly Run[], figure: (run: Run) => number | null): number {
  return median(runs.map((run) => figure(run) ?? Number.NaN));
}
