import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { AlignedScores, MAX_ALIGNED_CELLS } from "./aligned-scores.ts";
import type { Scaled } from "./arithmetic/scaled.ts";

type Score = [digits: Scaled, decimals: number];

/** Tells one line, score by score. */
function tellLine(aligned: AlignedScores, scores: readonly Score[], cells = scores.length): void {
  aligned.beginLine(true);
  for (const [digits, decimals] of scores) aligned.score(digits, decimals);
  aligned.endLine(cells);
}

/** Tells one line in runs of int32 with the same decimals, as far as it has any. */
function tellLineInRuns(aligned: AlignedScores, scores: readonly Score[]): void {
  aligned.beginLine(true);
  for (let from = 0, to = 0; from < scores.length; from = to) {
    const decimals = scores[from]?.[1] ?? 0;
    const run: number[] = [];
    for (; to < scores.length && scores[to]?.[1] === decimals; to++) {
      const digits = scores[to]?.[0] ?? 0;
      if (typeof digits === "bigint" || digits !== (digits | 0)) break;
      run.push(digits);
    }
    if (to === from) aligned.score(scores[to++]?.[0] ?? 0, decimals);
    else aligned.scores(Int32Array.of(9, 9, ...run, 9), 2, run.length, decimals);
  }
  aligned.endLine(scores.length);
}

function alignedOf(...lines: Score[][]): AlignedScores {
  const aligned = new AlignedScores();
  for (const line of lines) tellLine(aligned, line);
  return aligned;
}

const whole = (...digits: number[]): Score[] => digits.map((value) => [value, 0]);

/** All that an aligned matrix says, its scores in the integers of its scale. */
const contentOf = (aligned: AlignedScores, quizCount: number) => ({
  reason: aligned.reason,
  studentCount: aligned.studentCount,
  decimals: aligned.decimals,
  rows: Array.from({ length: aligned.open ? quizCount : 0 }, (_, quiz) => Array.from(aligned.row(quiz))),
});

test("before any line the columns align, and there are none", () => {
  expect(contentOf(new AlignedScores(), 0)).toEqual({ reason: null, studentCount: 0, decimals: 0, rows: [] });
});

test("a row is a quiz's scores in the order of its line", () => {
  const aligned = alignedOf(whole(3, 1, -2), whole(0, 5, 7));
  expect(contentOf(aligned, 2)).toEqual({
    reason: null,
    studentCount: 3,
    decimals: 0,
    rows: [
      [3, 1, -2],
      [0, 5, 7],
    ],
  });
});

test("all scores have the scale of the one with the most decimals, whether it comes first or last", () => {
  const decimals: Score[] = [
    [825, 2],
    [-5, 1],
  ];
  expect(contentOf(alignedOf(whole(8, 0), decimals), 2)).toMatchObject({
    decimals: 2,
    rows: [
      [800, 0],
      [825, -50],
    ],
  });
  expect(contentOf(alignedOf(decimals, whole(8, 0)), 2)).toMatchObject({
    decimals: 2,
    rows: [
      [825, -50],
      [800, 0],
    ],
  });
});

test.each<[string, Score[][], Scaled[]]>([
  [
    "the scale makes it too big",
    [
      whole(2_147_483_647, -2_147_483_648),
      [
        [1, 1],
        [2, 1],
      ],
    ],
    [21_474_836_470, -21_474_836_480],
  ],
  [
    "it comes with too few decimals",
    [
      [
        [214_748_365, 0],
        [1, 1],
      ],
    ],
    [2_147_483_650, 1],
  ],
  [
    "it was too big before",
    [
      [
        [2_147_483_648, 0],
        [-3, 0],
      ],
    ],
    [2_147_483_648, -3],
  ],
  [
    "it is no safe integer",
    [
      [
        [10n ** 26n, 12],
        [5, 0],
      ],
    ],
    [10n ** 26n, 5_000_000_000_000],
  ],
  [
    "the scale makes it no safe integer",
    [
      [
        [9_007_199_254_740_991, 0],
        [1, 12],
      ],
    ],
    [9_007_199_254_740_991_000_000_000_000n, 1],
  ],
])("a score that does not fit an int32 is kept exactly: %s", (_, lines, firstRow) => {
  expect(Array.from(alignedOf(...lines).row(0))).toEqual(firstRow);
});

test("a run that stops fitting an int32 midway is kept exactly", () => {
  const aligned = new AlignedScores();
  aligned.beginLine(true);
  aligned.score(5, 1);
  aligned.scores(Int32Array.of(7, 300_000_000, 8), 0, 3, 0);
  aligned.endLine(4);
  expect(Array.from(aligned.row(0))).toEqual([5, 70, 3_000_000_000, 80]);
});

test("the array of a run is not kept, and scores round the run do not count", () => {
  const values = Int32Array.of(1, 2, 3, 4);
  const aligned = new AlignedScores();
  aligned.beginLine(true);
  aligned.scores(values, 1, 2, 0);
  values.fill(9);
  aligned.endLine(2);
  expect(Array.from(aligned.row(0))).toEqual([2, 3]);
});

