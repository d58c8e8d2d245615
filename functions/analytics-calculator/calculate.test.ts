import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { RawDataStored, RawDataStoredData } from "../../generated/types/raw-data-stored.d.ts";
import type { StatisticsCalculated } from "../../generated/types/statistics-calculated.d.ts";
import type { SubmissionRejected } from "../../generated/types/submission-rejected.d.ts";
import { describeLines } from "../../statistics/test-summary.ts";
import { calculate, type NewResult } from "./calculate.ts";
import type { RowKeeping } from "./keep-failed-rows.ts";
import type { EarlierResults } from "./read-replaced.ts";

const submissionId = "019ac2f0-5b1e-7000-8000-000000000000";
const submittedAt = "2026-11-22T23:40:00.000Z";
const csv = "Quiz1,85,76,90\nQuiz2,NA,,abs\n";

function announced(scores: object = {}, said: Pick<RawDataStoredData, "options" | "title" | "course" | "replaces"> = {}): RawDataStored {
  return {
    specversion: "1.0",
    id: "3f1f9c3e-6a9a-5d0c-8a3e-1f0f3c9f7e11",
    source: "/scoreline/request-receiver",
    type: "dev.scoreline.raw-data-stored.v1",
    subject: `submissions/${submissionId}`,
    time: submittedAt,
    datacontenttype: "application/json",
    dataschema: "https://schemas.scoreline.dev/raw-data-stored/1.0.0.schema.json#/$defs/RawDataStoredData",
    correlationid: submissionId,
    data: {
      submissionId,
      submittedAt,
      scores: { bucket: "raw", key: "scores.csv", etag: '"e"', contentType: "text/csv", sizeBytes: csv.length, ...scores },
      ...said,
    },
  };
}

const neverReplaced: EarlierResults = {
  statistics: () => Promise.reject(new Error("Nothing is replaced.")),
  isRejected: () => Promise.reject(new Error("Nothing is replaced.")),
};

/** A stored document. */
function found(text: string) {
  return { etag: '"e"', sizeBytes: text.length, bytes: async () => new TextEncoder().encode(text), discard: () => {} };
}

/** A results bucket that keeps the first document of each kind, the rows that were to be stored, what was announced, and the order of all that. */
function world(content: string | null = csv, earlier: EarlierResults = neverReplaced, storeHistory = async () => {}) {
  const kept = new Map<NewResult["kind"], { text: string; metadata: Record<string, string> }>();
  const events: (StatisticsCalculated | SubmissionRejected)[] = [];
  const histories: string[] = [];
  const steps: string[] = [];
  let minutes = 0;
  const run = (event = announced(), rows?: RowKeeping) =>
    calculate(event, {
      rows,
      read: async () =>
        content === null
          ? undefined
          : (async function* () {
              for (const byte of new TextEncoder().encode(content)) yield Uint8Array.of(byte);
            })(),
      earlier,
      store: async ({ kind, body, metadata }) => {
        steps.push(kind);
        const result = kept.get(kind) ?? { text: new TextDecoder().decode(body), metadata };
        kept.set(kind, result);
        const object = { bucket: "results", key: kind, etag: '"r"', contentType: "application/json", sizeBytes: result.text.length };
        return { object, metadata: result.metadata };
      },
      storeHistory: async ({ body }) => {
        steps.push("history");
        histories.push(new TextDecoder().decode(body));
        await storeHistory();
      },
      announce: async (event) => {
        steps.push("event");
        events.push(event);
      },
      now: () => new Date(Date.UTC(2026, 10, 22, 23, 41 + minutes++)),
    });
  const documentOf = (kind: NewResult["kind"]) => JSON.parse(kept.get(kind)?.text ?? "null");
  return {
    run,
    events,
    histories,
    steps,
    kinds: () => [...kept.keys()],
    document: () => documentOf("statistics"),
    rejection: () => documentOf("rejection"),
    metadata: () => kept.get("statistics")?.metadata ?? {},
  };
}

test("the statistics are stored, then announced", async () => {
  const { run, events, document } = world();
  await run();
  expect(document()).toEqual({
    $schema: expect.stringMatching(/\/statistics\/2\.\d+\.\d+\.schema\.json$/),
    source: { sha256: createHash("sha256").update(csv).digest("hex"), sizeBytes: csv.length, lineCount: 2 },
    ...describeLines(csv),
  });
  expect(document()).toMatchObject({
    status: "complete",
    quizzes: [
      { name: "Quiz1", count: 3, missing: 0, min: 76, max: 90, mean: 83.66666666666667 },
      { name: "Quiz2", count: 0, missing: 3, min: null, max: null, mean: null },
    ],
  });
  expect(events).toMatchObject([
    { causationid: announced().id, time: "2026-11-22T23:41:00.000Z", data: { submissionId, quizCount: 2, scoreCount: 3 } },
  ]);
});

