import { describe, expect, test } from "@jest/globals";
import { describeLines } from "../../statistics/test-summary.ts";
import type { Outcome } from "../boundary/queue/read-records.ts";
import { type Notifying, notify } from "./notify.ts";
import type { Announcement } from "./read-report.ts";
import type { Mail } from "./render-mail.ts";

const statistics = {
  $schema: "https://schemas.scoreline.dev/statistics/2.0.0.schema.json",
  source: { sha256: "0".repeat(64), sizeBytes: 15, lineCount: 1 },
  ...describeLines("Quiz1,85,76,90\n"),
};
const submittedAt = "2026-11-22T23:40:00.000Z";
const calculatedAt = "2026-11-22T23:40:01.000Z";
const idOf = (name: string) => `019ac2f0-5b1e-7000-8000-${Buffer.from(name).toString("hex").padStart(12, "0")}`;
const rejection = (name: string) => ({
  $schema: "https://schemas.scoreline.dev/rejection/1.0.0.schema.json",
  submissionId: idOf(name),
  acceptedAt: submittedAt,
  rejectedAt: calculatedAt,
  quality: describeLines("Quiz1,85,x\n").quality,
});

/** The event of a submission; a name that begins with `no` is rejected. */
function eventOf(name: string): Announcement {
  const object = { bucket: "results", key: name, etag: '"e"', contentType: "application/json", sizeBytes: 100 };
  const submitted = { submissionId: idOf(name), submittedAt };
  const envelope = {
    specversion: "1.0",
    id: `event-${name}`,
    source: "/scoreline/analytics-calculator",
    subject: `submissions/${idOf(name)}`,
    time: calculatedAt,
    datacontenttype: "application/json",
    dataschema: "",
    correlationid: idOf(name),
  } as const;
  if (name.startsWith("no"))
    return {
      ...envelope,
      type: "dev.scoreline.submission-rejected.v1",
      data: { ...submitted, rejectedAt: calculatedAt, problemCount: 1, rejection: object },
    };
  return {
    ...envelope,
    type: "dev.scoreline.statistics-calculated.v1",
    data: { ...submitted, calculatedAt, quizCount: 1, scoreCount: 3, statistics: object },
  };
}

/** A world with what was mailed and marked, in order. `stored` says what lies at a name that has no good document. */
function world(stored: Record<string, string | undefined> = {}) {
  const mails: Mail[] = [];
  const marks = new Map<string, string>();
  const order: string[] = [];
  const notifying: Notifying = {
    isMarked: async (id) => marks.has(id),
    read: async ({ key }) => {
      order.push(`read ${key}`);
      const text = key in stored ? stored[key] : JSON.stringify(key.startsWith("no") ? rejection(key) : statistics);
      return text === undefined
        ? undefined
        : (async function* () {
            yield new TextEncoder().encode(text);
          })();
    },
    publish: async (mail) => {
      order.push("publish");
      mails.push(mail);
    },
    mark: async (id, at) => {
      order.push("mark");
      marks.set(id, at);
    },
    unmarked: new Set(),
    now: () => new Date("2026-11-22T23:41:00.000Z"),
  };
  /** Notifies of a batch by name; `changes` stand for what fails. */
  const run = async (names: string[], changes: Partial<Notifying> = {}) => {
    const deliveries = names.map((name) => ({ event: eventOf(name), record: {} as never }));
    return (await notify({ deliveries }, { ...notifying, ...changes })).map(wordOf);
  };
  return { run, mails, marks, order };
}

function wordOf(outcome: Outcome): string {
  return outcome.status === "fulfilled" ? "done" : (outcome.reason.code ?? outcome.reason.message);
}

const failing = (message: string) => async () => {
  throw new Error(message);
};

test("a batch is reported in one mail, statistics and rejections alike", async () => {
  const names = ["a", "b", "no", "d", "e", "f"];
  const { run, mails } = world();
  expect(await run(names)).toEqual(names.map(() => "done"));
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe("Scoreline: 6 submissions, 5 quizzes, 15 scores, 1 rejected");
  for (const name of names) expect(mails[0]?.text).toContain(`Submission ${idOf(name)}\n`);
});

