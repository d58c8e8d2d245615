// A large CSV file whose statistics are known, made piece by piece: it need not be in memory as a whole.

export interface ScoreFile {
  sizeBytes: number;
  /** The bytes from `start` to before `end`. */
  slice(start: number, end: number): Buffer<ArrayBuffer>;
}

const run = Array.from({ length: 101 }, (_, score) => `,${score}`).join("");

/**
 * A line for each quiz, `Quiz001` and on, each with the scores 0 to 100 as often as `runs` says: so many times 101 scores, whose mean and median are 50.
 */
export function scoreFile({ quizCount, runs }: { quizCount: number; runs: number }): ScoreFile {
  const line = Buffer.from(`Quiz000${run.repeat(runs)}\n`);
  const lineOf = (index: number) => {
    line.write(String(index + 1).padStart(3, "0"), 4);
    return line;
  };
  return {
    sizeBytes: quizCount * line.length,
    slice(start, end) {
      const bytes = Buffer.alloc(end - start);
      for (let index = Math.floor(start / line.length); index * line.length < end; index++)
        lineOf(index).copy(bytes, Math.max(0, index * line.length - start), Math.max(0, start - index * line.length));
      return bytes;
    },
  };
}

/** So many runs that a file of so many quizzes has about `sizeBytes`. */
export function runsFor(sizeBytes: number, quizCount: number): number {
  return Math.round((sizeBytes / quizCount - 8) / run.length);
}