test.each([
  ["statistics", csv],
  ["rejection", "Quiz1,85,x\n"],
])("a repeated delivery stores no second %s, and announces the same event, to the byte", async (kind, content) => {
  const { run, events, kinds } = world(content);
  await run();
  await run();
  expect(kinds()).toEqual([kind]);
  expect(events).toHaveLength(2);
  expect(JSON.stringify(events[1])).toBe(JSON.stringify(events[0]));
});

test("the rows of the history are stored after the statistics and before they are announced", async () => {
  const { run, steps, histories, events } = world();
  await run();
  expect(steps).toEqual(["statistics", "history", "event"]);
  const rows = (histories[0] ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toMatchObject([
    { submission_id: submissionId, submitted_at: submittedAt, calculated_at: events[0]?.time, quiz: "Quiz1", position: 1, count: 3 },
    { submission_id: submissionId, quiz: "Quiz2", position: 2, count: 0, mean: null },
  ]);
});

test("a repeated delivery gives the same rows, to the byte: they say when the statistics were stored first", async () => {
  const { run, histories } = world();
  await run();
  await run();
  expect(histories).toHaveLength(2);
  expect(histories[1]).toBe(histories[0]);
});

test.each([
  ["statistics", "lenient"],
  ["rejection", "strict"],
] as const)("failed rows are kept before the %s, which does without them where S3 fails", async (kind, mode) => {
  const { run, steps } = world("quiz,ann\nQuiz1,85,x\n");
  const event = announced({ sizeBytes: 100_000_001 }, { options: { mode } });
  let csv = "";
  const rows = { areThere: async () => false, open: () => Promise.reject(new Error("It is no large one.")) };
  const put = async (body: Uint8Array) => {
    steps.push("rows");
    csv = new TextDecoder().decode(body);
  };
  await run(event, { keptRows: () => ({ ...rows, put }), hasTime: () => true });
  expect(steps.slice(0, 2)).toEqual(["rows", kind]);
  expect(csv).toMatch(/^quiz,ann\r\nQuiz1,85,x,"#! Line 2, column 3: type-error: .*"\r\n$/);

  const other = world("Quiz1,85,x\n");
  await other.run(event, { keptRows: () => ({ ...rows, put: () => Promise.reject(new Error("S3 is down.")) }), hasTime: () => true });
  expect([other.steps[0], other.steps.at(-1)]).toEqual([kind, "event"]);
});

test("where the rows cannot be stored nothing is announced", async () => {
  const { run, events } = world(csv, neverReplaced, () => Promise.reject(new Error("S3 is down.")));
  await expect(run()).rejects.toThrow("S3 is down.");
  expect(events).toEqual([]);
});

test("a submission that is rejected has no rows", async () => {
  const { run, steps } = world("Quiz1,x\n");
  await run();
  expect(steps).toEqual(["rejection", "event"]);
});

test("a correction tells the earlier figures; repeated when they have come in between, it stores and announces the same", async () => {
  const replaces = "019ac2f0-0000-7000-8000-000000000000";
  let text: string | undefined;
  const { run, events, document, metadata } = world(csv, {
    statistics: async () => (text === undefined ? undefined : found(text)),
    isRejected: async () => false,
  });
  const event = announced({}, { replaces });
  await run(event);
  text = JSON.stringify(document());
  await run(event);
  expect(document()).toMatchObject({ replaces: { submissionId: replaces, unavailable: "not-calculated" } });
  expect(document().quizzes[0].before).toBeUndefined();
  expect(metadata().replaces).toBe(replaces);
  expect(JSON.stringify(events[1])).toBe(JSON.stringify(events[0]));
});

test("a correction that is rejected says what it was to replace", async () => {
  const replaces = "019ac2f0-0000-7000-8000-000000000000";
  const { run, rejection } = world("Quiz1,x\n");
  await run(announced({}, { replaces }));
  expect(rejection().replaces).toBe(replaces);
});

test("score lines that are gone can never be computed, and nothing is announced", async () => {
  const { run, events, kinds } = world(null);
  await expect(run()).rejects.toMatchObject({ name: "Unprocessable", code: "object-gone" });
  expect([events, kinds()]).toEqual([[], []]);
});

test("options that no score can meet are never computed", async () => {
  const { run, kinds } = world();
  const event = announced({}, { options: { passMark: 1 / 3 } });
  await expect(run(event)).rejects.toMatchObject({ name: "Unprocessable", code: "invalid-options" });
  expect(kinds()).toEqual([]);
});

test("in lenient mode what can be read is computed, and the rest is told", async () => {
  const { run, document } = world("Quiz1,85,x\n");
  await run(announced({}, { options: { mode: "lenient" } }));
  expect(document()).toMatchObject({
    status: "partial",
    options: { mode: "lenient" },
    scoreCount: 1,
    quality: { problems: [{ code: "type-error", line: 1, column: 3, cell: "x" }] },
  });
});

describe("a submission is rejected, and that is announced instead of statistics,", () => {
  const rejected = async (content: string, event: RawDataStored = announced()) => {
    const { run, events, kinds, rejection } = world(content);
    await run(event);
    expect(kinds()).toEqual(["rejection"]);
    return { document: rejection(), events };
  };

  test("in strict mode, when a cell cannot be read", async () => {
    const { document, events } = await rejected("Quiz1,85,x\nQuiz2\nQuiz3,70,80\n", announced({}, { title: "Week 7", course: "CS-487" }));
    expect(document).toMatchObject({
      $schema: "https://schemas.scoreline.dev/rejection/1.0.0.schema.json",
      submissionId,
      acceptedAt: submittedAt,
      rejectedAt: "2026-11-22T23:41:00.000Z",
      title: "Week 7",
      course: "CS-487",
      quality: {
        reading: { delimiter: "," },
        problemCount: 2,
        problems: [
          { code: "type-error", line: 1, column: 3, cell: "x" },
          { code: "no-scores", line: 2, column: 1, cell: "Quiz2" },
        ],
      },
    });
    expect(events).toMatchObject([
      {
        type: "dev.scoreline.submission-rejected.v1",
        causationid: announced().id,
        time: "2026-11-22T23:41:00.000Z",
        data: { submissionId, submittedAt, title: "Week 7", course: "CS-487", problemCount: 2, rejection: { key: "rejection" } },
      },
    ]);
  });

  test("when its bytes are not those that were declared, though all of them can be read", async () => {
    const { document } = await rejected(csv, announced({ sha256: "0".repeat(64) }));
    expect(document.quality).toMatchObject({
      problemCount: 1,
      problemCounts: [{ code: "checksum-mismatch", severity: "error", count: 1 }],
      problems: [{ code: "checksum-mismatch", line: 1, column: null, cell: null, hint: expect.stringContaining("0".repeat(64)) }],
    });
  });

  test.each([
    ["strict", ""],
    ["strict", "\n \n"],
    ["lenient", "\n"],
    ["lenient", "Quiz1\n"],
  ] as const)("in %s mode, when there is no score line: %j", async (mode, content) => {
    const { document } = await rejected(content, announced({}, { options: { mode } }));
    const lines = content.includes("Quiz1") ? 2 : 1;
    expect(document.quality).toMatchObject({
      problemCount: lines,
      problemCounts: [{ code: "no-scores", severity: "error", count: lines }],
      problems: [
        { code: "no-scores", line: 1, column: null, hint: expect.stringMatching(/^There is no score line\./) },
        ...(lines > 1 ? [{ column: 1 }] : []),
      ],
    });
  });

  test("with a hundred problems listed at most, and all of them counted", async () => {
    const { document, events } = await rejected(`Quiz1${",x".repeat(250)}\n`, announced({ sha256: "0".repeat(64) }));
    expect(document.quality).toMatchObject({ problemCount: 251, problems: { length: 100 } });
    expect(document.quality.problems[0].code).toBe("checksum-mismatch");
    expect(events).toMatchObject([{ data: { problemCount: 251 } }]);
  });

  test("and what a cell says stays out of the event", async () => {
    const { events } = await rejected("Quiz1,secret\n");
    expect(JSON.stringify(events)).not.toContain("secret");
  });
});

describe("what a status needs of the statistics", () => {
  test("lies beside them, in ASCII", async () => {
    const { run, metadata } = world();
    await run(announced({}, { title: "Woche 7: Übung", course: "数学" }));
    expect(metadata()).toEqual({
      "calculated-at": "2026-11-22T23:41:00.000Z",
      "accepted-at": submittedAt,
      status: "complete",
      "quiz-count": "2",
      "score-count": "3",
      "missing-count": "3",
      "problem-count": "0",
      title: encodeURIComponent("Woche 7: Übung"),
      course: encodeURIComponent("数学"),
    });
  });

  test("is absent where it is not told or was not said", async () => {
    const { run, metadata } = world();
    await run(announced({}, { options: { minimumGroupSize: 5 } }));
    expect(Object.keys(metadata())).toEqual(["calculated-at", "accepted-at", "status", "quiz-count", "score-count", "problem-count"]);
  });

  test("fits into what S3 takes, however long title and course are in UTF-8; half a character is replaced", async () => {
    const { run, metadata, events } = world(csv, { statistics: async () => undefined, isRejected: async () => false });
    const [title, course] = ["😀".repeat(120), "\ud800".repeat(60)];
    await run(announced({}, { title, course, replaces: submissionId }));
    const size = Object.entries(metadata()).reduce((sum, [name, value]) => sum + `x-amz-meta-${name}`.length + value.length, 0);
    expect(size).toBeLessThan(2_048);
    expect(decodeURIComponent(metadata().title ?? "")).toMatch(/^(😀){90,}…$/u);
    expect(decodeURIComponent(metadata().course ?? "")).toBe("\ufffd".repeat(60));
    expect(events).toMatchObject([{ data: { title } }]);
  });
});

test("title and course go on in the event", async () => {
  const { run, events } = world();
  await run(announced({}, { title: "Week 7", course: "CS-487" }));
  expect(events).toMatchObject([{ data: { title: "Week 7", course: "CS-487" } }]);
});
