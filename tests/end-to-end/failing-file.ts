// A large CSV file of which some rows fail, made piece by piece: it need not be in memory as a whole.
import type { ScoreFile } from "./score-file.ts";

const header = Buffer.from("quiz,ann,bob,cem,dora,eve,finn,gina,hugo,ida,jan\n");
const quizCount = 1_000;

export interface FailingFile extends ScoreFile {
  failedRows: number;
}

/**
 * A header, and a line of ten scores for each quiz, `Quiz0000` to `Quiz0999`, so many times. The first of every `every` lines has `abc` for its second score;
 * `every` divides 1,000.
 */
export function failingFile({ rounds, every }: { rounds: number; every: number }): FailingFile {
  const lines = Array.from({ length: quizCount }, (_, quiz) => {
    return `Quiz${String(quiz).padStart(4, "0")},85,${quiz % every === 0 ? "abc" : "100"},90,71,64,55,88,93,77,60\n`;
  });
  const round = Buffer.from(lines.join(""));
  return {
    sizeBytes: header.length + rounds * round.length,
    failedRows: (rounds * quizCount) / every,
    slice(start, end) {
      const bytes = Buffer.alloc(end - start);
      if (start < header.length) header.copy(bytes, 0, start);
      const first = Math.max(0, Math.floor((start - header.length) / round.length));
      for (let index = first; index < rounds; index++) {
        const at = header.length + index * round.length - start;
        if (at >= bytes.length) break;
        round.copy(bytes, Math.max(0, at), Math.max(0, -at));
      }
      return bytes;
    },
  };
}