test("runs of scores and single scores make the same matrix", () => {
  const score: fc.Arbitrary<Score> = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 0, max: 2 })) },
    { weight: 1, arbitrary: fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })) },
    { weight: 1, arbitrary: fc.tuple(fc.bigInt({ min: 2n ** 53n, max: 10n ** 27n }), fc.constant(12)) },
  );
  const lines = fc.integer({ min: 1, max: 6 }).chain((length) => fc.array(fc.array(score, { minLength: length, maxLength: length })));
  fc.assert(
    fc.property(lines, (told) => {
      const inRuns = new AlignedScores();
      for (const line of told) tellLineInRuns(inRuns, line);
      const content = contentOf(inRuns, told.length);
      expect(content).toEqual(contentOf(alignedOf(...told), told.length));
      const exact = told.map((line) => line.map(([digits, decimals]) => BigInt(digits) * 10n ** BigInt(content.decimals - decimals)));
      expect(content.rows.map((row) => row.map(BigInt))).toEqual(exact);
    }),
    { numRuns: 500 },
  );
});

describe("the columns do not align, and nothing more need be told, when", () => {
  const afterOneLine = () => alignedOf(whole(1, 2));

  test("a quiz has a second line", () => {
    const aligned = afterOneLine();
    expect(aligned.open).toBe(true);
    aligned.beginLine(false);
    expect([aligned.open, aligned.reason]).toEqual([false, "misaligned"]);
  });

  test("a line is shorter than the first", () => {
    const aligned = afterOneLine();
    tellLine(aligned, whole(1));
    expect([aligned.open, aligned.reason]).toEqual([false, "misaligned"]);
  });

  test("a line is longer than the first: at its first score too many", () => {
    const [single, run] = [afterOneLine(), afterOneLine()];
    single.beginLine(true);
    single.score(1, 0);
    single.score(2, 0);
    expect(single.open).toBe(true);
    single.score(3, 0);
    expect([single.open, single.reason]).toEqual([false, "misaligned"]);
    run.beginLine(true);
    run.scores(Int32Array.of(1, 2, 3), 0, 3, 0);
    expect([run.open, run.reason]).toEqual([false, "misaligned"]);
  });

  test("a cell has no score", () => {
    const aligned = afterOneLine();
    aligned.beginLine(true);
    aligned.missing();
    expect([aligned.open, aligned.reason]).toEqual([false, "missing-cells"]);
  });

  test("a cell could not be read, in the first line or a later one", () => {
    const [first, later] = [new AlignedScores(), afterOneLine()];
    tellLine(first, whole(1), 2);
    tellLine(later, whole(1), 2);
    expect([first.reason, later.reason]).toEqual(["missing-cells", "missing-cells"]);
  });

  test("no cell of the first line could be read", () => {
    const aligned = new AlignedScores();
    tellLine(aligned, [], 2);
    expect(aligned.reason).toBe("missing-cells");
  });
});

test("the first reason stays, whatever is told after it", () => {
  const aligned = alignedOf(whole(1, 2), whole(1));
  aligned.missing();
  aligned.beginLine(true);
  aligned.scores(Int32Array.of(1), 0, 1, 3);
  aligned.score(10n ** 20n, 0);
  aligned.endLine(9);
  expect(aligned.reason).toBe("misaligned");
});

test("a million cells are kept, and one more is too many", () => {
  const aligned = new AlignedScores();
  aligned.beginLine(true);
  aligned.scores(new Int32Array(MAX_ALIGNED_CELLS).fill(7), 0, MAX_ALIGNED_CELLS, 0);
  expect(aligned.open).toBe(true);
  const single = new AlignedScores();
  single.beginLine(true);
  single.scores(new Int32Array(MAX_ALIGNED_CELLS), 0, MAX_ALIGNED_CELLS, 0);
  single.score(1, 0);
  expect([single.open, single.reason]).toEqual([false, "too-many-cells"]);
  aligned.endLine(MAX_ALIGNED_CELLS);
  expect([aligned.studentCount, aligned.row(0).length, aligned.row(0).at(-1)]).toEqual([MAX_ALIGNED_CELLS, MAX_ALIGNED_CELLS, 7]);
  aligned.beginLine(true);
  aligned.scores(Int32Array.of(1), 0, 1, 0);
  expect([aligned.open, aligned.reason]).toEqual([false, "too-many-cells"]);
});

test.each([
  [400_000, "misaligned"],
  [600_000, "too-many-cells"],
])("of a second line after one of %d cells that never ends, a run says the same as single scores: %s", (columns, reason) => {
  const [run, single] = [new AlignedScores(), new AlignedScores()];
  for (const aligned of [run, single]) {
    aligned.beginLine(true);
    aligned.scores(new Int32Array(columns), 0, columns, 0);
    aligned.endLine(columns);
    aligned.beginLine(true);
  }
  run.scores(new Int32Array(MAX_ALIGNED_CELLS), 0, MAX_ALIGNED_CELLS, 0);
  for (let i = 0; i < MAX_ALIGNED_CELLS && single.open; i++) single.score(0, 0);
  expect([run.reason, single.reason]).toEqual([reason, reason]);
});
