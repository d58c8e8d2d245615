import { describe, expect, test } from "@jest/globals";
import type { SubmissionOptions } from "../../generated/types/submission.d.ts";
import { FailedRowsKeeper, type KeptRows, keeperOf } from "./keep-failed-rows.ts";
import { readScores } from "./read-scores.ts";
import { hasTime } from "./row-keeping.ts";

const partBytes = 300_000;
const small = { mostBytesSearched: 1_000_000, mostRowBytes: 20_000, partBytes };
const large = { ...small, mostBytesSearched: 0 };
const failing = "Quiz1,85,x\n";
const good = "Quiz2,85,90\n";
/** Twice as much as is read before any row of it comes, and 1.7 MB of rows. */
const manyRows = 12_000;
const many = failing.repeat(manyRows);

/** A place for rows that tells what is asked of it, and what lies there. */
function place(asked: Partial<KeptRows> = {}, sending: (calls: string[]) => void = () => {}) {
  const calls: string[] = [];
  const underway: Buffer[] = [];
  let csv: string | undefined;
  const kept: KeptRows = {
    areThere: async () => {
      calls.push("areThere");
      return false;
    },
    put: async (body) => {
      calls.push("put");
      csv = Buffer.from(body).toString();
    },
    open: async () => {
      calls.push("open");
      return {
        send: async (part) => {
          calls.push(`send ${part.length}`);
          sending(calls);
          underway.push(Buffer.from(part));
        },
        finish: async () => {
          calls.push("finish");
          csv = Buffer.concat(underway).toString();
        },
        abandon: async () => void calls.push("abandon"),
      };
    },
    ...asked,
  };
  return { calls, kept, csv: () => csv };
}

/** Reads a file in chunks of 10,000 bytes as the calculator does. */
function read(text: string, keeper: FailedRowsKeeper, options: SubmissionOptions = { mode: "lenient" }) {
  const bytes = Buffer.from(text);
  const scores = { bucket: "raw", key: "scores.csv", etag: '"e"', contentType: "text/csv", sizeBytes: bytes.length };
  const chunks = async () =>
    (async function* () {
      for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
    })();
  return readScores(scores, options, chunks, keeper);
}

const keeping = (kept: KeptRows, text: string, hasTime = (_bytesLeft: number) => true) => ({
  submissionId: "id",
  sizeBytes: text.length,
  kept,
  hasTime,
});

test("rows of a small file that fit into an answer are not kept, and cost no request", async () => {
  const { calls, kept } = place();
  await read(failing, new FailedRowsKeeper(keeping(kept, failing), small));
  expect(calls).toEqual([]);
});

test("nor are those of a file without errors, however large it is, and with a header", async () => {
  const { calls, kept } = place();
  const text = `quiz,ann,bob\n${good.repeat(50)}`;
  await read(text, new FailedRowsKeeper(keeping(kept, text), large));
  expect(calls).toEqual([]);
});

test("rows of a large file that fit into a part are kept by one PUT", async () => {
  const { calls, kept, csv } = place();
  const text = `quiz,ann,bob\n${good.repeat(50)}${failing}`;
  await read(text, new FailedRowsKeeper(keeping(kept, text), large));
  expect(calls).toEqual(["put"]);
  expect(csv()?.replace(/"#! .*"/, "note")).toBe("quiz,ann,bob\r\nQuiz1,85,x,note\r\n");
});

test("rows that do not fit into an answer are kept though the file is small, its text with JSON's escapes being the measure", async () => {
  const { calls, kept, csv } = place();
  // In an answer each line end and each quote of a note has a backslash: 4.9 MB in 5.1 MB.
  const text = failing.repeat(22_500);
  const partOfAll = { ...small, partBytes: 8_388_608 };
  await read(text, new FailedRowsKeeper(keeping(kept, text), partOfAll));
  expect(calls).toEqual(["put"]);
  expect(csv()?.length).toBeLessThan(5_000_000);
  const fewer = failing.repeat(21_000);
  const other = place();
  await read(fewer, new FailedRowsKeeper(keeping(other.kept, fewer), partOfAll));
  expect(other.calls).toEqual([]);
});

test("longer ones go part by part while the file is read, and are there when all are", async () => {
  const { calls, kept, csv } = place();
  await read(many, new FailedRowsKeeper(keeping(kept, many), large));
  const rows = csv() ?? "";
  expect(rows.split("\r\n")).toHaveLength(manyRows + 1);
  const full = Math.floor(rows.length / partBytes);
  expect(full).toBeGreaterThan(3);
  expect(calls).toEqual(["areThere", "open", ...Array(full).fill(`send ${partBytes}`), `send ${rows.length % partBytes}`, "finish"]);
});

