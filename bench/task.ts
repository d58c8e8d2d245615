// How a measured program is told what to do, and how it says what came out: an argument in, a line of JSON out.

import { closeSync, createReadStream, openSync, readFileSync, readSync } from "node:fs";
import type { Answer } from "./answer.ts";

/** What a program is told. */
export interface Task {
  file: string;
  /** The quizzes whose figures are asked for by name. */
  quizzes: string[];
  /** Scores on the longest line: a program that needs columns may know how many there are. */
  mostScores: number;
  /** Whether there are lines with fewer scores. */
  ragged: boolean;
}

/** What a program says of itself. */
export interface Outcome {
  /** Null for a program that does not compute. */
  answer: Answer | null;
  /** Of the whole process; null where another process does the work. */
  cpuSeconds: number | null;
  peakBytes: number | null;
  /** Of the part that counts, where that is not the whole process. */
  seconds: number | null;
}

/** Bytes that are read at a time, by every program that has the choice. */
export const CHUNK_BYTES = 1 << 20;

export function readTask(): Task {
  return JSON.parse(process.argv[2] ?? "");
}

export function readChunks(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: CHUNK_BYTES });
}

/** The same bytes, each chunk in the memory of the one before it: for a program that is done with a chunk when it asks for the next one. */
export function* readIntoOneBuffer(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, "r");
  const buffer = new Uint8Array(CHUNK_BYTES);
  try {
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) yield buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

export function tell(answer: Answer | null, seconds: number | null = null): void {
  const { user, system } = process.cpuUsage();
  const outcome: Outcome = { answer, cpuSeconds: (user + system) / 1e6, peakBytes: peakBytes(), seconds };
  console.log(JSON.stringify(outcome));
}

/** The most memory that this process ever held. The kernel's `maxRSS` starts from what the parent held, so it is the second choice. */
function peakBytes(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No /proc here.
  }
  return process.resourceUsage().maxRSS * 1024;
}
