// Failed rows that are kept when a file is calculated, and those that are found while somebody waits, are the same bytes.
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { FailedRowsKeeper } from "../functions/analytics-calculator/keep-failed-rows.ts";
import { readScores } from "../functions/analytics-calculator/read-scores.ts";
import { failedRowsCsv } from "../functions/result-reader/failed-rows-csv.ts";
import type { SubmissionOptions } from "../generated/types/submission.d.ts";
import { qualityReport } from "../statistics/quality-report.ts";

/** Any file is too large to be looked into, so that its rows are kept, in parts of so many bytes. */
const alwaysKept = { mostBytesSearched: 0, mostRowBytes: 5_000_000, partBytes: 1_000 };

function chunksOf(bytes: Uint8Array, chunkBytes: number) {
  return async () =>
    (async function* () {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    })();
}

async function bothOf(bytes: Uint8Array, options: SubmissionOptions, chunkBytes: number) {
  const parts: Buffer[] = [];
  const keep = async (part: Uint8Array) => void parts.push(Buffer.from(part));
  const kept = {
    areThere: async () => false,
    put: keep,
    open: async () => ({ send: keep, finish: async () => {}, abandon: async () => {} }),
  };
  const scores = { bucket: "raw", key: "scores.csv", etag: '"1"', contentType: "text/csv", sizeBytes: bytes.length };
  const keeper = new FailedRowsKeeper({ submissionId: "id", sizeBytes: bytes.length, kept, hasTime: () => true }, alwaysKept);
  const { summary } = await readScores(scores, options, chunksOf(bytes, chunkBytes), keeper);
  const found = await failedRowsCsv(qualityReport(summary.reading, [summary.problems]), {
    submission: async () => ({ $schema: "", id: "", acceptedAt: "", options, scores }),
    read: chunksOf(bytes, chunkBytes),
  });
  return { kept: Buffer.concat(parts).toString(), found };
}

const bad = [
  "quiz;ann;bob\r\n",
  "\r\n",
  ";;\n",
  '"Lab\r\n2";70;x\r\n',
  'Quiz3;"80";85,5\r',
  ";5;6\r\n",
  '=SUM(A1);-5;"=1";abc\n',
  '"a\nb";"c\n"";y"\n',
  "Prüfung;85;1e99\n",
  'Quiz4;90 %;"#! Line 7, column 2: type-error: old";;\n',
  "Quiz5;#! x;7\n",
  'Quiz6;"85" x\n',
  "Quiz7\n",
  "Quiz8;101;x;103\n",
  `Quiz9;${"9".repeat(1_200)};5\n`,
  'Quiz10;1;"85\nQuiz11;3\n',
].join("");

test.each<[string, Buffer, SubmissionOptions]>([
  ["lenient, with a header", Buffer.from(bad), { mode: "lenient" }],
  ["strict", Buffer.from(bad), { mode: "strict" }],
  ["with a byte order mark", Buffer.from(`\ufeff${bad}`), {}],
  ["of UTF-16", Buffer.from(`\ufeff${bad}`, "utf16le"), {}],
  ["of windows-1252 that was declared", Buffer.from(bad, "latin1"), { encoding: "windows-1252" }],
  ["of windows-1252 that was not", Buffer.from(bad, "latin1"), {}],
  ["with quotes that end with the line", Buffer.from(bad), { multilineCells: false }],
  ["whose header is said to be a quiz", Buffer.from(bad), { header: false }],
  ["with scores that are too high", Buffer.from(bad), { maxScore: 100 }],
  ["longer than what its reading is told by", Buffer.from(`${bad.slice(0, -24)}${"Quiz12;85;90\nQuiz13;x;5\n".repeat(10_000)}`), {}],
])("%s, whether chunks are small or large", async (_what, bytes, options) => {
  for (const chunkBytes of bytes.length > 100_000 ? [1_000, 65_536] : [1, 7, 65_536]) {
    const { kept, found } = await bothOf(bytes, options, chunkBytes);
    expect(kept).toBe(found);
    expect(kept.split("\r\n").length).toBeGreaterThan(5);
  }
});

test("of rows of any kind, wherever the file is cut", async () => {
  const cell = fc.constantFrom(
    "",
    "85",
    "8.5",
    "-5",
    " 70 ",
    "x",
    "=1",
    '"a,b"',
    '"c""d"',
    '"e\nf"',
    '"g',
    "#! note",
    '"#! note"',
    "ü",
    "101",
  );
  const row = fc.array(cell, { minLength: 1, maxLength: 6 }).map((cells) => `Quiz,1,${cells.join(",")}`);
  const file = fc.tuple(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom("\n", "\r\n", "\r"));
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async ([rows, lineEnd], chunkBytes) => {
      const { kept, found } = await bothOf(Buffer.from(rows.join(lineEnd)), { delimiter: ",", header: false, maxScore: 100 }, chunkBytes);
      expect(kept).toBe(found);
    }),
  );
});