test("rows that were kept before are not sent again", async () => {
  const { calls, kept } = place({ areThere: async () => true });
  await read(many, new FailedRowsKeeper(keeping(kept, many), large));
  expect(calls).toEqual([]);
});

describe("the file is read to its end without rows, and no part is left behind,", () => {
  const whole = { summary: { lineCount: manyRows, problems: { errorCount: manyRows } } };

  test("where S3 fails as a part is sent", async () => {
    const { calls, kept } = place({}, (calls) => {
      if (calls.length > 4) throw new Error("S3 is down.");
    });
    expect(await read(many, new FailedRowsKeeper(keeping(kept, many), large))).toMatchObject(whole);
    expect(calls).toEqual(["areThere", "open", ...Array(3).fill(`send ${partBytes}`), "abandon"]);
  });

  test.each<[string, Partial<KeptRows>]>([
    ["is asked for them", { areThere: () => Promise.reject(new Error("S3 is down.")) }],
    ["is to take the first part", { open: () => Promise.reject(new Error("S3 is down.")) }],
  ])("where S3 fails as it %s", async (_when, asked) => {
    const { kept, csv } = place(asked);
    expect(await read(many, new FailedRowsKeeper(keeping(kept, many), large))).toMatchObject(whole);
    expect(csv()).toBeUndefined();
  });

  test("where S3 fails as they are put, or the parts joined, or abandoned", async () => {
    const down = () => Promise.reject(new Error("S3 is down."));
    const { kept } = place({ put: down });
    expect(await read(failing, new FailedRowsKeeper(keeping(kept, failing), large))).toMatchObject({ summary: { lineCount: 1 } });
    const parts = place({ open: async () => ({ send: async () => {}, finish: down, abandon: down }) });
    expect(await read(many, new FailedRowsKeeper(keeping(parts.kept, many), large))).toMatchObject(whole);
  });

  test("where a failed row is longer than can be held", async () => {
    const { calls, kept } = place();
    const long = `${many}Quiz1,x${",85".repeat(8_000)}\n${failing}`;
    expect(await read(long, new FailedRowsKeeper(keeping(kept, long), large))).toMatchObject({ summary: { lineCount: manyRows + 2 } });
    expect(calls.at(-1)).toBe("abandon");
    expect(calls).not.toContain("finish");
  });

  test("where there is no time for them any more", async () => {
    const { calls, kept } = place();
    const keeper = new FailedRowsKeeper(
      keeping(kept, many, (left) => left > 20_000),
      large,
    );
    expect(await read(many, keeper)).toMatchObject(whole);
    expect(calls.slice(0, 3)).toEqual(["areThere", "open", `send ${partBytes}`]);
    expect(calls.at(-1)).toBe("abandon");
    expect(keeper.isOpen).toBe(false);
  });
});

test("a row that is longer than can be held hinders nobody where it has no error", async () => {
  const { calls, kept } = place();
  const long = `Quiz1${",85".repeat(8_000)}\n${failing}`;
  await read(long, new FailedRowsKeeper(keeping(kept, long), large));
  expect(calls).toEqual(["put"]);
});

test("where reading breaks off no part is left behind", async () => {
  const { calls, kept } = place();
  const chunks = async () =>
    (async function* () {
      yield Buffer.from(many);
      throw new Error("The file went away.");
    })();
  const scores = { bucket: "raw", key: "scores.csv", etag: '"e"', contentType: "text/csv", sizeBytes: 1 };
  await expect(readScores(scores, {}, chunks, new FailedRowsKeeper(keeping(kept, failing), large))).rejects.toThrow("went away");
  expect(calls.at(-1)).toBe("abandon");
});

test("nothing is kept of a submission that hides small groups", () => {
  const scores = { bucket: "raw", key: "scores.csv", etag: '"e"', contentType: "text/csv", sizeBytes: 1 };
  const keep = { keptRows: () => place().kept, hasTime: () => true };
  const data = { submissionId: "id", submittedAt: "", scores };
  expect(keeperOf({ ...data, options: { minimumGroupSize: 5 } }, keep)).toBeUndefined();
  expect(keeperOf({ ...data, options: { mode: "lenient" } }, keep)).toBeDefined();
});

test("there is time for rows while the rest of the file can be read at 50 GB in 900 s, a tenth of the run's time left over", () => {
  const run = { started: new Date(0), deadline: new Date(900_000) };
  const at = (seconds: number) => hasTime(run, () => seconds * 1_000);
  expect(at(0)(44_900_000_000)).toBe(true);
  expect(at(0)(45_100_000_000)).toBe(false);
  expect(at(790)(1_000_000_000)).toBe(true);
  expect(at(795)(1_000_000_000)).toBe(false);
});
