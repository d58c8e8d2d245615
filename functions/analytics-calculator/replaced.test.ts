import { describe, expect, test } from "@jest/globals";
import type { Options } from "../../statistics/options.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { readReplaced } from "./read-replaced.ts";
import { withReplaced } from "./replaced.ts";

const submissionId = "019ac2f0-0000-7000-8000-000000000000";

const statistics = (lines: string, options: Options = {}) => ({
  $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
  source: { sha256: "0".repeat(64), sizeBytes: lines.length, lineCount: 1 },
  ...describeLines(lines, options),
});

const compare = (before: string, now: string, options: { before?: Options; now?: Options } = {}) =>
  withReplaced(statistics(now, options.now), { submissionId, statistics: statistics(before, options.before) });

const suppressed = ["min", "median", "mean", "max", "sdSample"].map((statistic) => ({ statistic, reason: "suppressed" }));
const nothing = { min: null, median: null, mean: null, max: null, sdSample: null };

describe("the earlier figures", () => {
  test("stand in the quiz of the very same name", () => {
    const { quizzes, replaces } = compare("B,1,2,6\nA,85\n", "A,85,90\nB,1,2,3\nb,5\n");
    expect(quizzes.map(({ name, before }) => [name, before])).toEqual([
      [
        "A",
        {
          count: 1,
          min: 85,
          median: 85,
          mean: 85,
          max: 85,
          sdSample: null,
          undefinedStatistics: [{ statistic: "sdSample", reason: "n<2" }],
        },
      ],
      ["B", { count: 3, min: 1, median: 2, mean: 3, max: 6, sdSample: Math.sqrt(7) }],
      ["b", undefined],
    ]);
    expect(replaces).toEqual({ submissionId, newQuizCount: 1, goneQuizzes: [] });
  });

  test("of quizzes that are gone stand beside, and those that are new are counted", () => {
    const { replaces } = compare("A,1,3\nC,2,4\nB,1,1\n", "A,1\nD,1\nE,1\n");
    expect(replaces).toMatchObject({ newQuizCount: 2, goneQuizzes: [{ name: "C", before: { count: 2, mean: 3 } }, { name: "B" }] });
  });

  test("leave the new ones as they are", () => {
    const { replaces: _, quizzes, ...others } = compare("A,1,3\n", "A,1,2\n");
    const { quizzes: alone, ...othersAlone } = statistics("A,1,2\n");
    expect(others).toEqual(othersAlone);
    expect(quizzes.map(({ before: _, ...quiz }) => quiz)).toEqual(alone);
  });
});

describe("of a group that is too small nothing but its size is told", () => {
  test.each([
    ["by the new options", {}, { minimumGroupSize: 3 }],
    ["by the earlier ones", { minimumGroupSize: 3 }, {}],
    ["by both, the stricter", { minimumGroupSize: 1 }, { minimumGroupSize: 3 }],
  ])("%s, also where it has grown or is gone", (_whose, before, now) => {
    const { quizzes, replaces } = compare("A,85,76\nGone,1,2\n", "A,85,76,90,95\n", { before, now });
    expect(quizzes[0]?.before).toEqual({ count: 2, ...nothing, undefinedStatistics: expect.arrayContaining(suppressed) });
    expect(replaces?.goneQuizzes?.[0]?.before).toMatchObject({ count: 2, ...nothing });
  });
});

describe("there are no earlier figures", () => {
  const found = (text: string, sizeBytes = text.length) => ({
    etag: "",
    sizeBytes,
    bytes: async () => Buffer.from(text),
    discard: () => {},
  });
  const read = (document?: ReturnType<typeof found>, isRejected = false) =>
    readReplaced(submissionId, { statistics: async () => document, isRejected: async () => isRejected });

  test.each([
    ["not-calculated", undefined, false],
    ["rejected", undefined, true],
    ["too-large", found("{}", 20_000_001), false],
    ["unreadable", found("{"), false],
    ["unreadable", found('{"quizCount":"many"}'), false],
  ])("%s: the new statistics say so, and are there all the same", async (unavailable, document, isRejected) => {
    const replaced = await read(document, isRejected);
    expect(replaced).toEqual({ submissionId, unavailable });
    const { replaces, quizzes } = withReplaced(statistics("A,1,2\n"), replaced);
    expect(replaces).toEqual({ submissionId, unavailable });
    expect(quizzes).toEqual(statistics("A,1,2\n").quizzes);
  });

  test("what S3 cannot say now is asked again, and not told as absent", async () => {
    const down = () => Promise.reject(new Error("S3 is down"));
    await expect(readReplaced(submissionId, { statistics: down, isRejected: down })).rejects.toThrow("S3 is down");
  });
});