test("a result that cannot be read fails alone, and never makes half a mail", async () => {
  const { run, mails, marks } = world({ gone: undefined, torn: "{", other: '{"quizCount":"many"}', none: undefined, notorn: "{" });
  expect(await run(["a", "gone", "torn", "other", "none", "notorn", "b"])).toEqual([
    "done",
    "object-gone",
    "unreadable-statistics",
    expect.stringMatching(/^Not a valid statistics/),
    "object-gone",
    "unreadable-rejection",
    "done",
  ]);
  expect(mails[0]?.subject).toBe("Scoreline: 2 submissions, 2 quizzes, 6 scores");
  expect([...marks.keys()]).toEqual([idOf("a"), idOf("b")]);
});

test("where the mail cannot be published every result of it fails, and none is marked", async () => {
  const { run, marks } = world({ gone: undefined });
  expect(await run(["a", "gone"], { publish: failing("SNS is down") })).toEqual(["SNS is down", "object-gone"]);
  expect(marks.size).toBe(0);
});

test("where no result can be read no mail is published", async () => {
  const { run, mails } = world({ gone: undefined });
  await run(["gone"]);
  expect(mails).toEqual([]);
});

test("the same event twice in a batch is reported once and done twice", async () => {
  const { run, mails } = world();
  expect(await run(["a", "a"])).toEqual(["done", "done"]);
  expect(mails[0]?.subject).toBe("Scoreline: 1 quiz, 3 scores");
});

describe("what was mailed", () => {
  test("is marked with the time, once the mail is out", async () => {
    const { run, marks, order } = world();
    await run(["a"]);
    expect(order).toEqual(["read a", "publish", "mark"]);
    expect([...marks]).toEqual([[idOf("a"), "2026-11-22T23:41:00.000Z"]]);
  });

  test("is not read or mailed again, and the others of its batch are", async () => {
    const { run, mails, order } = world();
    await run(["a", "no"]);
    order.length = 0;
    expect(await run(["a", "b", "no"])).toEqual(["done", "done", "done"]);
    expect(order).toEqual(["read b", "publish", "mark"]);
    expect(mails[1]?.subject).toBe("Scoreline: 1 quiz, 3 scores");
    expect(await run(["a", "b"])).toEqual(["done", "done"]);
    expect(mails).toHaveLength(2);
  });

  test("is not guessed at: where nobody can say whether it is marked, that result fails alone", async () => {
    const { run, mails } = world();
    const isMarked = async (id: string) => {
      if (id === idOf("a")) throw new Error("S3 is down");
      return false;
    };
    expect(await run(["a", "b"], { isMarked })).toEqual(["S3 is down", "done"]);
    expect(mails[0]?.text).not.toContain(idOf("a"));
  });

  test("is marked in the same run, though S3 fails a few times", async () => {
    const { run, marks, mails } = world();
    let failures = 2;
    const mark = async (id: string, at: string) => {
      if (failures-- > 0) throw new Error("S3 is busy");
      marks.set(id, at);
    };
    expect(await run(["a"], { mark })).toEqual(["done"]);
    expect([mails.length, marks.size]).toEqual([1, 1]);
  });

  test("and cannot be marked fails alone; when it comes again, it is marked and not mailed", async () => {
    const { run, marks, mails, order } = world();
    const mark = async (id: string, at: string) => {
      if (id === idOf("a")) throw new Error("S3 is down");
      marks.set(id, at);
    };
    expect(await run(["a", "b"], { mark })).toEqual(["S3 is down", "done"]);
    order.length = 0;
    expect(await run(["a", "c"])).toEqual(["done", "done"]);
    expect(order).toEqual(["read c", "publish", "mark", "mark"]);
    expect([...marks.keys()].sort()).toEqual(["a", "b", "c"].map(idOf));
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).not.toContain(idOf("a"));
  });
});
